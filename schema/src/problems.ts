/**
 * Everything that can be wrong, in one closed list. Subgraphs throw a Problem; it travels through the graph as an
 * error with `extensions: { code, violations? }`; the adapter turns code and module into the pair of HTTP and
 * OCPI status of requirements chapter 2.3 (STA-020). The message is one plain sentence that says what to do.
 */
import type { Violation } from './derive/validate.js';

export const problemCodes = [
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'INVALID_DOCUMENT',
  'INVALID_INPUT',
  'CONFLICT',
  'ALREADY_REGISTERED',
  'NOT_REGISTERED',
  'UNAVAILABLE',
  'TIMEOUT',
  'INTERNAL',
] as const;
export type ProblemCode = (typeof problemCodes)[number];

export class Problem extends Error {
  override readonly name = 'Problem';
  readonly code: ProblemCode;
  readonly violations: readonly Violation[];
  /** What graphql-js copies into the error it sends. */
  readonly extensions: { code: ProblemCode; violations?: readonly Violation[] };

  constructor(code: ProblemCode, message: string, violations: readonly Violation[] = []) {
    super(message);
    this.code = code;
    this.violations = violations;
    this.extensions = violations.length > 0 ? { code, violations } : { code };
  }
}
