/** The month that is over, as statement runs take it: its first day and the first day after it, in UTC. Pure. */
export const lastMonth = (now: number): { from: string; to: string } => {
  const today = new Date(now);
  const first = (monthsBefore: number): string =>
    new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - monthsBefore, 1))
      .toISOString()
      .slice(0, 10);
  return { from: first(1), to: first(0) };
};
