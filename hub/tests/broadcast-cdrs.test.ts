/** CDRs that a receiver could not take, over real HTTP: offered again where the operator has asked for it, and only there. */
import { isSuccess, samples } from '@chargesphere/simulator';
import pg from 'pg';
import { world, type World } from './world.js';

let hub: World;
let platformId: string;

beforeAll(async () => {
  hub = await world();
  const { platforms } = await hub.graph<{ platforms: { items: { id: string; name: string }[] } }>(
    '{ platforms { items { id name } } }',
  );
  platformId = platforms.items.find(({ name }) => name === 'Beta Mobil')?.id ?? '';
}, 60_000);
afterAll(() => hub.close());
afterEach(() => hub.emsp.behaveWell());

const cdr = (id: string) => samples.cdr({ id });
const push = (id: string) => hub.cpo.pushCdr(cdr(id), { headers: { 'X-Correlation-ID': `exchange-${id}` } });
const allow = (cdrs: boolean) =>
  hub.graph(
    'mutation P($id: ID!, $cdrs: Boolean!) { setPlatformRedelivery(platformId: $id, cdrs: $cdrs) { id } }',
    {
      id: platformId,
      cdrs,
    },
  );
const deliveries = async () =>
  (
    await hub.graph<{
      deliveries: { items: { status: string; attempts: number; broadcast: { object: string } }[] };
    }>('{ deliveries(filter: { kind: [REDELIVERY] }) { items { status attempts broadcast { object } } } }')
  ).deliveries.items;
/** Nobody waits for a minute here. */
const isDue = async (): Promise<void> => {
  const client = new pg.Client({ connectionString: hub.databaseUrl });
  await client.connect();
  try {
    await client.query(`update parties.delivery set due_at = now() where status = 'WAITING'`);
  } finally {
    await client.end();
  }
};

it('TRN-104 tells the CPO of the failure and keeps nothing, as long as nobody has asked for more', async () => {
  hub.emsp.behave({ on: { module: 'cdrs' }, httpStatus: 503, times: 1 });
  const answer = await push('C1');
  expect(isSuccess(answer)).toBe(false);
  await hub.emsp.next({ module: 'cdrs' });
  expect(await deliveries()).toEqual([]);
});

it('offers a CDR again until it is accepted, from its owner and as it came', async () => {
  await allow(true);
  hub.emsp.behave({ on: { module: 'cdrs' }, httpStatus: 503, times: 2 });
  const answer = await push('C2');
  expect(isSuccess(answer)).toBe(true);
  expect(answer.text).toContain('offers it again');
  await hub.emsp.next({ module: 'cdrs' });
  expect(await deliveries()).toEqual([
    { status: 'WAITING', attempts: 0, broadcast: { object: 'NL/ALF/C2' } },
  ]);

  const settled = hub.live(
    'subscription { deliverySettled(filter: { kind: [REDELIVERY] }) { status attempts } }',
  );
  await isDue();
  await hub.emsp.next({ module: 'cdrs' }); // is answered 503 again
  for (let attempts = 0; attempts < 1; attempts = (await deliveries())[0]?.attempts ?? 0);
  await isDue();
  const got = await hub.emsp.next({ module: 'cdrs' });
  expect(got.text).toBe(JSON.stringify(cdr('C2')));
  expect(got.segments).toEqual([]);
  expect(got.headers['x-correlation-id']).toBe('exchange-C2');
  expect([got.from, got.to]).toEqual([
    { country_code: 'NL', party_id: 'ALF' },
    { country_code: 'DE', party_id: 'BET' },
  ]);
  expect(got.complaints).toEqual([]);
  expect(await settled.next()).toEqual({ deliverySettled: [{ status: 'DELIVERED', attempts: 2 }] });
}, 30_000);

it('does not keep what the receiver has understood and refused', async () => {
  hub.emsp.behave({ on: { module: 'cdrs' }, statusCode: 2001, times: 1 });
  const answer = await push('C3');
  expect(answer.text).toContain('2001');
  expect(await deliveries()).toHaveLength(1);
});
