/** Why a call to a partner brought nothing usable, with a sentence for whoever has to mend it. */
export type FailureKind =
  /** The address policy forbids it. */
  | 'address'
  /** DNS, TCP or TLS failed (E27). */
  | 'unreachable'
  /** No complete answer in time (E28). */
  | 'timeout'
  /** Answered, but not with an OCPI envelope we can read, or with too much (E30). */
  | 'rubbish'
  /** The partner does not take our token (HTTP 401). */
  | 'unauthorized'
  /** The partner answered with another HTTP or OCPI error. */
  | 'refused'
  /** The hub itself is stopping. */
  | 'stopped';

export class CallFailure extends Error {
  override readonly name = 'CallFailure';
  constructor(
    readonly kind: FailureKind,
    message: string,
  ) {
    super(message);
  }
}
