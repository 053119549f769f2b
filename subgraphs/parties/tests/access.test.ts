/** Who may do what, the tables beneath, API keys, and an orderly end. */
import { hashToken, openOrm } from '@chargesphere/chassis';
import { entities } from '../src/subgraph.js';
import { anonymous, handshake, operator, platformCaller, problemOf, role, system, World } from './world.js';

const ID = '11111111-1111-4111-8111-111111111111';
const EXCHANGE = '019a0000-0000-7000-8000-000000000001';
const registration = { ...handshake(ID), tokenHash: 'x' };

/** Every root field, with the least of principals that may use it. */
const fields: Record<
  string,
  { least: 'platform' | 'operator' | 'system'; text: string; variables?: object }
> = {
  hub: { least: 'platform', text: '{ hub { countryCode partyId ref name } }' },
  party: { least: 'platform', text: '{ party(ref: "NL/TNM") { ref } }' },
  parties: { least: 'platform', text: '{ parties { items { ref } } }' },
  clientInfos: { least: 'platform', text: '{ clientInfos(window: {}) { items } }' },
  platform: { least: 'operator', text: `{ platform(id: "${ID}") { id } }` },
  platforms: { least: 'operator', text: '{ platforms { items { id } } }' },
  invitePlatform: { least: 'operator', text: 'mutation { invitePlatform(input: { name: "x" }) { token } }' },
  withdrawInvitation: {
    least: 'operator',
    text: `mutation { withdrawInvitation(platformId: "${ID}") { id } }`,
  },
  connectPlatform: {
    least: 'operator',
    text: 'mutation { connectPlatform(input: { name: "x", versionsUrl: "nowhere", token: "x" }) { platform { id } } }',
  },
  credentialsByToken: { least: 'system', text: '{ credentialsByToken(hashes: ["x"]) { hash } }' },
  platformConnection: { least: 'system', text: `{ platformConnection(id: "${ID}") { token } }` },
  pendingConnections: { least: 'system', text: '{ pendingConnections { platformId } }' },
  rolesFor: { least: 'system', text: `{ rolesFor(platformId: "${ID}") }` },
  agreement: { least: 'platform', text: `{ agreement(id: "${ID}") { id } }` },
  agreements: { least: 'platform', text: '{ agreements { items { id } } }' },
  putAgreement: {
    least: 'operator',
    text: 'mutation { putAgreement(input: { party: "NL/AAA", otherParty: "NL/BBB" }) { id } }',
  },
  endAgreement: { least: 'operator', text: `mutation { endAgreement(id: "${ID}") { id } }` },
  hubPolicy: { least: 'operator', text: '{ hubPolicy { preset } }' },
  setHubPolicy: { least: 'operator', text: 'mutation { setHubPolicy(input: {}) { preset } }' },
  passage: { least: 'system', text: '{ passage(from: "NL/TNM", to: "DE/EMP", module: "cdrs") }' },
  principalByKey: { least: 'system', text: '{ principalByKey(hash: "x") { name } }' },
  principalByLogin: { least: 'system', text: '{ principalByLogin(hash: "x") { name } }' },
  logInByProvider: {
    least: 'system',
    text: 'mutation { logInByProvider(email: "a@b.c", address: "x", loginHash: "x") }',
  },
  accounts: { least: 'operator', text: '{ accounts { items { id } } }' },
  account: { least: 'operator', text: `{ account(id: "${ID}") { id } }` },
  inviteAccount: {
    least: 'operator',
    text: 'mutation { inviteAccount(input: { email: "x", name: "x", role: ANALYST }) { link } }',
  },
  changeAccount: { least: 'operator', text: `mutation { changeAccount(id: "${ID}", input: {}) { id } }` },
  disableAccount: { least: 'operator', text: `mutation { disableAccount(id: "${ID}") { id } }` },
  enableAccount: { least: 'operator', text: `mutation { enableAccount(id: "${ID}") { id } }` },
  apiKeys: { least: 'operator', text: '{ apiKeys { items { name } } }' },
  createApiKey: {
    least: 'operator',
    text: 'mutation { createApiKey(input: { name: "", role: ANALYST }) { secret } }',
  },
  rotateApiKey: { least: 'operator', text: 'mutation { rotateApiKey(name: "x") { secret } }' },
  revokeApiKey: { least: 'operator', text: 'mutation { revokeApiKey(name: "x") { name } }' },
  beginHandshake: { least: 'system', text: `mutation { beginHandshake(platformId: "${ID}") { token } }` },
  failConnection: {
    least: 'system',
    text: `mutation { failConnection(platformId: "${ID}", reason: "x") { id } }`,
  },
  endRegistration: { least: 'system', text: `mutation { endRegistration(platformId: "${ID}") { id } }` },
  finishConnection: {
    least: 'system',
    text: 'mutation M($input: ConnectionInput!) { finishConnection(input: $input) { id } }',
    variables: { input: handshake(ID) },
  },
  completeRegistration: {
    least: 'system',
    text: 'mutation M($input: RegistrationInput!) { completeRegistration(input: $input) { token } }',
    variables: { input: registration },
  },
  updateRegistration: {
    least: 'system',
    text: 'mutation M($input: RegistrationInput!) { updateRegistration(input: $input) { token } }',
    variables: { input: registration },
  },
  rotateCredentials: {
    least: 'operator',
    text: `mutation { rotateCredentials(platformId: "${ID}") { id } }`,
  },
  suspendPlatform: {
    least: 'operator',
    text: `mutation { suspendPlatform(id: "${ID}", reason: "x") { id } }`,
  },
  resumePlatform: { least: 'operator', text: `mutation { resumePlatform(id: "${ID}") { id } }` },
  deletePlatform: { least: 'operator', text: `mutation { deletePlatform(id: "${ID}") { id } }` },
  claimFarewells: { least: 'system', text: 'mutation { claimFarewells { platformId } }' },
  finishFarewell: { least: 'system', text: `mutation { finishFarewell(platformId: "${ID}") }` },
  auditTrail: { least: 'operator', text: '{ auditTrail { items { id } } }' },
  keepAuditEntries: { least: 'system', text: 'mutation { keepAuditEntries(entries: []) }' },
  pendingRenewals: { least: 'system', text: '{ pendingRenewals { platformId } }' },
  beginRenewal: { least: 'system', text: `mutation { beginRenewal(platformId: "${ID}") { token } }` },
  finishRenewal: {
    least: 'system',
    text: 'mutation M($input: ConnectionInput!) { finishRenewal(input: $input) { id } }',
    variables: { input: handshake(ID) },
  },
  failRenewal: {
    least: 'system',
    text: `mutation { failRenewal(platformId: "${ID}", reason: "x", mayHaveArrived: false) { id } }`,
  },
  noteOffer: { least: 'system', text: 'mutation { noteOffer(fingerprint: "x") }' },
  pull: { least: 'operator', text: `{ pull(id: "${ID}") { id } }` },
  pulls: { least: 'operator', text: '{ pulls { items { id } } }' },
  quarantine: { least: 'operator', text: '{ quarantine { items { id } } }' },
  startPull: {
    least: 'operator',
    text: `mutation { startPull(input: { platformId: "${ID}", module: "locations" }) { id } }`,
  },
  cancelPull: { least: 'operator', text: `mutation { cancelPull(id: "${ID}") { id } }` },
  resumePull: { least: 'operator', text: `mutation { resumePull(id: "${ID}") { id } }` },
  setPullSchedule: {
    least: 'operator',
    text: `mutation { setPullSchedule(input: { platformId: "${ID}", module: "locations" }) { nextAt } }`,
  },
  setPlatformQuirks: {
    least: 'operator',
    text: `mutation { setPlatformQuirks(input: { platformId: "${ID}" }) { id } }`,
  },
  rateTiers: { least: 'operator', text: '{ rateTiers { name } }' },
  putRateTier: {
    least: 'operator',
    text: `mutation { putRateTier(input: { name: "X", requestsPerSecond: 1, burst: 0, requestsAtOnce: 1,
      forwardsAtOnce: 1, bodyBytes: 1024 }) { name } }`,
  },
  setPlatformTier: {
    least: 'operator',
    text: `mutation { setPlatformTier(platformId: "${ID}", tier: "STANDARD") { id } }`,
  },
  setPlatformClientCertificate: {
    least: 'operator',
    text: `mutation { setPlatformClientCertificate(input: { platformId: "${ID}", certificate: "x", key: "x" }) { id } }`,
  },
  removePlatformClientCertificate: {
    least: 'operator',
    text: `mutation { removePlatformClientCertificate(platformId: "${ID}") { id } }`,
  },
  platformCallStyle: { least: 'system', text: `{ platformCallStyle(id: "${ID}") { trailingSlash } }` },
  setPlatformStrictness: {
    least: 'operator',
    text: `mutation { setPlatformStrictness(platformId: "${ID}", strict: true) { id } }`,
  },
  queueDuePulls: { least: 'system', text: 'mutation { queueDuePulls }' },
  claimPulls: { least: 'system', text: 'mutation { claimPulls(limit: 1) { claim } }' },
  reportPull: {
    least: 'system',
    text: 'mutation M($input: PullPageInput!) { reportPull(input: $input) { id } }',
    variables: { input: { pullId: ID, claim: ID, seen: 0, stored: 0, unchanged: 0, quarantined: [] } },
  },
  keepPull: { least: 'system', text: `mutation { keepPull(pullId: "${ID}", claim: "${ID}") { id } }` },
  finishPull: {
    least: 'system',
    text: `mutation { finishPull(input: { pullId: "${ID}", claim: "${ID}", withdrawn: 0 }) { id } }`,
  },
  failPull: {
    least: 'system',
    text: `mutation { failPull(pullId: "${ID}", claim: "${ID}", reason: "x") { id } }`,
  },
  releasePull: { least: 'system', text: `mutation { releasePull(pullId: "${ID}", claim: "${ID}") { id } }` },
  broadcasts: { least: 'platform', text: '{ broadcasts { items { id } } }' },
  deliveries: { least: 'platform', text: '{ deliveries { items { id } } }' },
  setPlatformRedelivery: {
    least: 'operator',
    text: `mutation { setPlatformRedelivery(platformId: "${ID}", cdrs: true) { id } }`,
  },
  queueBroadcasts: { least: 'system', text: 'mutation { queueBroadcasts(messages: []) }' },
  queueRedelivery: {
    least: 'system',
    text: `mutation M($message: MessageInput!) { queueRedelivery(message: $message, to: { platformId: "${ID}" }) }`,
    variables: {
      message: {
        module: 'cdrs',
        method: 'POST',
        path: [],
        query: {},
        owner: 'NL/TNM',
        object: 'NL/TNM/1',
        requestId: 'r',
        correlationId: 'c',
      },
    },
  },
  takeDeliveries: {
    least: 'system',
    text: `mutation { takeDeliveries(node: "${ID}", full: [], perPlatform: 1, limit: 1) { messages { id } } }`,
  },
  keepLanes: { least: 'system', text: `mutation { keepLanes(node: "${ID}", busy: []) }` },
  settleDeliveries: { least: 'system', text: `mutation { settleDeliveries(node: "${ID}", outcomes: []) }` },
  releaseLanes: { least: 'system', text: `mutation { releaseLanes(node: "${ID}") }` },
  exchanges: { least: 'platform', text: '{ exchanges { items { id } } }' },
  exchange: { least: 'platform', text: `{ exchange(id: "${EXCHANGE}") { id } }` },
  conversation: { least: 'platform', text: '{ conversation(correlationId: "x") { correlationId } }' },
  recordExchanges: { least: 'system', text: 'mutation { recordExchanges(legs: []) }' },
  replayExchange: { least: 'operator', text: `mutation { replayExchange(id: "${EXCHANGE}") { id } }` },
  claimExchangeReplays: { least: 'system', text: 'mutation { claimExchangeReplays(limit: 1) { claim } }' },
  finishExchangeReplay: {
    least: 'system',
    text: `mutation { finishExchangeReplay(id: "${ID}", claim: "${ID}", failure: "x") { id } }`,
  },
  setPlatformActsAsHub: {
    least: 'operator',
    text: `mutation { setPlatformActsAsHub(platformId: "${ID}", actsAsHub: true) { id } }`,
  },
  alarms: { least: 'operator', text: '{ alarms { items { id } } }' },
  clearAlarm: { least: 'operator', text: `mutation { clearAlarm(id: "${ID}") { id } }` },
  troubledPlatforms: { least: 'system', text: '{ troubledPlatforms { offline } }' },
  hearPlatforms: { least: 'system', text: 'mutation { hearPlatforms(signs: []) }' },
  claimProbes: { least: 'system', text: 'mutation { claimProbes(urgent: [], limit: 1) { nextAt } }' },
  reportProbe: {
    least: 'system',
    text: 'mutation M($report: ProbeReportInput!) { reportProbe(report: $report) }',
    variables: { report: { platformId: ID, claim: ID, ok: true, ms: 1 } },
  },
  openCircuit: { least: 'system', text: `mutation { openCircuit(platformId: "${ID}", reason: "x") }` },
  traffic: {
    least: 'platform',
    text: '{ traffic(since: "2026-11-01T00:00:00Z", until: "2026-11-01T01:00:00Z") { bucketSeconds } }',
  },
  problems: { least: 'platform', text: '{ problems { items { id } } }' },
  deliveryHealth: { least: 'platform', text: '{ deliveryHealth { waiting } }' },
  findParties: { least: 'platform', text: '{ findParties(text: "nl") { ref } }' },
  findPlatforms: { least: 'operator', text: '{ findPlatforms(text: "nl") { id } }' },
  findExchanges: { least: 'platform', text: '{ findExchanges(text: "nl") { id } }' },
  reportRefusal: {
    least: 'system',
    text: `mutation { reportRefusal(platformId: "${ID}", http: 401, module: "cdrs") }`,
  },
};

describe('the parties subgraph', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open({}, false);
  });
  afterAll(() => world.close());

  const ranks = ['platform', 'operator', 'system'] as const;
  const callers = { platform: platformCaller(ID), operator, system };

  it.each(Object.entries(fields))(
    'HUB-030 TRN-009 opens %s to those it is for, and to nobody else',
    async (_name, field) => {
      const answer = async (caller: typeof operator): Promise<string> => {
        const { errors } = await world.run(caller, field.text, { ...field.variables });
        const original = errors?.[0]?.originalError as { code?: string } | undefined;
        return errors ? (original?.code ?? String(errors[0])) : 'OK';
      };
      expect(await answer(anonymous)).toBe('UNAUTHENTICATED');
      for (const rank of ranks) {
        const isEnough = ranks.indexOf(rank) >= ranks.indexOf(field.least);
        if (isEnough)
          expect(['OK', 'NOT_FOUND', 'INVALID_INPUT', 'CONFLICT']).toContain(await answer(callers[rank]));
        else expect(await answer(callers[rank])).toBe('FORBIDDEN');
      }
    },
  );

  it('names every root field in the table above', () => {
    const names = [world.parties.schema.getQueryType(), world.parties.schema.getMutationType()].flatMap(
      (type) => Object.keys(type?.getFields() ?? {}).filter((name) => !name.startsWith('_')),
    );
    // For people who come in or have come in, whom this table does not know: see people.test.ts.
    const ofPeople = ['me', 'myLogins', 'logIn', 'logOut', 'endLogin', 'changePassword'];
    ofPeople.push('acceptInvitation', 'requestPasswordReset', 'resetPassword');
    expect([...Object.keys(fields), ...ofPeople].sort()).toEqual(names.sort());
  });

  it('opens platformChanged to the hub itself only', async () => {
    for (const [caller, code] of [
      [anonymous, 'UNAUTHENTICATED'],
      [operator, 'FORBIDDEN'],
    ] as const) {
      const refused = await world.subscribe(caller, 'subscription { platformChanged { platformId } }');
      expect(refused).toMatchObject({ errors: [{ extensions: { code } }] });
    }
  });

  it('opens pullUpdated to operators only', async () => {
    for (const [caller, code] of [
      [anonymous, 'UNAUTHENTICATED'],
      [platformCaller(ID), 'FORBIDDEN'],
    ] as const) {
      const refused = await world.subscribe(caller, 'subscription { pullUpdated { id } }');
      expect(refused).toMatchObject({ errors: [{ extensions: { code } }] });
    }
  });

  it('describes every type, field and argument', () => {
    const silent: string[] = [];
    for (const [name, type] of Object.entries(world.parties.schema.getTypeMap())) {
      if (name.includes('__') || name.startsWith('_') || !type.astNode) continue;
      if (!type.description && !['Query', 'Mutation', 'Subscription'].includes(name)) silent.push(name);
      for (const field of 'getFields' in type ? Object.values(type.getFields()) : []) {
        if (field.name.startsWith('_')) continue;
        if (!field.description) silent.push(`${name}.${field.name}`);
        for (const arg of 'args' in field ? field.args : [])
          if (!arg.description) silent.push(`${name}.${field.name}(${arg.name})`);
      }
    }
    expect(silent).toEqual([]);
  });

  it('CRED-004 says who the hub is', async () => {
    expect(await world.ask(platformCaller(ID), '{ hub { countryCode partyId ref name } }')).toEqual({
      hub: { countryCode: 'NL', partyId: 'HUB', ref: 'NL/HUB', name: 'Test hub' },
    });
  });

  it('has tables that match the entities', async () => {
    const orm = await openOrm({ url: world.database.url, schema: 'parties', entities, migrations: [] });
    // The outbox is written by SQL and has no entity.
    expect(await orm.schema.getUpdateSchemaSQL({ wrap: false, dropTables: false })).toBe('');
    await orm.close();
  });

  it('keeps API keys as hashes, one for each name', async () => {
    const who = (key: string) =>
      world.ask(system, 'query K($hash: ID!) { principalByKey(hash: $hash) { name role } }', {
        hash: hashToken(key),
      });
    expect(await world.parties.hasOperatorKey()).toBe(false);
    await world.parties.ensureApiKey('first-admin-key-0001', 'OPERATOR', 'admin');
    await world.parties.ensureApiKey('first-admin-key-0001', 'OPERATOR', 'admin');
    expect(await world.parties.hasOperatorKey()).toBe(true);
    expect(await who('first-admin-key-0001')).toEqual({
      principalByKey: { name: 'admin', role: 'OPERATOR' },
    });
    // A key changed in the configuration puts the former one out of force.
    await world.parties.ensureApiKey('second-admin-key-0002', 'OPERATOR', 'admin');
    expect(await who('first-admin-key-0001')).toEqual({ principalByKey: null });
    expect(await who('second-admin-key-0002')).toMatchObject({ principalByKey: { name: 'admin' } });
    expect(JSON.stringify(await world.rows('select * from parties.api_key'))).not.toContain('admin-key');
    expect(
      (await problemOf(world.parties.ensureApiKey('second-admin-key-0002', 'OPERATOR', 'other'))).code,
    ).toBe('CONFLICT');
    expect((await problemOf(world.parties.ensureApiKey('short', 'OPERATOR', 'admin'))).code).toBe(
      'INVALID_INPUT',
    );
  });

  it('refuses to look up more tokens than a header can mean', async () => {
    const hashes = Array.from({ length: 101 }, (_, i) => String(i));
    expect(
      (
        await problemOf(
          world.ask(system, 'query T($h: [ID!]!) { credentialsByToken(hashes: $h) { hash } }', { h: hashes }),
        )
      ).code,
    ).toBe('INVALID_INPUT');
  });

  it('ends while it is being read, and is ready until then', async () => {
    const other = await World.open();
    await other.registered('New Motion', [role('CPO')]);
    await other.parties.check();
    const first = other.run(operator, '{ parties { items { ref } } }');
    const reads = [
      '{ parties { total items { roles { platform { name } } } } }',
      '{ platforms { items { parties { ref } } } }',
    ];
    // Some of these end in an error or never: what counts is that none of them holds up the end.
    for (const text of reads) void other.run(operator, text);
    await first;
    await other.parties.close();
    await expect(other.parties.check()).rejects.toThrow();
    await other.database.drop();
  });
});
