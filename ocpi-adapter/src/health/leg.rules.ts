/** What a leg says about the platform on its other side. Pure. */
import type { ExchangeLeg } from '../exchanges/exchange-leg.js';

export type LegSign =
  /** It sent a message, and was known by its token. */
  | 'heard'
  /** It answered a message of ours. */
  | 'answered'
  /** It answered that it does not let us in (HUB-092). */
  | 'refused'
  /** It could not be reached (E27): worth a probe (HCI-022). */
  | 'unreachable'
  /** It was reached, as it seems, and did not answer in time (E28). */
  | 'silent';

/** How partners find each other says nothing about messages, and probes speak for themselves. */
const NO_MESSAGES: ReadonlySet<string | undefined> = new Set(['versions', 'credentials']);

/** Undefined when it says nothing. */
export const signIn = ({ direction, module, http, failure }: ExchangeLeg): LegSign | undefined => {
  if (direction === 'IN') return 'heard';
  if (NO_MESSAGES.has(module)) return undefined;
  if (failure?.kind === 'unreachable') return 'unreachable';
  if (failure?.kind === 'timeout') return 'silent';
  if (http === undefined) return undefined;
  return http === 401 || http === 403 ? 'refused' : 'answered';
};
