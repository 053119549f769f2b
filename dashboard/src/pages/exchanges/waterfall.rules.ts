/** Where the bar of a leg begins and how long it is, as shares of the whole conversation. Pure. */

export interface Timed {
  offsetMs: number;
  durationMs: number;
}

export interface Bar {
  /** 0 to 100, from the left. */
  left: number;
  /** At least wide enough to be seen. */
  width: number;
}

export const LEAST_WIDTH = 0.6;

/** What is later than the end that was told (a clock that jumped) still lies within the picture. */
export const barOf = ({ offsetMs, durationMs }: Timed, whole_ms: number): Bar => {
  const share = (ms: number) => (whole_ms > 0 ? Math.min(Math.max(ms / whole_ms, 0), 1) * 100 : 0);
  const width = whole_ms > 0 ? Math.max(share(durationMs), LEAST_WIDTH) : 100;
  return { left: Math.min(share(offsetMs), 100 - width), width };
};

/** The whole of it: at least until the last leg ended. */
export const wholeOf = (legs: readonly Timed[], told_ms: number): number =>
  Math.max(told_ms, ...legs.map(({ offsetMs, durationMs }) => offsetMs + durationMs));
