/** A failure as it comes live, as the group it is a part of or begins. Pure. */
import type { ExchangeRowFragment, ProblemRowFragment } from '../../graph/index.js';

/** Stands in for the group until that is asked for; nothing but its key is ever shown. */
export const problemOf = (exchange: ExchangeRowFragment): ProblemRowFragment => ({
  __typename: 'PartnerProblem',
  id: exchange.id,
  party: exchange.direction === 'IN' ? exchange.from : exchange.to,
  platformId: null,
  module: exchange.module,
  direction: exchange.direction,
  status: exchange.status,
  code: exchange.failure?.kind ?? `OCPI ${exchange.ocpi ?? '–'}`,
  pointer: null,
  message: exchange.failure?.message ?? null,
  requirement: null,
  count: 1,
  firstSeen: exchange.startedAt,
  lastSeen: exchange.startedAt,
  series: [],
  exchangeId: exchange.id,
});

/** In words what a sparkline shows: the most in one part of the time, and how long ago that was, in parts. */
export const peakOf = (series: readonly number[]): { count: number; partsAgo: number } => {
  const count = Math.max(0, ...series);
  return { count, partsAgo: count === 0 ? 0 : series.length - 1 - series.lastIndexOf(count) };
};
