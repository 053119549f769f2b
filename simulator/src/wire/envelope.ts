/**
 * The OCPI response envelope and the answers a platform can give (TRN-060, requirements chapter 2).
 * An Answer is what a module decides; the server turns it into HTTP, so no module knows a socket.
 */

/** Any JSON object, read field by field with care. */
export type Json = Record<string, unknown>;

export interface Envelope {
  data?: unknown;
  status_code: number;
  status_message?: string;
  timestamp: string;
}

export interface Answer {
  http: number;
  status_code: number;
  status_message?: string;
  data?: unknown;
  headers?: Record<string, string>;
}

/** HTTP 200 with 1000; `data` is left out where the module does not define it (TRN-062). */
export const success = (data?: unknown): Answer => ({
  http: 200,
  status_code: 1000,
  status_message: 'Success',
  ...(data === undefined ? {} : { data }),
});

/** STA-004: 201 when the object is new here, 200 when it replaces one. */
export const stored = (isNew: boolean): Answer => ({ ...success(), http: isNew ? 201 : 200 });

export const refusal = (http: number, status_code: number, status_message: string): Answer => ({
  http,
  status_code,
  status_message,
});

export const notOffered = (method: string): Answer =>
  refusal(405, 2000, `${method} is not available on this endpoint.`);

export const envelopeOf = ({ data, status_code, status_message }: Answer): Envelope => ({
  ...(data === undefined ? {} : { data }),
  status_code,
  ...(status_message === undefined ? {} : { status_message }),
  timestamp: new Date().toISOString(),
});

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The envelope in a response text, or undefined when there is none (TRN-064). */
export const readEnvelope = (text: string): Envelope | undefined => {
  try {
    const parsed: unknown = JSON.parse(text);
    if (!isObject(parsed) || typeof parsed.status_code !== 'number') return undefined;
    return {
      ...('data' in parsed ? { data: parsed.data } : {}),
      status_code: parsed.status_code,
      ...(typeof parsed.status_message === 'string' ? { status_message: parsed.status_message } : {}),
      timestamp: typeof parsed.timestamp === 'string' ? parsed.timestamp : '',
    };
  } catch {
    return undefined; // not JSON: the caller sees the text and the HTTP status
  }
};
