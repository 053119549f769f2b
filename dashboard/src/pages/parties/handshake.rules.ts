/**
 * A handshake as steps a person can follow, seen by the legs that went over the wire, the platform as it is now, and
 * what has been read of its Locations. Pure.
 */

/** `call`: they gave us a token and we call them. `invite`: we give them one and they call us. */
export type Way = 'call' | 'invite';

export const stepNames = ['versions', 'details', 'credentials', 'pull', 'location'] as const;
export type StepName = (typeof stepNames)[number];

/** `unneeded`: of a partner that has no Locations to read. */
export type StepState = 'waiting' | 'running' | 'done' | 'failed' | 'unneeded';

export interface Leg {
  id: string;
  startedAt: string;
  direction: 'IN' | 'OUT';
  method: string;
  module: string | null;
  url: string;
  http: number | null;
  ocpi: number | null;
  status: string;
  failure: { kind: string; message: string } | null;
  correlationId: string;
  durationMs: number;
}

export interface PlatformSeen {
  status: string;
  versionsUrl: string | null;
  failure: string | null;
  lastChangedAt: string;
  invitedAt: string | null;
  endpoints: readonly { identifier: string; role: string }[];
}

export interface PullSeen {
  status: string;
  stored: number;
  /** Objects that were here before, as they are. */
  unchanged: number;
}

export interface Seen {
  way: Way;
  platform: PlatformSeen | undefined;
  /** Of the platform, in any order. */
  legs: readonly Leg[];
  pull: PullSeen | undefined;
  locations: number;
}

export interface Step {
  name: StepName;
  state: StepState;
  /** The newest that belongs to it. */
  leg?: Leg;
}

const ofHandshake = new Set(['versions', 'credentials']);
const connected = new Set(['CONNECTED', 'OFFLINE', 'HELD']);

export const isConnected = (platform: PlatformSeen | undefined): boolean =>
  platform !== undefined && connected.has(platform.status);

/** Has it Locations to read? An eMSP has none. */
export const offersLocations = ({ endpoints }: Pick<PlatformSeen, 'endpoints'>): boolean =>
  endpoints.some(({ identifier, role }) => identifier === 'locations' && role === 'SENDER');

/**
 * The legs of this attempt, oldest first. What we call shares one correlation id (TRN-094), also with the calls that
 * come back in between; while an order waits, what is older than it is of an attempt before.
 */
export const legsOf = ({ way, platform, legs }: Pick<Seen, 'way' | 'platform' | 'legs'>): Leg[] => {
  const all = legs
    .filter(({ module }) => ofHandshake.has(module ?? ''))
    .toSorted((one, other) => (one.id < other.id ? -1 : 1));
  const since = (instant: string | null | undefined) =>
    instant === null || instant === undefined
      ? all
      : all.filter(({ startedAt }) => Date.parse(startedAt) >= Date.parse(instant));
  if (way === 'invite') return since(platform?.invitedAt);
  if (platform?.status === 'CONNECTING') return since(platform.lastChangedAt);
  const last = all.findLast(({ direction }) => direction === 'OUT')?.correlationId;
  return all.filter(({ correlationId }) => correlationId === last);
};

/** Which step a leg is; undefined for those that run the other way in between. */
export const stepOf = (leg: Leg, way: Way, versionsUrl: string | null): StepName | undefined => {
  if (leg.direction !== (way === 'call' ? 'OUT' : 'IN')) return undefined;
  if (leg.module === 'credentials') return leg.method === 'POST' ? 'credentials' : undefined;
  if (leg.module !== 'versions') return undefined;
  const isList = way === 'call' ? leg.url === versionsUrl : /\/versions\/?$/.test(leg.url);
  return isList ? 'versions' : 'details';
};

export const stepsOf = (seen: Seen): Step[] => {
  const { way, platform, pull, locations } = seen;
  const isThere = isConnected(platform);
  const newest = new Map<StepName, Leg>();
  for (const leg of legsOf(seen)) {
    const name = stepOf(leg, way, platform?.versionsUrl ?? null);
    if (name !== undefined) newest.set(name, leg);
  }
  const isRead = isThere && platform !== undefined && offersLocations(platform);
  const isDone: Record<StepName, boolean> = {
    versions: isThere || newest.get('versions')?.status === 'OK',
    details: isThere || newest.get('details')?.status === 'OK',
    credentials: isThere,
    pull: pull?.status === 'DONE',
    location: locations > 0,
  };
  const next = stepNames.find((name) => !isDone[name]);
  return stepNames.map((name): Step => {
    const leg = newest.get(name);
    return { name, state: stateOf(name), ...(leg && { leg }) };
  });

  function stateOf(name: StepName): StepState {
    if (isDone[name]) return 'done';
    if (name === 'pull' || name === 'location') {
      if (isThere && !isRead) return 'unneeded';
      if (name === 'pull' && (pull?.status === 'FAILED' || pull?.status === 'CANCELLED')) return 'failed';
      // What was read is there, though it has not been looked for again.
      if (name === 'location' && pull?.status === 'DONE' && pull.stored + pull.unchanged === 0)
        return 'unneeded';
      return isThere ? 'running' : 'waiting';
    }
    if (name !== next) return 'waiting';
    const hasFailed = platform?.status === 'FAILED' || platform?.status === 'SUSPENDED';
    const wasRefused =
      way === 'invite' && newest.get(name) !== undefined && newest.get(name)?.status !== 'OK';
    return hasFailed || wasRefused ? 'failed' : platform === undefined ? 'waiting' : 'running';
  }
};

/** The leg that tells best why it failed: what we could not call back, before the answer we gave for it. */
export const failedLeg = (seen: Seen): Leg | undefined => {
  const wrong = legsOf(seen).filter(({ status }) => status !== 'OK');
  return wrong.findLast(({ direction }) => direction === 'OUT') ?? wrong.at(-1);
};
