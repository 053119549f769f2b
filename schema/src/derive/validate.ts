export interface Violation {
  /** JSON Pointer (RFC 6901) to the value, '' for the whole document. */
  pointer: string;
  code: string;
  /** One plain sentence. */
  message: string;
}
