/**
 * What OCPI says of modules as a whole: that only the list of endpoints tells which there are, that what a list of
 * Tokens does not hold is doubtful, and which way round a changed charging plan goes.
 */
import { createCpo, createPlatform, samples, type Platform } from '@chargesphere/simulator';
import { byHand, codesOf } from './by-hand.js';
import { subscribe, world, ADMIN_KEY, type World } from './world.js';

let w: World;
beforeAll(async () => {
  w = await world();
}, 60_000);
afterAll(() => w.close());

const platformId = async (name: string): Promise<string> => {
  const query = 'query ($name: String) { platforms(filter: { name: $name }) { items { id } } }';
  const { platforms } = await w.graph<{ platforms: { items: { id: string }[] } }>(query, { name });
  return platforms.items[0]?.id ?? '';
};
const pull = (id: string, module: string) =>
  w.ask<{ startPull: { id: string } | null }>(
    'mutation ($input: StartPullInput!) { startPull(input: $input) { id } }',
    { input: { platformId: id, module, mode: 'FULL' } },
  );
const pulled = async (id: string, module: string): Promise<Record<string, unknown>> => {
  const live = subscribe(
    `http://127.0.0.1:${w.hub.port}/graphql`,
    'subscription ($platformId: ID) { pullUpdated(filter: { platformId: $platformId }) { id status } }',
    { platformId: id },
    ADMIN_KEY,
  );
  const started = (await pull(id, module)).data.startPull?.id;
  const done = 'query ($id: ID!) { pull(id: $id) { status seen quarantined withdrawn } }';
  const read = async () => (await w.graph<{ pull: Record<string, unknown> }>(done, { id: started })).pull;
  try {
    let now = await read();
    while (now['status'] === 'QUEUED' || now['status'] === 'RUNNING') {
      await live.next();
      now = await read();
    }
    return now;
  } finally {
    await live.stop();
  }
};

it('GEN-002, AMB-055 only the endpoint list tells what a platform has: one version string for every edition', async () => {
  const token = w.cpo.peer.outgoingToken;
  const told = await byHand(w, { path: `${w.hub.publicUrl}/ocpi/versions`, token });
  expect((told.envelope.data as { version: string }[]).map(({ version }) => version)).toEqual(['2.3.0']);
  const details = await byHand(w, { path: '', token });
  const { version, endpoints } = details.envelope.data as {
    version: string;
    endpoints: { identifier: string }[];
  };
  expect(version).toBe('2.3.0');
  expect(endpoints.map(({ identifier }) => identifier)).toContain('invoicereconciliation');

  // A partner of the same version that does not list a module is not asked for it.
  const bare: Platform = await createPlatform({
    name: 'No lists',
    parties: [{ country_code: 'AT', party_id: 'NOL', role: 'CPO', name: 'No lists' }],
  });
  await bare.register(await w.invite('No lists'));
  const id = await platformId('No lists');
  const before = bare.received.length;
  const { errors } = await pull(id, 'locations');
  expect(errors[0]?.message).toContain('offers no SENDER interface of locations');
  bare.offer({
    identifier: 'locations',
    role: 'SENDER',
    answer: () => ({ http: 200, status_code: 1000, data: [] }),
  });
  expect((await pull(id, 'locations')).errors).toHaveLength(1); // it has not told us yet
  expect(bare.received.length).toBe(before);
  await bare.update();
  expect(await pulled(id, 'locations')).toMatchObject({ status: 'DONE' });
  await bare.close();
});

it('AMB-056 a Token that a full list lacks is kept, and lets nobody charge unless its eMSP says so now', async () => {
  const [kept, gone] = [samples.token({ uid: 'KEPT' }), samples.token({ uid: 'GONE', whitelist: 'ALWAYS' })];
  for (const token of [kept, gone]) await w.emsp.pushToken(token, { to: null });
  w.emsp.tokens.delete('DE/BET/GONE/RFID');
  expect(await pulled(await platformId('Beta Mobil'), 'tokens')).toMatchObject({
    status: 'DONE',
    withdrawn: 0,
  });
  const query = '{ tokens(filter: { emsp: "DE/BET" }) { items { uid } } }';
  const { tokens } = await w.graph<{ tokens: { items: { uid: string }[] } }>(query);
  expect(tokens.items.map(({ uid }) => uid).sort()).toEqual(['GONE', 'KEPT']);

  const authorize = (uid: string) =>
    w.cpo.call('tokens', 'SENDER', 'POST', [uid, 'authorize'], undefined, { to: null });
  expect((await authorize('KEPT')).envelope).toMatchObject({
    status_code: 1000,
    data: { allowed: 'ALLOWED' },
  });
  const answer = await authorize('GONE');
  expect([answer.http, answer.envelope?.status_code]).toEqual([404, 2004]);
});

it('AMB-048 a changed plan comes from the Receiver to the hub’s Sender interface, by PUT', async () => {
  const cpo = await createCpo({ parties: [{ country_code: 'NL', party_id: 'PLA', name: 'Plan' }] });
  await cpo.register(await w.invite('Plan'));
  const token = cpo.peer.outgoingToken;
  const details = await byHand(w, { path: '', token });
  const { endpoints } = details.envelope.data as {
    endpoints: { identifier: string; role: string; url: string }[];
  };
  const profiles = endpoints.filter(({ identifier }) => identifier === 'chargingprofiles');
  expect(profiles.map(({ role }) => role)).toContain('SENDER');
  const path = `${profiles.find(({ role }) => role === 'SENDER')?.url}/101`;
  const plan = {
    start_date_time: '2026-11-02T08:00:00Z',
    charging_profile: {
      charging_rate_unit: 'W',
      charging_profile_period: [{ start_period: 0, limit: 11000 }],
    },
  };
  // No profile was set on this session, so there is nothing to tell of; but the way is the right one.
  expect(codesOf(await byHand(w, { method: 'PUT', path, token, body: plan }))).toEqual([404, 2001]);
  for (const method of ['PATCH', 'POST'])
    expect(codesOf(await byHand(w, { method, path, token, body: plan }))).toEqual([405, 2000]);
  await cpo.close();
});
