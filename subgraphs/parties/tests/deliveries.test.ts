/** Broadcasts and deliveries as records, against a real PostgreSQL: who receives, who sends, and what becomes of it. */
import { randomUUID } from 'node:crypto';
import { operator, platformCaller, problemOf, role, system, World, handshake } from './world.js';

interface Task {
  id: string;
  broadcastId: string;
  platformId: string;
  receiver: string | null;
  attempts: number;
}
interface Work {
  deliveries: Task[];
  messages: {
    id: string;
    module: string;
    method: string;
    path: string[];
    query: object;
    body: string;
    kind: string;
  }[];
}

const message = (more: object = {}) => ({
  module: 'locations',
  method: 'PUT',
  path: ['NL', 'TNM', 'L1'],
  query: {},
  owner: 'NL/TNM',
  object: 'NL/TNM/L1',
  platformId: null,
  requestId: 'request',
  correlationId: 'correlation',
  body: '{"kwh":1.10}',
  ...more,
});

const QUEUE = 'mutation Q($messages: [BroadcastInput!]!) { queueBroadcasts(messages: $messages) }';
const TAKE = `mutation T($node: ID!, $full: [ID!]!, $perPlatform: Int!) {
  takeDeliveries(node: $node, full: $full, perPlatform: $perPlatform, limit: 1000) {
    deliveries { id broadcastId platformId receiver attempts }
    messages { id kind module method path query body }
  }
}`;
const SETTLE =
  'mutation S($node: ID!, $outcomes: [OutcomeInput!]!) { settleDeliveries(node: $node, outcomes: $outcomes) }';
const DELIVERIES = `query D($filter: DeliveryFilter, $page: PageInput) { deliveries(filter: $filter, page: $page) {
  items { id receiver status attempts http ocpi reason carriedBy settledAt nextAttemptAt } next total } }`;

const RECEIVERS = ['locations', 'tariffs', 'tokens'];

describe('deliveries', () => {
  let world: World;
  let cpo: string;
  const node = randomUUID();

  beforeEach(async () => {
    world = await World.open();
    cpo = await connected('New Motion', [role('CPO')]);
  });
  afterEach(() => world.close());

  /** A platform with the Receiver interfaces of these modules. */
  const connected = async (
    name: string,
    roles: ReturnType<typeof role>[],
    modules: readonly string[] = RECEIVERS,
  ): Promise<string> => {
    const { id, tokenHash } = await world.invite(name);
    const endpoints = modules.map((identifier) => ({
      identifier,
      role: 'RECEIVER',
      url: `https://partner.example.com/${identifier}`,
    }));
    const document = {
      token: 'token-we-use-towards-them',
      url: 'https://partner.example.com/versions',
      roles,
    };
    const input = { ...handshake(id, document), endpoints, tokenHash };
    await world.ask(
      system,
      'mutation C($input: RegistrationInput!) { completeRegistration(input: $input) { token } }',
      {
        input,
      },
    );
    return id;
  };
  const emsp = (party: string, ...modules: string[]) =>
    connected(`eMSP ${party}`, [role('EMSP', 'DE', party, party)], modules.length ? modules : RECEIVERS);
  const queue = async (...messages: object[]): Promise<number[]> =>
    (await world.ask<{ queueBroadcasts: number[] }>(system, QUEUE, { messages })).queueBroadcasts;
  const take = async (by = node, full: string[] = [], perPlatform = 100): Promise<Work> =>
    (await world.ask<{ takeDeliveries: Work }>(system, TAKE, { node: by, full, perPlatform })).takeDeliveries;
  const settle = async (outcomes: object[], by = node): Promise<number> =>
    (await world.ask<{ settleDeliveries: number }>(system, SETTLE, { node: by, outcomes })).settleDeliveries;
  const outcome = (id: string, more: object = {}) => ({
    id,
    status: 'DELIVERED',
    wasSent: true,
    again: false,
    http: 200,
    ocpi: 1000,
    ...more,
  });
  const deliveries = async (filter: object = {}, caller = operator) =>
    (
      await world.ask<{
        deliveries: { items: Record<string, unknown>[]; next: string | null; total: number };
      }>(caller, DELIVERIES, { filter })
    ).deliveries;
  const statuses = async (): Promise<string[]> =>
    (await deliveries()).items.map(({ receiver, status }) => `${String(receiver)} ${String(status)}`).sort();

  it('RTE-022, RTE-029 makes one delivery for each receiving party that has the interface', async () => {
    await connected('Two at once', [
      role('EMSP', 'DE', 'AAA', 'A'),
      role('NSP', 'DE', 'BBB', 'B'),
      role('EMSP', 'DE', 'BBB', 'B'),
    ]);
    await emsp('CCC', 'tariffs');
    expect(await queue(message())).toEqual([2]);
    const { deliveries: tasks, messages } = await take();
    expect(tasks.map(({ receiver }) => receiver)).toEqual(['DE/AAA', 'DE/BBB']);
    expect(messages).toEqual([
      expect.objectContaining({ kind: 'BROADCAST', path: ['NL', 'TNM', 'L1'], body: '{"kwh":1.10}' }),
    ]);
  });

  it('RTE-025, RTE-031, AMB-063 sends to the opposite roles only', async () => {
    for (const [name, party] of [
      ['NSP', 'NSP'],
      ['OTHER', 'OTH'],
      ['NAP', 'NAP'],
      ['PTP', 'PTP'],
      ['SCSP', 'SCS'],
      ['CPO', 'CCC'],
    ] as const)
      await connected(name, [role(name, 'DE', party, name)]);
    expect(
      await queue(message(), message({ module: 'tokens', owner: 'DE/OTH', object: 'DE/OTH/1/RFID' })),
    ).toEqual([4, 2]);
    const tasks = (await take()).deliveries.map(({ receiver }) => receiver);
    expect(tasks.slice(0, 4).sort()).toEqual(['DE/NAP', 'DE/NSP', 'DE/OTH', 'DE/PTP']);
    expect(tasks.slice(4).sort()).toEqual(['DE/CCC', 'NL/TNM']);
  });

  it('RTE-032, LOC-026 sends nothing to its owner, and what is unpublished not to NAPs and NSPs', async () => {
    await connected('Itself elsewhere', [role('EMSP')]);
    await connected('NSP', [role('NSP', 'DE', 'NSP', 'NSP')]);
    await emsp('AAA');
    expect(await queue(message(), message({ isPublished: false }))).toEqual([2, 1]);
  });

  it('RTE-033 sends nothing where agreements do not let it pass', async () => {
    await emsp('AAA');
    await world.rows(`insert into parties.hub_policy select * from jsonb_populate_record(null::parties.hub_policy,
      '{"id":1,"preset":"CLOSED","strangers":"HIDDEN","changed_at":"2026-01-01","standing_changed_at":"2026-01-01"}')
      on conflict (id) do update set preset = 'CLOSED'`);
    const fresh = await world.node();
    try {
      const { queueBroadcasts } = await World.over(world, fresh).ask<{ queueBroadcasts: number[] }>(
        system,
        QUEUE,
        {
          messages: [message()],
        },
      );
      expect(queueBroadcasts).toEqual([0]);
    } finally {
      await fresh.close();
    }
  });

  it('a platform that is there from now on gets what comes from now on', async () => {
    expect(await queue(message())).toEqual([0]);
    await emsp('AAA');
    expect(await queue(message())).toEqual([1]);
  });

  it('HUB-062 lets one node at a time send to a platform, in the order in which messages were accepted', async () => {
    await emsp('AAA');
    await queue(message({ body: '1' }), message({ body: '2' }));
    await queue(message({ body: '3' }));
    const bodies = ({ deliveries: tasks, messages }: Work) =>
      tasks.map(({ broadcastId }) => messages.find(({ id }) => id === broadcastId)?.body);
    expect(bodies(await take(node, [], 2))).toEqual(['1', '2']);
    const other = randomUUID();
    expect((await take(other)).deliveries).toEqual([]);
    expect(bodies(await take())).toEqual(['3']);
  });

  it('gives a node no more for platforms of which it has enough', async () => {
    const aaa = await emsp('AAA');
    await queue(message());
    expect((await take(node, [aaa])).deliveries).toEqual([]);
    expect((await take()).deliveries).toHaveLength(1);
  });

  it('gives what a dead node had in hand to another when its lease has run out', async () => {
    await emsp('AAA');
    await queue(message());
    const [lost] = (await take()).deliveries;
    const other = randomUUID();
    expect((await take(other)).deliveries).toEqual([]);
    world.pass(8_001);
    const [found] = (await take(other)).deliveries;
    expect(found?.id).toBe(lost?.id);
    // The first one was only slow, and what it reports now is no longer its to report.
    expect(await settle([outcome(lost?.id ?? '')])).toBe(0);
    expect(await settle([outcome(lost?.id ?? '')], other)).toBe(1);
  });

  it('keeps the lanes of a node that lives, and lets those go that it does not need', async () => {
    const [aaa, bbb] = [await emsp('AAA'), await emsp('BBB')];
    await queue(message());
    await take();
    const keep = async (busy: string[]) =>
      (
        await world.ask<{ keepLanes: string[] }>(
          system,
          'mutation K($node: ID!, $busy: [ID!]!) { keepLanes(node: $node, busy: $busy) }',
          { node, busy },
        )
      ).keepLanes;
    world.pass(7_000);
    expect((await keep([aaa, bbb])).sort()).toEqual([aaa, bbb].sort());
    world.pass(7_000);
    expect((await take(randomUUID())).deliveries).toEqual([]);
    expect(await keep([aaa])).toEqual([aaa]);
  });

  it('gives everything back when a node stops', async () => {
    await emsp('AAA');
    await queue(message());
    await take();
    await world.ask(system, 'mutation R($node: ID!) { releaseLanes(node: $node) }', { node });
    expect((await take(randomUUID())).deliveries).toHaveLength(1);
  });

  it('RTE-029 records what became of each, and tells who watches', async () => {
    const aaa = await emsp('AAA');
    await emsp('BBB');
    await emsp('CCC');
    const watched = await world.subscribe(
      operator,
      'subscription { deliverySettled(filter: { status: [REFUSED] }) { receiver status broadcast { object } } }',
    );
    if (!(Symbol.asyncIterator in watched)) throw new Error(JSON.stringify(watched));
    const next = watched.next();
    await queue(message());
    const [a, b, c] = (await take()).deliveries.map(({ id }) => id);
    await settle([
      outcome(a ?? '', { sentAt: new Date().toISOString() }),
      outcome(b ?? '', { status: 'REFUSED', ocpi: 2001, reason: 'DE/BBB answered 2001.' }),
      outcome(c ?? '', { status: 'FAILED', http: null, ocpi: null, reason: 'No answer.' }),
    ]);
    expect(await statuses()).toEqual(['DE/AAA DELIVERED', 'DE/BBB REFUSED', 'DE/CCC FAILED']);
    expect((await next).value).toMatchObject({
      data: {
        deliverySettled: [{ receiver: 'DE/BBB', status: 'REFUSED', broadcast: { object: 'NL/TNM/L1' } }],
      },
    });
    await watched.return(undefined);
    expect((await deliveries({ platformId: aaa, status: ['DELIVERED'] })).items).toEqual([
      expect.objectContaining({ attempts: 1, http: 200, ocpi: 1000, settledAt: expect.any(String) }),
    ]);
    // TRN-104: nothing is sent again.
    expect((await take()).deliveries).toEqual([]);
  });

  it('HCI-005, TRN-104 drops what waits for a platform that has gone', async () => {
    const aaa = await emsp('AAA');
    await emsp('BBB');
    await queue(message());
    const settled = await world.subscribe(operator, 'subscription { deliverySettled { receiver status } }');
    if (!(Symbol.asyncIterator in settled)) throw new Error(JSON.stringify(settled));
    const next = settled.next();
    await world.end(aaa);
    expect((await next).value).toMatchObject({
      data: { deliverySettled: [{ receiver: 'DE/AAA', status: 'DROPPED' }] },
    });
    await settled.return(undefined);
    expect(await statuses()).toEqual(['DE/AAA DROPPED', 'DE/BBB WAITING']);
  });

  it('TRN-104 lets expire what waited for too long', async () => {
    await emsp('AAA');
    await queue(message());
    world.pass(10 * 60_000 + 1);
    const settled = await world.subscribe(operator, 'subscription { deliverySettled { receiver status } }');
    if (!(Symbol.asyncIterator in settled)) throw new Error(JSON.stringify(settled));
    const next = settled.next();
    await emsp('BBB'); // any change of a platform has everything looked through
    expect((await next).value).toMatchObject({
      data: { deliverySettled: [{ receiver: 'DE/AAA', status: 'EXPIRED' }] },
    });
    await settled.return(undefined);
  });

  describe('CDRs that could not be delivered', () => {
    const cdr = message({ module: 'cdrs', method: 'POST', path: [], object: 'NL/TNM/CDR1' });
    const keep = async (platformId: string, isOwn = false): Promise<boolean> =>
      (
        await world.ask<{ queueRedelivery: boolean }>(
          system,
          `mutation R($message: MessageInput!, $to: DestinationInput!, $isOwn: Boolean!) {
            queueRedelivery(message: $message, to: $to, isOwn: $isOwn)
          }`,
          { message: cdr, to: { platformId, receiver: 'DE/AAA' }, isOwn },
        )
      ).queueRedelivery;
    const allow = (platformId: string, cdrs = true) =>
      world.ask(
        operator,
        'mutation P($id: ID!, $cdrs: Boolean!) { setPlatformRedelivery(platformId: $id, cdrs: $cdrs) { redeliversCdrs } }',
        { id: platformId, cdrs },
      );

    it('TRN-104 are kept only for platforms whose operator has asked for it, each once', async () => {
      const aaa = await emsp('AAA');
      expect(await keep(aaa)).toBe(false);
      await allow(aaa);
      expect(await keep(aaa)).toBe(true);
      expect(await keep(aaa)).toBe(true);
      expect((await deliveries()).items).toHaveLength(1);
    });

    it('CDR-010 that the hub has made are sent at once and whatever the operator says, each once for ever', async () => {
      const aaa = await emsp('AAA');
      expect(await keep(aaa, true)).toBe(true);
      const { deliveries: due } = await take();
      expect(due).toHaveLength(1);
      expect(await keep(aaa, true)).toBe(true);
      await settle([outcome(due[0]?.id ?? '')]);
      expect(await keep(aaa, true)).toBe(true);
      expect((await deliveries()).items).toMatchObject([{ status: 'DELIVERED' }]);
    });

    it('are offered again after twice the time, until it is no longer worth it', async () => {
      const aaa = await emsp('AAA');
      await allow(aaa);
      await keep(aaa);
      expect((await take()).deliveries).toEqual([]);
      const failed = { status: 'FAILED', http: null, ocpi: null, again: true };
      for (const minutes of [1, 2, 4]) {
        world.pass(minutes * 60_000 - 1_000);
        expect((await take()).deliveries).toEqual([]);
        world.pass(2_000);
        const [task] = (await take()).deliveries;
        expect(await settle([outcome(task?.id ?? '', failed)])).toBe(1);
      }
      expect((await deliveries()).items).toEqual([
        expect.objectContaining({ status: 'WAITING', attempts: 3, nextAttemptAt: expect.any(String) }),
      ]);
      world.pass(7 * 24 * 3_600_000 - 15 * 60_000);
      const [last] = (await take()).deliveries;
      await settle([outcome(last?.id ?? '', failed)]);
      expect(await statuses()).toEqual(['DE/AAA EXPIRED']);
    });
  });

  it('HUB-034 shows platforms what concerns their parties, and operators everything', async () => {
    const aaa = await emsp('AAA');
    await emsp('BBB');
    await queue(message({ platformId: cpo }));
    const as = (id: string, name: string, country_code: string, party_id: string) =>
      platformCaller(id, [{ role: name, country_code, party_id }]);
    const mine = as(aaa, 'EMSP', 'DE', 'AAA');
    expect((await deliveries({}, mine)).items.map(({ receiver }) => receiver)).toEqual(['DE/AAA']);
    expect((await deliveries({ receiver: 'DE/BBB' }, mine)).total).toBe(0);
    expect((await deliveries({}, as(aaa, 'EMSP', 'DE', 'ZZZ'))).total).toBe(0);
    const BROADCASTS = '{ broadcasts { total items { object deliveries { total } } } }';
    expect(await world.ask(mine, BROADCASTS)).toEqual({ broadcasts: { total: 0, items: [] } });
    // RTE-028: whoever sent it does not learn how others took it.
    expect(await world.ask(as(cpo, 'CPO', 'NL', 'TNM'), BROADCASTS)).toEqual({
      broadcasts: { total: 1, items: [{ object: 'NL/TNM/L1', deliveries: { total: 0 } }] },
    });
    expect(await world.ask(operator, BROADCASTS)).toEqual({
      broadcasts: { total: 1, items: [{ object: 'NL/TNM/L1', deliveries: { total: 2 } }] },
    });
    expect((await problemOf(world.ask(mine, '{ deliveries { items { platform { name } } } }'))).code).toBe(
      'FORBIDDEN',
    );
    expect((await problemOf(world.ask(operator, QUEUE, { messages: [] }))).code).toBe('FORBIDDEN');
  });

  it('pages through deliveries, the newest first', async () => {
    for (const party of ['AAA', 'BBB', 'CCC']) await emsp(party);
    await queue(message());
    const page = async (after?: string) =>
      (
        await world.ask<{ deliveries: { items: { receiver: string }[]; next: string; total: number } }>(
          operator,
          DELIVERIES,
          { page: { limit: 2, after } },
        )
      ).deliveries;
    const first = await page();
    expect(first.items.map(({ receiver }) => receiver)).toEqual(['DE/CCC', 'DE/BBB']);
    expect((await page(first.next)).items.map(({ receiver }) => receiver)).toEqual(['DE/AAA']);
  });

  it('HUB-034 forgets texts when nothing waits for them, and everything after two weeks', async () => {
    await emsp('AAA');
    await queue(message({ body: 'settled' }));
    const [task] = (await take()).deliveries;
    await settle([outcome(task?.id ?? '')]);
    await world.parties.sweepDeliveries();
    world.pass(12 * 60_000);
    await queue(message({ body: 'waiting' }));
    await world.parties.sweepDeliveries();
    const bodies = async () =>
      (await world.rows<{ body: string | null }>('select body from parties.broadcast order by seq')).map(
        ({ body }) => body,
      );
    expect(await bodies()).toEqual([null, 'waiting']);
    world.pass(14 * 24 * 3_600_000);
    await world.parties.sweepDeliveries();
    expect(await bodies()).toEqual([]);
    expect(await world.rows('select from parties.delivery')).toEqual([]);
  });
});
