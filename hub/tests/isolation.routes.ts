/**
 * Requests on the wire for the isolation matrix: every path and method, as a stranger asks for what others have. Paths
 * come from what the hub says of itself, and from the index of OCPI, so that nothing is asked only where it is offered.
 * A path whose ids, or a method whose body, is not known here fails the matrix by its name: give it a row.
 */
import { commandObjects } from '@chargesphere/schema';
import { samples } from '@chargesphere/simulator';
import * as documents from './isolation.documents.js';
import { HUSH } from './isolation.marks.js';
import type { Names } from './isolation.world.js';
import { matrixPaths, METHODS } from './matrix.js';

export interface Route {
  method: string;
  /** Below `/ocpi`, with names of ids in braces. */
  path: string;
  module: string;
  side: string | undefined;
  /** Roles that may call; empty for what is not offered. */
  callers: readonly string[];
}

/** What is asked, but for who asks. */
export interface Asking {
  /** `PUT /2.3.0/receiver/sessions/{country_code}/…`, for people. */
  name: string;
  method: string;
  path: string;
  body?: unknown;
  headers: Record<string, string>;
}

export interface OpenApi {
  paths: Record<
    string,
    Record<string, { 'x-ocpi': { module: string; interface?: string; callers: string[] } }>
  >;
}

export const described = ({ paths }: OpenApi): Route[] =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(
      ([
        method,
        {
          'x-ocpi': { module, interface: side, callers },
        },
      ]) => ({
        ...{ method: method.toUpperCase(), path, module, side, callers },
      }),
    ),
  );

const shape = ({ method, path }: Pick<Route, 'method' | 'path'>): string =>
  `${method} ${path.replace(/\{\w+\}/g, '{}')}`;

/** Every method on every path of OCPI and of this hub that the hub does not answer. */
export const undescribed = (known: readonly Route[]): Route[] => {
  const answered = new Set(known.map(shape));
  const index = matrixPaths()
    .filter(({ module }) => !module.startsWith('version'))
    .map(({ module, side, template }) => ({ module, side, path: `${placeOf(module, side)}${template}` }));
  const paths = new Map([...index, ...known].map((one) => [shape({ ...one, method: '' }), one]));
  return [...paths.values()].flatMap(({ module, side, path }) =>
    METHODS.map((method) => ({ module, side, path, method, callers: [] })).filter(
      (one) => !answered.has(shape(one)),
    ),
  );
};

const placeOf = (module: string, side: string | undefined): string =>
  side === undefined || module === 'hubclientinfo'
    ? `/2.3.0/${module}`
    : `/2.3.0/${side.toLowerCase()}/${module}`;

// ---- ids, queries and bodies

export type Owner = { country_code: string; party_id: string };

/** By the name of the id; where a path makes up its ids, by module, side and name. */
const idsOf = (names: Names): Record<string, readonly string[]> => ({
  location_id: [`${HUSH}-location`],
  evse_uid: [`${HUSH}-evse`],
  connector_id: [`${HUSH}-connector`],
  session_id: [`${HUSH}-session`],
  tariff_id: [`${HUSH}-tariff`],
  token_uid: [`${HUSH}-token`],
  command: Object.keys(commandObjects),
  'cdrs RECEIVER id': [names.secrets.cdrLocation, `${HUSH}-cdr`],
  'cdrs RECEIVER cdr_id': [`${HUSH}-cdr`],
  'cdrs RECEIVER owned id': [`${HUSH}-cdr`],
  'invoicereconciliation RECEIVER id': [`${HUSH}-record`],
  'commands SENDER id': ['START_SESSION'],
  'commands SENDER id_2': [names.secrets.callback, names.secrets.passedCallback],
  'commands SENDER kind': ['START_SESSION'],
  'commands SENDER secret': [names.secrets.callback],
  'chargingprofiles SENDER id': ['SET_CHARGING_PROFILE'],
  'chargingprofiles SENDER id_2': [names.secrets.callback],
  'chargingprofiles SENDER kind': ['SET_CHARGING_PROFILE'],
  'chargingprofiles SENDER secret': [names.secrets.callback],
  'payments SENDER terminal_id': [`${HUSH}-terminal`],
  'payments RECEIVER terminal_id': [`${HUSH}-terminal`],
  id: [`${HUSH}-other`],
});

/** Everything that can be asked of a route about the objects of one owner, by a party that has a token itself. */
export const askings = (route: Route, names: Names, owner: Owner, speaker: string): Asking[] => {
  const { method, path, module, side } = route;
  const rows = idsOf(names);
  const isOwned = path.includes('{country_code}');
  const parts = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const choices = parts.map((name) => {
    if (name in owner) return [owner[name as keyof Owner]];
    const said =
      (isOwned && rows[`${module} ${side} owned ${name}`]) || rows[`${module} ${side} ${name}`] || rows[name];
    if (said) return said;
    if (route.callers.length === 0) return [`${HUSH}-${name}`]; // nothing is read there, whatever it is called
    throw new Error(
      `No id for {${name}} of ${module} ${side ?? ''} (${path}); give it a row in isolation.routes.ts.`,
    );
  });
  return combinations(choices).flatMap((ids) => {
    const filled = ids.reduce((text, id) => text.replace(/\{\w+\}/, encodeURIComponent(id)), path);
    const body =
      method === 'GET' || method === 'DELETE' ? undefined : bodyOf(route, parts, ids, { owner, speaker });
    const asking = { name: `${method} ${path} [${ids.join(' ')}]`, method, body, headers: {} };
    return queriesOf(route, parts, names).map((query) => ({ ...asking, path: `${filled}${query}` }));
  });
};

const combinations = (choices: readonly (readonly string[])[]): string[][] =>
  choices.reduce<string[][]>((all, some) => all.flatMap((one) => some.map((next) => [...one, next])), [[]]);

const responseUrl = `https://${HUSH}.example.com/results`;

const queriesOf = ({ method, module, path }: Route, ids: readonly string[], { secrets }: Names): string[] => {
  if (ids.includes('token_uid')) return ['?type=RFID'];
  if (method === 'GET' && path.endsWith('/sender/locations'))
    return ['?limit=100', `?offset=1&limit=1&page=${secrets.link}`];
  if (method === 'GET' && ids.length === 0) return ['?limit=100'];
  if (module === 'chargingprofiles' && ids.includes('session_id') && method !== 'PUT')
    return [`?duration=900&response_url=${encodeURIComponent(responseUrl)}`];
  return [''];
};

const at = (text: string): string => `2027-01-01T00:00:${text}Z`;
const profile = { charging_rate_unit: 'A', charging_profile_period: [{ start_period: 0, limit: 16 }] };

/** By module, side and the last of the path; commands by their name. */
const bodies: Record<string, (owner: Owner, speaker: string) => unknown> = {
  'locations RECEIVER location_id': (owner) => documents.location(HUSH, owner),
  'locations RECEIVER evse_uid': () => documents.location(HUSH).evses?.[0],
  'locations RECEIVER connector_id': () => documents.location(HUSH).evses?.[0]?.connectors[0],
  'tariffs RECEIVER tariff_id': (owner) => ({ ...documents.tariff(HUSH), ...owner }),
  'sessions RECEIVER session_id': (owner) => documents.session(owner),
  'sessions SENDER charging_preferences': () => ({ profile_type: 'CHEAP' }),
  'tokens RECEIVER token_uid': (owner) => ({ ...documents.token(HUSH), ...owner }),
  'tokens SENDER authorize': () => ({ location_id: `${HUSH}-location`, evse_uids: [`${HUSH}-evse`] }),
  'cdrs RECEIVER': (owner) => documents.cdr(owner),
  'invoicereconciliation RECEIVER': (owner) => documents.invoice(owner),
  'invoicereconciliation RECEIVER id': (owner) => documents.invoice(owner),
  'commands SENDER id_2': () => ({ result: 'ACCEPTED' }),
  'chargingprofiles SENDER id_2': () => ({ result: 'ACCEPTED' }),
  'chargingprofiles SENDER session_id': () => ({ start_date_time: at('00'), charging_profile: profile }),
  'chargingprofiles RECEIVER session_id': () => ({ charging_profile: profile, response_url: responseUrl }),
  START_SESSION: (_, speaker) => ({ ...place, token: ownToken(speaker), response_url: responseUrl }),
  RESERVE_NOW: (_, speaker) => ({
    ...{ token: ownToken(speaker), response_url: responseUrl, expiry_date: at('00') },
    ...{ reservation_id: `${HUSH}-reservation`, location_id: place.location_id, evse_uid: place.evse_uid },
  }),
  STOP_SESSION: () => ({ session_id: `${HUSH}-session`, response_url: responseUrl }),
  CANCEL_RESERVATION: () => ({ reservation_id: `${HUSH}-reservation`, response_url: responseUrl }),
  UNLOCK_CONNECTOR: () => ({ ...place, response_url: responseUrl }),
  // The platform cannot be called back there, so nobody is registered; whose party it claims is judged before or after.
  credentials: (owner) => ({
    ...{ token: 'a-token-for-nobody', url: 'http://127.0.0.1:9/versions' },
    roles: [{ role: 'CPO', ...owner, business_details: { name: 'Stranger' } }],
  }),
};
/** Commands are for drivers of whoever sends them (CMD-035). */
const ownToken = (speaker: string) => {
  const [country_code = '', party_id = ''] = speaker.split('/');
  return samples.token({ country_code, party_id, uid: 'own-token', contract_id: 'own' });
};
const place = {
  location_id: `${HUSH}-location`,
  evse_uid: `${HUSH}-evse`,
  connector_id: `${HUSH}-connector`,
};

const bodyOf = (
  { method, module, side, path, callers }: Route,
  parts: readonly string[],
  ids: readonly string[],
  { owner, speaker }: { owner: Owner; speaker: string },
): unknown => {
  if (callers.length === 0 && module !== 'credentials') return {};
  if (method === 'PATCH') return { last_updated: at('00') };
  const last = path.split('/').at(-1) ?? '';
  const name = last.startsWith('{') ? parts.at(-1) : last === module ? '' : last;
  const made =
    parts.at(-1) === 'command'
      ? bodies[ids.at(-1) ?? '']
      : (bodies[`${module} ${side} ${name}`.trim()] ?? bodies[module]);
  if (made) return made(owner, speaker);
  throw new Error(`No body for ${method} ${path}; give it a row in isolation.routes.ts.`);
};
