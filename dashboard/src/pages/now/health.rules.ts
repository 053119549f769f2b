/**
 * What a hub is like in one sentence: the worst of what is wrong with it, or that all is well. Pure; the sentences are
 * `health.<kind>` in the words of the page.
 */
export interface Facts {
  parties: number;
  /** Names of parties that were there and do not answer. */
  silent: readonly string[];
  charging: number;
  /** Null for who may not see alarms. */
  alarms: number | null;
  /** Messages accepted from one party that another has not got yet. */
  waiting: number;
  /** Since when the oldest of them waits, epoch milliseconds; null where nobody waits or nobody knows. */
  waitingSince: number | null;
  /** Of the last minutes, 0 to 1; null without any. */
  failedShare: number | null;
  /** CDRs somebody has to decide about. */
  undecided: number;
}

export type HealthKind = 'nobody' | 'silent' | 'late' | 'failing' | 'alarms' | 'undecided' | 'well';

export interface Health {
  kind: HealthKind;
  tone: 'free' | 'impaired' | 'alarm' | 'idle';
  /** What the sentence is filled with. */
  values: Readonly<Record<string, string | number>>;
}

/** A message that waits longer than this is late. */
export const LATE_MS = 5 * 60_000;
/** From this share of failed exchanges on, something is wrong with more than one request. */
export const FAILING_SHARE = 0.05;

export const healthOf = (facts: Facts, now: number): Health => {
  const { parties, silent, charging, alarms, waiting, waitingSince, failedShare, undecided } = facts;
  if (parties === 0) return { kind: 'nobody', tone: 'idle', values: {} };
  const [first] = silent;
  if (first !== undefined)
    return {
      kind: 'silent',
      tone: 'alarm',
      values: { count: silent.length, name: first, others: silent.length - 1 },
    };
  if (waitingSince !== null && now - waitingSince > LATE_MS)
    return {
      kind: 'late',
      tone: 'alarm',
      values: { count: waiting, minutes: Math.floor((now - waitingSince) / 60_000) },
    };
  if (failedShare !== null && failedShare >= FAILING_SHARE)
    return { kind: 'failing', tone: 'impaired', values: { percent: Math.round(failedShare * 100) } };
  if (alarms !== null && alarms > 0) return { kind: 'alarms', tone: 'impaired', values: { count: alarms } };
  if (undecided > 0) return { kind: 'undecided', tone: 'impaired', values: { count: undecided } };
  return { kind: 'well', tone: 'free', values: { count: charging } };
};

/** Below this a Session is too young for its energy to say anything about its power. */
const YOUNG_MS = 60_000;

/** The power of a Session in kW: its energy so far over its time so far; null while nobody can tell. */
export const powerOf = (session: {
  kwh: number;
  startDateTime: string;
  lastUpdated: string;
}): number | null => {
  const length_ms = Date.parse(session.lastUpdated) - Date.parse(session.startDateTime);
  return length_ms < YOUNG_MS ? null : session.kwh / (length_ms / 3_600_000);
};

/** Of those given, and as much for each of those there are besides. */
export const powerOfAll = (
  sessions: readonly { kwh: number; startDateTime: string; lastUpdated: string }[],
  total: number,
): number => {
  const known = sessions.flatMap((session) => powerOf(session) ?? []);
  const sum = known.reduce((all, one) => all + one, 0);
  return sessions.length === 0 ? 0 : sum * (Math.max(total, sessions.length) / sessions.length);
};

/** Who asked whom; whoever is no party yet is called by where it is, and who asks the hub without a name is unknown. */
export const wayOf = (
  { direction, from, to, url }: { direction: string; from: string | null; to: string | null; url: string },
  hub: string,
): [string, string] =>
  direction === 'OUT'
    ? [from ?? hub, to ?? (URL.canParse(url) ? new URL(url).host : '?')]
    : [from ?? '?', to ?? hub];
