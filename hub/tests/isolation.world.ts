/**
 * The world of the isolation matrix: an operator and a provider with something of every kind at the hub, all of it
 * marked, and a stranger in every role who has no agreement with them. Everything comes the way it comes in life: by
 * OCPI from the two, or by the graph from the hub's operators.
 */
import { hashToken } from '@chargesphere/chassis';
import { marketRoles, type Caller, type ClientInfo, type PartyRole, type Reach } from '@chargesphere/schema';
import { createCpo, createEmsp, type Cpo, type Emsp } from '@chargesphere/simulator';
import type { ExecutionResult } from 'graphql';
import { newRoot } from '../../tests/setup/certificates.js';
import * as documents from './isolation.documents.js';
import { bill } from './isolation.money.js';
import { Absence, Marks, textsIn, type Door } from './isolation.marks.js';
import * as records from './isolation.records.js';
import { ADMIN_KEY, world, type Shape, type World } from './world.js';

/** Names of what the others have, as questions and answers hold them. */
export interface Names {
  platformId: string;
  emspPlatformId: string;
  pendingId: string;
  agreementId: string;
  broadcastId: string;
  deliveryId: string;
  exchangeId: string;
  requestId: string;
  commandId: string;
  pullId: string;
  quarantinedId: string;
  alarmId: string;
  /** Of a statement between the two, and of the payment and the job that came of it. */
  statement: string;
  paymentId: string;
  jobId: string;
  feeRuleId: string;
  shareId: string;
  /** Of the token by which the operator's platform is known. */
  tokenHash: string;
  secrets: Secrets;
}

/** What no answer of the graph holds, not even for operators. */
export interface Secrets {
  /** In the response_urls of commands that wait for their results: of an operator, and of the eMSP. */
  callback: string;
  passedCallback: string;
  /** Text in the hub's URL that stands for the eMSP's copy of the CDR, and in its link to a next page. */
  cdrLocation: string;
  link: string;
  certificate: string;
  key: string;
}

export interface IsolationWorld {
  w: World;
  cpo: Cpo;
  emsp: Emsp;
  /** A platform with a party in every role: AT/ST1 to AT/ST7. */
  stranger: Emsp;
  strangerId: string;
  names: Names;
  marks: Marks;
  absence: Absence;
  /** Resolves when the wire has heard of it. */
  open(door: Door): Promise<void>;
  /** The stranger as the graph sees its platform. */
  strangerCaller(): Promise<Caller>;
  ask<Data>(caller: Caller, document: string, variables?: Record<string, unknown>): Promise<Data>;
  close(): Promise<void>;
}

export const system: Caller = {
  principal: { kind: 'system', name: 'test' },
  requestId: 'test',
  correlationId: 'test',
};

export const operator: Caller = { ...system, principal: { kind: 'operator', name: 'test' } };

/** Secrets of the hub, so that other processes on the same database could open what this one sealed. */
export const HUB_SECRET_KEY = 'isolation-secret-of-the-tests-0123456789';

const STRANGER = marketRoles.map((role, index) => ({
  role,
  country_code: 'AT',
  party_id: `ST${index + 1}`,
  name: `Stranger ${role}`,
}));
export const strangerParty = (role: string): string => {
  const party = STRANGER.find((one) => one.role === role);
  if (!party) throw new Error(`The stranger has no party in the role ${role}.`);
  return `${party.country_code}/${party.party_id}`;
};

const { CPO, EMSP } = documents;

export const isolationWorld = async (shape: Shape = 'one'): Promise<IsolationWorld> => {
  const w = await world({
    shape,
    env: { HUB_SECRET_KEY, HUB_HOST: '127.0.0.1', HUB_BANK_IBAN: 'NL91ABNA0417164300' },
  });
  const cpo = await createCpo({ name: CPO.name, parties: [CPO] });
  const emsp = await createEmsp({ name: EMSP.name, parties: [EMSP] });
  const stranger = await createEmsp({ name: 'Stranger', parties: STRANGER });
  const close = async () => {
    await Promise.all([cpo.close(), emsp.close(), stranger.close()]);
    await w.close();
  };
  try {
    const open = async (door: Door): Promise<void> => {
      await setPolicy(w, door);
      await heardOf(w, stranger, door);
    };
    await setPolicy(w, 'HIDDEN'); // before anybody is here, or the stranger would have been told of the others
    await cpo.register(await w.invite('hush platform of the operator'));
    await emsp.register(await w.invite('hush platform of the provider'));
    await stranger.register(await w.invite('Stranger'));
    const ask: IsolationWorld['ask'] = async <Data>(caller: Caller, document: string, variables = {}) => {
      const { data, errors } = (await w.hub.gateway?.execute({
        document,
        variables,
        caller,
      })) as ExecutionResult;
      if (errors) throw new Error(`${document}: ${JSON.stringify(errors)}`);
      return data as Data;
    };
    const strangerId = await platformId(w, 'Stranger');
    const names = await fill({ w, cpo, emsp, ask, strangerId });
    return {
      ...{ w, cpo, emsp, stranger, strangerId, names, open, ask, close },
      marks: marksOf(cpo, emsp, names),
      absence: absenceOf(names),
      strangerCaller: () => callerOf(ask, stranger.peer.outgoingToken),
    };
  } catch (error) {
    await close();
    throw error;
  }
};

const setPolicy = (w: World, door: Door) =>
  w.graph('mutation ($input: HubPolicyInput!) { setHubPolicy(input: $input) { preset } }', {
    input: door === 'OPEN' ? { preset: 'OPEN' } : { preset: 'CLOSED', strangers: door },
  });

/** A policy is in force when the wire shows the operator as it wants: connected, planned or not at all. */
const heardOf = async (w: World, stranger: Emsp, door: Door): Promise<void> => {
  const wanted = door === 'OPEN' ? 'CONNECTED' : door === 'PLANNED' ? 'PLANNED' : undefined;
  for (let asks = 0; asks < 200; asks += 1) {
    const { envelope } = await stranger.call('hubclientinfo', 'SENDER', 'GET', []);
    const victim = (envelope?.data as ClientInfo[]).find(({ party_id }) => party_id === CPO.party_id);
    if (victim?.status === wanted) return;
  }
  throw new Error(`${w.hub.publicUrl} has not heard that strangers are ${door}.`);
};

/** What the adapter finds out about a token, as it does for every request of its platform. */
const callerOf = async (ask: IsolationWorld['ask'], token: string): Promise<Caller> => {
  interface Owner {
    reach: { platform?: Reach } | null;
    platform: { id: string; roles: { role: string; countryCode: string; partyId: string }[] };
  }
  const { credentialsByToken } = await ask<{ credentialsByToken: Owner[] }>(
    system,
    'query ($hashes: [ID!]!) { credentialsByToken(hashes: $hashes) { reach platform { id roles { role countryCode partyId } } } }',
    { hashes: [hashToken(token)] },
  );
  const [owner] = credentialsByToken;
  if (!owner) throw new Error('The stranger is not registered any more.');
  const { reach, platform } = owner;
  const roles = platform.roles.map(({ role, countryCode, partyId }): PartyRole => ({
    role,
    country_code: countryCode,
    party_id: partyId,
  }));
  const narrowed = reach?.platform && { reach: reach.platform };
  return { ...system, principal: { kind: 'platform', platformId: platform.id, roles, ...narrowed } };
};

/** Of the platform whose name holds this. */
export const platformId = async (w: World, name: string): Promise<string> => {
  const query = 'query ($name: String) { platforms(filter: { name: $name }) { items { id } } }';
  const { platforms } = await w.graph<{ platforms: { items: { id: string }[] } }>(query, { name });
  const [first] = platforms.items;
  if (!first) throw new Error(`There is no platform ${name}.`);
  return first.id;
};

// ---- what the others have at the hub

interface Filling {
  w: World;
  cpo: Cpo;
  emsp: Emsp;
  ask: IsolationWorld['ask'];
  strangerId: string;
}

const fill = async (f: Filling): Promise<Names> => {
  const { w, cpo, emsp, ask } = f;
  const [own, theirs] = [await platformId(w, 'hush platform of the operator'), await platformId(w, 'hush platform of the provider')]; // prettier-ignore
  const ids = { platformId: own, emspPlatformId: theirs };
  const made = newRoot('hush root').issue('hush client');
  const pair = { party: 'NL/VIC', otherParty: 'DE/VEM', note: 'hush note on the agreement' };
  const { putAgreement } = await w.graph<{ putAgreement: { id: string } }>(
    'mutation ($input: AgreementInput!) { putAgreement(input: $input) { id } }',
    { input: pair },
  );
  await w.graph(PLATFORMS, { ...ids, ...made, stranger: f.strangerId });
  await documents.pushAll(cpo, emsp);
  const cdrUrl = await documents.pushBill(cpo);
  const billed = await bill(w, 'NL/VIC/hush-cdr');
  const link = await documents.linkToNextPage(emsp);
  const { pending, callback, passedCallback } = await records.order(w, cpo, emsp);
  const pullId = await records.pull(w, cpo, own);
  await ask(system, 'mutation ($id: ID!) { reportRefusal(platformId: $id, http: 403, module: "locations") }', { id: own }); // prettier-ignore
  const found = await records.settled(w, cpo, pullId);
  return {
    ...ids,
    ...found,
    ...billed,
    pullId,
    pendingId: await platformId(w, 'hush invitation'),
    agreementId: putAgreement.id,
    commandId: pending,
    tokenHash: hashToken(cpo.peer.outgoingToken),
    secrets: {
      ...{ ...made, callback, passedCallback },
      cdrLocation: cdrUrl.split('/').at(-1) ?? '',
      link: new URL(link).searchParams.get('page') ?? '',
    },
  };
};

/** Everything an operator keeps about platforms; the stranger may ask as fast as it can. */
const PLATFORMS = `mutation ($platformId: ID!, $emspPlatformId: ID!, $stranger: ID!, $certificate: String!, $key: String!) {
  invitePlatform(input: { name: "hush invitation" }) { token }
  hushed: putRateTier(input: { name: "HUSHTIER", requestsPerSecond: 9000, burst: 9000, requestsAtOnce: 900,
    forwardsAtOnce: 900, bodyBytes: 1000000 }) { name }
  wide: putRateTier(input: { name: "WIDE", requestsPerSecond: 100000, burst: 100000, requestsAtOnce: 9000,
    forwardsAtOnce: 9000, bodyBytes: 1000000 }) { name }
  a: setPlatformTier(platformId: $platformId, tier: "HUSHTIER") { id }
  b: setPlatformTier(platformId: $stranger, tier: "WIDE") { id }
  setPlatformClientCertificate(input: { platformId: $platformId, certificate: $certificate, key: $key }) { id }
  setPullSchedule(input: { platformId: $emspPlatformId, module: "tokens", everyMinutes: 10000 }) { nextAt }
}`;

/** Short ids are numbers, which mean other things as well. */
const longOnes = (names: unknown): string[] => textsIn(names).filter((name) => name.length > 12);

const marksOf = (
  cpo: Cpo,
  emsp: Emsp,
  { secrets: { key, callback, passedCallback }, ...ids }: Names,
): Marks => {
  const platforms = [cpo, emsp].flatMap(({ peer, origin }) => [
    ...[peer.outgoingToken, peer.incomingToken],
    new URL(origin).host,
  ]);
  const lines = key.split('\n').filter((line) => line.length > 20 && !line.includes('-----'));
  return new Marks(
    [ADMIN_KEY, ...platforms, ...lines, ...longOnes(ids), callback, passedCallback],
    ['NL/VIC', 'DE/VEM', 'DE/BET', '"VIC"', '"VEM"', '"BET"'],
  );
};

/** One character of the last few, changed to another of its kind. */
const another = (id: string): string =>
  id.replace(/[0-9a-z](?=.{0,5}$)/i, (one) =>
    one === '0' ? '1' : /\d/.test(one) ? '0' : one === 'a' ? 'b' : 'a',
  );

const absenceOf = (names: Names): Absence =>
  new Absence(
    new Map(longOnes(names).map((name) => [name, another(name)])),
    new Map([
      ['NL/VIC', 'NL/NIX'],
      ['DE/VEM', 'DE/NOX'],
      ['"VIC"', '"NIX"'],
      ['"VEM"', '"NOX"'],
    ]),
  );
