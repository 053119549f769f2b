/**
 * Module chargingprofiles (requirements chapter 14). As RECEIVER the hub passes requests on to the CPO, or to the eMSP
 * in front of it (CHP-004); as SENDER it takes their results, and the plans of charges that were limited (CHP-007), for
 * itself and for those whose requests it passed on. Answers to those hold no data (CHP-012), and nothing is ever
 * broadcast (CHP-043).
 */
import { ActiveChargingProfile, Problem, refOf, SetChargingProfile } from '@chargesphere/schema';
import { PutActiveChargingProfile } from '../commands/command.operations.js';
import type { AskedCommand } from '../commands/passed-commands.js';
import { withField } from '../commands/response-field.js';
import { legOf } from '../hub/onward.js';
import type { Message } from '../hub/relay.js';
import type { DataEndpoint, DataRequest, DataResource } from '../transport/endpoint.js';
import type { Reply } from '../transport/envelope.js';
import { success } from '../transport/envelope.js';
import { splitQuery } from '../transport/response-url.js';
import { checkPayload } from './authorize.js';
import { bySession } from './command-routes.js';
import { results } from './commands.js';
import { ask, roles, root } from './document.js';

// ---- requests about a Session

async function put(request: DataRequest): Promise<Reply> {
  const { value, text } = await request.body(SetChargingProfile);
  checkPayload(SetChargingProfile, value);
  const { response_url, ...asked } = value;
  return pass(request, 'SET_CHARGING_PROFILE', asked, String(response_url), (url) => ({
    query: request.query,
    body: withField(text, 'response_url', url),
  }));
}

/** CHP-006, CHP-040: no bodies; the response_url is replaced in the query, and goes on escaped (AMB-049). */
async function ofQuery(request: DataRequest): Promise<Reply> {
  const { responseUrl = '', rest } = splitQuery(request.came.search);
  const isGet = request.method === 'GET';
  const duration = rest.get('duration') ?? '';
  if (responseUrl === '') throw lacking('response_url', 'where the result is to be posted');
  if (isGet && !/^\d{1,9}$/.test(duration))
    throw lacking('duration', 'how many seconds of the plan are wanted');
  const [kind, asked] = isGet
    ? ['GET_ACTIVE_CHARGING_PROFILE', { duration: Number(duration) }]
    : ['CLEAR_CHARGING_PROFILE', {}];
  return pass(request, kind, asked, responseUrl, (url) => {
    const query = new URLSearchParams(rest);
    query.append('response_url', url);
    return { query };
  });
}

const lacking = (name: string, what: string) =>
  new Problem('INVALID_DOCUMENT', `The parameter ${name} is missing or wrong; it says ${what}.`);

/** CHP-013: the id is the receiver's own. */
async function pass(
  request: DataRequest,
  kind: string,
  asked: object,
  responseUrl: string,
  message: (responseUrl: string) => Pick<Message, 'query' | 'body'>,
): Promise<Reply> {
  const [session_id = ''] = request.path;
  const receiver = request.receiver ?? (await bySession(request, session_id));
  if (!receiver) return success({ result: 'UNKNOWN_SESSION', timeout: 0 }); // E22
  const command: AskedCommand = { kind, name: kind, request: { session_id, ...asked }, responseUrl };
  return request.commands.pass(request, receiver, command, message);
}

/** {session_id} */
const profile: DataResource = { passedOn: true, answers: { GET: ofQuery, PUT: put, DELETE: ofQuery } };

export const chargingProfilesReceiver: DataEndpoint = {
  kind: 'data',
  module: 'chargingprofiles',
  role: 'RECEIVER',
  callers: roles('SCSP', 'EMSP'),
  addressees: roles('CPO', 'EMSP'),
  broadcast: false,
  at: (path) => [root, profile][path.length],
};

// ---- what comes back

/**
 * CHP-013: the id is the sender's own, so the Session is one of the requesting party. CHP-041: to the party in TO, else
 * to the last one, of those that set a profile there with success.
 */
async function putPlan(request: DataRequest): Promise<Reply> {
  const { addressee: setBy, came, path, query, relay, requester } = request;
  const { country_code, party_id } = requester.party;
  const session = refOf(country_code, party_id, path[0] ?? '');
  const { value: document, text } = await request.body(ActiveChargingProfile);
  const byHub = came.to !== undefined && setBy === undefined;
  const setter = await ask(request, PutActiveChargingProfile, { session, document, setBy, byHub });
  if (setter === null) return success();
  const receiver = await request.partner(setter);
  const message: Message = { method: 'PUT', path, query, body: text, wait: 'forward_ms' };
  const leg = { ...legOf(request), mode: setBy === undefined ? ('OPEN' as const) : ('DIRECT' as const) };
  return (await relay.send(receiver, message, leg)).reply;
}

/** {session_id} */
const plan: DataResource = { forHub: true, answers: { PUT: putPlan } };

export const chargingProfilesSender: DataEndpoint = {
  kind: 'data',
  module: 'chargingprofiles',
  role: 'SENDER',
  callers: roles('CPO', 'EMSP'),
  addressees: roles('SCSP', 'EMSP'),
  broadcast: false,
  at: (path) => [root, plan, results][path.length],
};
