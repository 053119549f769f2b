/** How far a command has come, and what its parts are called: pure. */

export interface CommandTimes {
  status: string;
  requestedAt: string;
  sentAt?: string | null;
  answeredAt?: string | null;
  completedAt?: string | null;
}

const IN_FLIGHT = ['REQUESTED', 'SENT', 'ACCEPTED'];

export const isInFlight = ({ status }: Pick<CommandTimes, 'status'>): boolean => IN_FLIGHT.includes(status);

/** From the order to its end, or to now while there is none. */
export const elapsedOf = ({ requestedAt, completedAt, ...rest }: CommandTimes, now: number): number => {
  const end = completedAt
    ? Date.parse(completedAt)
    : isInFlight(rest)
      ? now
      : Date.parse(rest.answeredAt ?? requestedAt);
  return Math.max(0, end - Date.parse(requestedAt));
};

export interface Step {
  name: 'requested' | 'sent' | 'answered' | 'completed';
  at: string;
  /** Since the step before. */
  after_ms: number;
}

/** What has happened so far, with the time each took. */
export const stepsOf = ({ requestedAt, sentAt, answeredAt, completedAt }: CommandTimes): Step[] => {
  const reached: [Step['name'], string | null | undefined][] = [
    ['requested', requestedAt],
    ['sent', sentAt],
    ['answered', answeredAt],
    ['completed', completedAt],
  ];
  let before = Date.parse(requestedAt);
  return reached.flatMap(([name, at]) => {
    if (at === null || at === undefined) return [];
    const after_ms = Math.max(0, Date.parse(at) - before);
    before = Date.parse(at);
    return [{ name, at, after_ms }];
  });
};

export interface Target {
  cpo: string;
  locationId: string;
  evseUid?: string;
  connectorId?: string;
}

/** `NL/ALF/LOC1/3256/1` as a command names it: its party, and the ids of the CPO; undefined when it is no such key. */
export const targetOf = (key: string): Target | undefined => {
  const [country, party, locationId, evseUid, connectorId, more] = key.trim().split('/').map(decoded);
  if (!country || !party || !locationId || more !== undefined) return undefined;
  return {
    cpo: `${country}/${party}`,
    locationId,
    ...(evseUid && { evseUid }),
    ...(connectorId && { connectorId }),
  };
};

/** Parts of keys are written as in addresses; one that is not is taken as it stands. */
const decoded = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
};

/** What a command is about, in the words of its request: a charge, a reservation, a token, a place. */
export const subjectOf = (request: unknown): string => {
  const fields = Object(request) as Record<string, unknown>;
  const token = Object(fields['token']) as Record<string, unknown>;
  const said = [
    fields['session_id'],
    fields['reservation_id'],
    fields['token_uid'] ?? token['uid'],
    [fields['location_id'], fields['evse_uid'], fields['connector_id']].filter(isText).join('/'),
  ];
  return said.filter(isText).join(' · ');
};

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
