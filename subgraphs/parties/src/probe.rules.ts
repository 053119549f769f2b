/**
 * When a silent platform is asked whether it is there, and what its answer means (HCI-020 to HCI-024). Pure.
 *
 * Whoever is heard is there, and is asked again after as long a silence. Whoever does not answer is asked again soon,
 * counts as OFFLINE after a few failures in a row, and is asked ever more rarely from then on.
 */
import type { AlarmKind } from './alarm.rules.js';

export interface ProbeTimes {
  /** HCI-020: how long a platform may be silent before it is asked. */
  silence_ms: number;
  /** HCI-021: how many failures in a row make it OFFLINE. */
  failures: number;
  /** How long after a failure it is asked again; this doubles while it is OFFLINE, up to the longest. */
  retry_ms: number;
  retryMax_ms: number;
  /** How long a node may take with a probe before another takes it over. */
  lease_ms: number;
}

/** HCI-020, HCI-021: five minutes and two failures to begin with; everything else follows from the silence. */
export const probeTimes = ({ silence_ms = 5 * 60_000, failures = 2 } = {}): ProbeTimes => ({
  silence_ms,
  failures,
  retry_ms: Math.min(30_000, silence_ms / 10),
  retryMax_ms: silence_ms * 6,
  lease_ms: 60_000,
});

/** How a platform stood when it was probed. */
export interface Probed {
  status: 'CONNECTED' | 'OFFLINE';
  /** In a row, before this probe. */
  failures: number;
}

export interface ProbeAnswer {
  /** HTTP 200 with an envelope. */
  ok: boolean;
  http?: number | null;
}

export interface ProbeVerdict {
  failures: number;
  /** Until the next probe, if nothing is heard meanwhile. */
  next_ms: number;
  /** What becomes of the platform; undefined leaves it as it is. */
  step: 'hear' | 'silence' | undefined;
  alarm: AlarmKind | undefined;
}

export const afterProbe = (
  { status, failures: before }: Probed,
  { ok, http }: ProbeAnswer,
  times: ProbeTimes,
): ProbeVerdict => {
  const isOffline = status === 'OFFLINE';
  if (ok)
    return {
      failures: 0,
      next_ms: times.silence_ms,
      step: isOffline ? 'hear' : undefined,
      alarm: undefined,
    };
  const failures = before + 1;
  // HCI-024: a second attempt with the same token would bring the same answer.
  const isRefused = http === 401;
  const isLost = isOffline || isRefused || failures >= times.failures;
  return {
    failures,
    next_ms: isLost ? growing(failures - times.failures, times) : times.retry_ms,
    step: isLost && !isOffline ? 'silence' : undefined,
    alarm: isRefused ? 'TOKEN_REFUSED' : isLost ? 'UNREACHABLE' : undefined,
  };
};

/** HCI-023: twice as long each time, and bounded. */
const growing = (times: number, { retry_ms, retryMax_ms }: ProbeTimes): number =>
  Math.min(retry_ms * 2 ** Math.min(Math.max(times, 0), 30), retryMax_ms);

/** A circuit that opened again soon after it was closed counts as the same trouble. */
export const SAME_TROUBLE_MS = 10 * 60_000;

/**
 * How long a circuit stays open before a probe may close it: no longer than the probe takes for the first time, then
 * ever longer, because a platform that answers probes and nothing else would be tried without end.
 */
export const circuitPause = (openings: number, times: ProbeTimes): number =>
  openings <= 1 ? 0 : growing(openings - 2, times);
