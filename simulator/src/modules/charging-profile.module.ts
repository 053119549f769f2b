/** The Receiver interface of ChargingProfiles on a CPO: GET, PUT and DELETE {session_id} (requirements 14.1). */
import {
  refusals,
  SetChargingProfile,
  violationsOf,
  type ActiveChargingProfile,
  type ActiveChargingProfileResult,
  type ChargingProfile,
  type ChargingProfileResponse,
  type ChargingProfileResult,
  type Session,
} from '@chargesphere/schema';
import { isObject, notOffered, refusal, type Answer } from '../wire/envelope.js';
import type { ModuleOffer, OcpiRequest } from '../wire/ocpi.request.js';
import type { DocumentStore } from './document.store.js';
import { textIn, type Reaction, type Results } from './reaction.js';

export type ProfileReaction = Reaction<
  ChargingProfileResponse,
  ActiveChargingProfileResult | ChargingProfileResult
>;

/** GET asks for the plan, PUT sets limits, DELETE lifts them. */
export type ProfileMethod = 'GET' | 'PUT' | 'DELETE';

/** What the CPO makes of a request about a session it knows; undefined leaves it to the usual course. */
export type Profiler = (
  method: ProfileMethod,
  session: Session,
) => ProfileReaction | undefined | Promise<ProfileReaction | undefined>;

/** A profile that was set, and the request that set it: its sender is told of changes (CHP-007). */
export interface ProfileSet {
  profile: ChargingProfile;
  request: OcpiRequest;
}

export interface ProfileStores {
  sessions: DocumentStore<Session>;
  /** By session id. */
  profiles: Map<string, ProfileSet>;
}

export const profileReceiver = (
  stores: ProfileStores,
  decide: () => Profiler,
  results: Results,
): ModuleOffer => ({
  identifier: 'chargingprofiles',
  role: 'RECEIVER',
  answer: async (request): Promise<Answer> => {
    const { method, segments } = request;
    const [id = '', ...rest] = segments;
    if (id === '' || rest.length > 0) return refusal(404, 2000, 'Name the session after the endpoint.');
    if (method !== 'GET' && method !== 'PUT' && method !== 'DELETE') return notOffered(method);
    const asked = askedIn(method, request);
    if (typeof asked === 'string') return refusal(200, 2001, asked);
    const session = stores.sessions.all().find((one) => one.id.toUpperCase() === id.toUpperCase());
    if (!session) return results.answer({ response: { result: 'UNKNOWN_SESSION', timeout: 0 } }, '', request);
    const chosen = await decide()(method, session);
    const reaction = chosen ?? usual(method, session, stores);
    const isDone = reaction.results?.at(-1)?.result.result === 'ACCEPTED';
    if (method === 'PUT' && isDone && asked.profile)
      stores.profiles.set(session.id, { profile: asked.profile, request });
    if (method === 'DELETE' && isDone) stores.profiles.delete(session.id);
    return results.answer(reaction, asked.responseUrl, request);
  },
});

/** CHP-006: in the query but for PUT, which has a body. Or the sentence that says what is missing. */
const askedIn = (
  method: ProfileMethod,
  { body, query }: OcpiRequest,
): { responseUrl: string; profile?: ChargingProfile } | string => {
  if (method === 'PUT') {
    const [first] = refusals(violationsOf(SetChargingProfile, body));
    if (first || !isObject(body)) return `${first?.pointer ?? ''}: ${first?.message ?? 'no object.'}`;
    return {
      responseUrl: textIn(body, 'response_url'),
      profile: body['charging_profile'] as ChargingProfile,
    };
  }
  const responseUrl = query.get('response_url');
  if (!responseUrl || !URL.canParse(responseUrl)) return 'response_url is missing in the query.';
  if (method === 'GET' && !/^\d+$/.test(query.get('duration') ?? ''))
    return 'duration is missing in the query.';
  return { responseUrl };
};

/** What an EVSE plans that nobody has limited (CHP-009). */
const UNLIMITED: ChargingProfile = {
  charging_rate_unit: 'A',
  charging_profile_period: [{ start_period: 0, limit: 16 }],
};

export const planFor = (profile: ChargingProfile = UNLIMITED): ActiveChargingProfile => ({
  start_date_time: new Date().toISOString(),
  charging_profile: profile,
});

const usual = (method: ProfileMethod, { id }: Session, { profiles }: ProfileStores): ProfileReaction => {
  const response = { result: 'ACCEPTED', timeout: 30 } as const;
  if (method === 'GET') {
    const profile = planFor(profiles.get(id)?.profile);
    return { response, results: [{ result: { result: 'ACCEPTED', profile } }] };
  }
  const isThere = method === 'PUT' || profiles.has(id);
  return { response, results: [{ result: { result: isThere ? 'ACCEPTED' : 'UNKNOWN' } }] };
};
