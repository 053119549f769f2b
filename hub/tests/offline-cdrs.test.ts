/**
 * CDRs for a party whose platform is OFFLINE, over real HTTP: kept until it is back where the operator has asked for it,
 * refused at once everywhere else. A silence is a second here.
 */
import type { ClientInfo } from '@chargesphere/schema';
import { createEmsp, samples, type CallResult, type Emsp, type Received } from '@chargesphere/simulator';
import pg from 'pg';
import { world, type World } from './world.js';

const PARTY = { country_code: 'DE', party_id: 'GON', name: 'Gone' };
const TOKEN = { ...samples.cdr().cdr_token, party_id: 'GON' };

let hub: World;
let gone: Emsp;
let platformId: string;

beforeAll(async () => {
  hub = await world({ env: { HUB_SILENCE_SECONDS: '1' } });
  gone = await createEmsp({ name: 'Gone', parties: [PARTY] });
  await gone.register(await hub.invite('Gone'));
  await gone.close();
  await told('OFFLINE');
  const { platforms } = await hub.graph<{ platforms: { items: { id: string }[] } }>(
    '{ platforms(filter: { name: "Gone" }) { items { id } } }',
  );
  platformId = platforms.items[0]?.id ?? '';
}, 60_000);
afterAll(() => hub.close());

/** The CPO hears of it. */
const told = (status: string): Promise<Received> =>
  hub.cpo.next(({ module, segments, body }) => {
    const isAbout = module === 'hubclientinfo' && segments[1] === 'GON';
    return isAbout && (body as ClientInfo | undefined)?.status === status;
  }, 15_000);

const cdr = (id: string) => samples.cdr({ id, cdr_token: TOKEN });
const push = (id: string, to: string | null) => hub.cpo.pushCdr(cdr(id), { to });
const codes = ({ http, envelope }: CallResult) => [http, envelope?.status_code];
const waiting = async () =>
  (
    await hub.graph<{ deliveries: { items: { status: string; broadcast: { object: string } }[] } }>(
      '{ deliveries(filter: { kind: [REDELIVERY] }) { items { status broadcast { object } } } }',
    )
  ).deliveries.items.map(({ status, broadcast }) => `${broadcast.object} ${status}`);
const isStored = async (id: string) =>
  (
    await hub.graph<{ cdr: object | null }>('query C($ref: ID!) { cdr(ref: $ref) { ref } }', {
      ref: `NL/ALF/${id}`,
    })
  ).cdr !== null;

it.each(['DE/GON', null])(
  'E26, TRN-104 with TO %s a CDR for an OFFLINE party is refused and not kept',
  async (to) => {
    expect(codes(await push('REFUSED', to))).toEqual([200, 4003]);
    expect([await waiting(), await isStored('REFUSED')]).toEqual([[], false]);
  },
);

it('E12, E15 what would not be taken of anybody is not kept for an OFFLINE party either', async () => {
  await hub.graph('mutation P($id: ID!) { setPlatformRedelivery(platformId: $id, cdrs: true) { id } }', {
    id: platformId,
  });
  const broken = await hub.cpo.call(
    'cdrs',
    'RECEIVER',
    'POST',
    [],
    { ...cdr('BROKEN'), currency: undefined },
    { to: 'DE/GON' },
  );
  expect(codes(broken)).toEqual([200, 2001]);
  expect(await waiting()).toEqual([]);
  const session = samples.session({ id: 'S1', cdr_token: TOKEN });
  expect(codes(await hub.cpo.pushSession(session, { to: 'DE/GON' }))).toEqual([200, 4003]);
});

it('a CDR for an OFFLINE party is kept where the operator wants it, and handed over when the party is back', async () => {
  const [named, found] = [await push('NAMED', 'DE/GON'), await push('FOUND', null)];
  for (const answer of [named, found]) {
    expect(codes(answer)).toEqual([200, 1000]);
    expect(answer.text).toContain('offers it again');
  }
  expect(named.headers['location']).toContain('/NL/ALF/NAMED');
  expect((await waiting()).toSorted()).toEqual(['NL/ALF/FOUND WAITING', 'NL/ALF/NAMED WAITING']);

  const back = await createEmsp({ name: 'Gone', parties: [PARTY], state: gone.state });
  try {
    await told('CONNECTED');
    const client = new pg.Client({ connectionString: hub.databaseUrl });
    await client.connect();
    await client.query(`update parties.delivery set due_at = now() where status = 'WAITING'`); // nobody waits for a minute here
    await client.end();
    const arrived = [
      await back.next({ module: 'cdrs' }, 15_000),
      await back.next({ module: 'cdrs' }, 15_000),
    ];
    expect(arrived.map(({ text }) => text).toSorted()).toEqual(
      [cdr('FOUND'), cdr('NAMED')].map((one) => JSON.stringify(one)).toSorted(),
    );
    for (const { from, to, complaints } of arrived)
      expect([from?.party_id, to?.party_id, complaints]).toEqual(['ALF', 'GON', []]);
  } finally {
    await back.close();
  }
}, 30_000);
