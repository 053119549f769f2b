/**
 * A platform that an operator has set to strict, over real HTTP (TYPE-011, AMB-029): whatever it sends with a violation
 * is refused as E12 with the violation named and leaves nothing behind; the same is taken when it is not strict.
 */
import { samples, type CallResult, type Platform } from '@chargesphere/simulator';
import { dated, long, OWNER, pushes, record, type Order } from './strictness.pushes.js';
import { world, type World } from './world.js';

/** All that a refused document could have changed. */
const DIGEST = `{
  locations { items { document } } sessions { items { document activeChargingProfile { startDateTime } } }
  tariffs { items { document } } tokens { items { document } } cdrs { items { document } }
  invoiceReconciliations { items { document } } commands { items { status results { result } } }
  platforms { items { name lastChangedAt } } parties { items { name } }
}`;

let w: World;
/** Platforms by the name of whoever runs them, with their ids in the graph. */
let ids: Record<string, string>;
const codes = ({ http, envelope }: CallResult) => [http, envelope?.status_code];

const setStrict = async (platform: Platform, strict: boolean): Promise<void> => {
  const text = `mutation ($id: ID!, $strict: Boolean!) { setPlatformStrictness(platformId: $id, strict: $strict) { isStrict } }`;
  const answer = await w.graph(text, { id: ids[platform.name], strict });
  expect(answer).toEqual({ setPlatformStrictness: { isStrict: strict } });
  // The wire hears of it by an event; what is told apart here stores nothing, as no such object is there.
  const [module, body] =
    platform === w.cpo ? ['sessions', { currency: 'toolong' }] : ['tokens', { visual_number: long(65) }];
  const path = platform === w.cpo ? ['NL', 'ALF', 'NONE'] : ['DE', 'BET', 'NONE'];
  const probe = () => platform.call(module, 'RECEIVER', 'PATCH', path, dated(body), { to: null });
  while (((await probe()).http === 200) !== strict);
};

/** Orders a command; where its result is to be posted. */
const ordered = async ({ mutation, input, module }: Order): Promise<string[]> => {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  await w.graph(`mutation ($input: ${type}!) { ${mutation}(input: $input) { id } }`, { input });
  const { body, path } = await w.cpo.next({ module });
  const inQuery = new URL(path, w.cpo.versionsUrl).searchParams.get('response_url');
  const url = inQuery ?? (body as { response_url: string }).response_url;
  return new URL(url).pathname.split('/').slice(-2);
};
beforeAll(async () => {
  w = await world();
  const { platforms } = await w.graph<{ platforms: { items: { id: string; name: string }[] } }>(
    '{ platforms { items { id name isStrict } } }',
  );
  ids = Object.fromEntries(platforms.items.map(({ id, name }) => [name, id]));
  const capable = samples.evse({
    capabilities: ['CHARGING_PREFERENCES_CAPABLE', 'CHARGING_PROFILE_CAPABLE'],
  });
  await w.cpo.pushLocation(samples.location({ evses: [capable] }));
  await w.cpo.pushSession(samples.session());
  await w.emsp.pushToken(samples.token());
  await w.cpo.call('invoicereconciliation', 'RECEIVER', 'POST', [], record({}), { to: 'DE/BET' });
  // Results are posted by the tests themselves.
  w.cpo.commander = () => ({ response: { result: 'ACCEPTED', timeout: 30 } });
  w.cpo.profiler = () => ({ response: { result: 'ACCEPTED', timeout: 30 } });
  const chargingProfile = { chargingRateUnit: 'A', periods: [{ startPeriod: 0, limit: 10 }] };
  const path = await ordered({
    mutation: 'setChargingProfile',
    input: { session: 'NL/ALF/101', chargingProfile },
    module: 'chargingprofiles',
  });
  await w.cpo.call('chargingprofiles', 'SENDER', 'POST', path, { result: 'ACCEPTED' }, { to: null });
}, 60_000);
afterAll(() => w.close());

describe('TYPE-011, AMB-029, E12 a strict platform', () => {
  it.each(pushes)('is refused the $name with a violation, which others may send', async (push) => {
    const { by, module, side = 'RECEIVER', method, path, body, pointer, to, isRelayed } = push;
    const sender: Platform = by ? w.emsp : w.cpo;
    const other = by ? w.cpo : w.emsp;
    const at = Array.isArray(path) ? path : await ordered(path);
    const send = () => sender.call(module, side, method, at, body(), to === undefined ? {} : { to });

    await setStrict(sender, true);
    const before = await w.graph(DIGEST);
    const heard = other.received.length;
    const refused = await send();
    expect(codes(refused)).toEqual([200, 2001]);
    expect(refused.envelope?.status_message).toContain(`${pointer}: `);
    expect(await w.graph(DIGEST)).toEqual(before);
    expect(other.received).toHaveLength(heard);

    await setStrict(sender, false);
    if (isRelayed) return;
    const { http, envelope } = await send();
    expect(envelope?.status_code).toBe(1000);
    expect([200, 201]).toContain(http);
  });

  it('is told of several at once, those that are refused from everybody among them', async () => {
    await setStrict(w.cpo, true);
    const document = { ...samples.location(dated({ id: 'LOC9', city: long(46) })), coordinates: undefined };
    const { envelope } = await w.cpo.call('locations', 'RECEIVER', 'PUT', ['NL', 'ALF', 'LOC9'], document);
    expect(envelope?.status_message).toMatch(/\/city: .+ \/coordinates: /);
    // What is flawless is taken.
    expect(codes(await w.cpo.pushLocation(samples.location(dated({ id: 'LOC9' }))))).toEqual([201, 1000]);
    await setStrict(w.cpo, false);
  });

  it('CRED-042 is refused credentials with a violation, and stays registered as it was', async () => {
    await setStrict(w.cpo, true);
    const before = await w.graph(DIGEST);
    const response = await fetch(`${w.hub.publicUrl}/ocpi/2.3.0/credentials`, {
      method: 'PUT',
      headers: {
        Authorization: `Token ${Buffer.from(w.cpo.peer.outgoingToken).toString('base64')}`,
        'Content-Type': 'application/json',
      },
      body: JSON.stringify({
        token: 'a'.repeat(32),
        url: w.cpo.versionsUrl,
        roles: [{ ...OWNER, role: 'CPO', business_details: { name: long(101) } }],
      }),
    });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      status_code: 2001,
      status_message: expect.stringContaining('/roles/0/business_details/name: '),
    });
    expect(await w.graph(DIGEST)).toEqual(before);
    await setStrict(w.cpo, false);
  });

  it('TRN-031 has its objects with violations set apart when it is pulled', async () => {
    await setStrict(w.cpo, true);
    for (const id of ['P1', 'P2', 'P3'])
      w.cpo.tariffs.put(
        `NL/ALF/${id}`,
        samples.tariff({ id, ...(id === 'P2' && { tariff_alt_url: 'no address' }) }),
      );
    const input = { platformId: ids[w.cpo.name], module: 'tariffs', mode: 'INCREMENTAL' };
    const live = w.live('subscription { pullUpdated { id status } }');
    const { startPull } = await w.graph<{ startPull: { id: string } }>(
      'mutation ($input: StartPullInput!) { startPull(input: $input) { id } }',
      { input },
    );
    const read = async () =>
      (
        await w.graph<{ pull: { status: string; stored: number; quarantined: number } }>(
          'query ($id: ID!) { pull(id: $id) { status stored quarantined } }',
          startPull,
        )
      ).pull;
    let pull = await read();
    while (pull.status === 'QUEUED' || pull.status === 'RUNNING') {
      await live.next();
      pull = await read();
    }
    expect(pull).toEqual({ status: 'DONE', stored: 2, quarantined: 1 });
    const { quarantine } = await w.graph<{ quarantine: { items: object[] } }>(
      '{ quarantine { items { ref pointer code } } }',
    );
    expect(quarantine.items).toEqual([{ ref: 'NL/ALF/P2', pointer: '/tariff_alt_url', code: 'BAD_FORMAT' }]);
    await live.stop();
    await setStrict(w.cpo, false);
  });
});

it('only operators make a platform strict', async () => {
  const text = `mutation { setPlatformStrictness(platformId: "${ids[w.cpo.name] ?? ''}", strict: true) { id } }`;
  const { errors } = await w.asPlatform(text, { role: 'CPO', ...OWNER });
  expect(errors?.[0]?.extensions?.['code']).toBe('FORBIDDEN');
});
