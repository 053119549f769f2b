/** Whom Locations may be shown to, who gets the unpublished ones, when they are open, and what their EVSEs are planned to be. */
import { callerOf, cpo, emsp, evse, location, party, World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());
beforeEach(() => world.empty());

const LOC1 = 'NL/TNM/LOC1';
const hidden = { publish: false, publish_allowed_to: [{ uid: 'AB12', type: 'RFID' }, { group_id: 'fleet' }] };
const shown = async (fields: string, as = cpo): Promise<unknown> =>
  (await world.ask<{ location: unknown }>(as, `{ location(ref: "${LOC1}") { ${fields} } }`)).location;

describe('LOC-026 a Location that is not published', () => {
  const nsp = party('BE/NAV', 'NSP');
  const nap = party('DE/NAP', 'NAP');
  beforeEach(async () => {
    await world.put(location({ id: 'SHOWN' }));
    await world.put(location(hidden));
  });

  it('LOC-026 reaches roaming partners, which need it to help their drivers', async () => {
    expect(await shown('publish', emsp)).toEqual({ publish: false });
    expect(await world.find({}, emsp)).toEqual(['SHOWN', 'LOC1']);
  });

  it.each([
    ['NAPs', nap],
    ['NSPs', nsp],
  ])('LOC-026 is withheld from %s, in reads and in lists', async (_, reader) => {
    expect(await shown('publish', reader)).toBeNull();
    expect(await world.document(LOC1, reader)).toBeNull();
    expect(await world.find({}, reader)).toEqual(['SHOWN']);
    const { locations } = await world.ask<{ locations: unknown }>(reader, '{ locations { total } }');
    expect(locations).toEqual({ total: 1 });
  });

  it('LOC-026 is not withheld from a platform with drivers beside', async () => {
    const roles = ['NSP', 'EMSP'].map((role) => ({ role, country_code: 'BE', party_id: 'NAV' }));
    const both = callerOf({ kind: 'platform', platformId: 'both', roles });
    expect(await world.find({}, both)).toEqual(['SHOWN', 'LOC1']);
  });

  it('LOC-026 reaches a NAP that its CPO addresses it to', async () => {
    await world.put(location(hidden), { addressee: 'DE/NAP' });
    expect(await world.find({}, nap)).toEqual(['SHOWN', 'LOC1']);
    expect(await world.find({}, nsp)).toEqual(['SHOWN']);
  });

  it('LOC-026 comes and goes as its CPO publishes it', async () => {
    await world.patch(LOC1, { publish: true, last_updated: '2026-03-01T12:01:00Z' });
    expect(await world.find({}, nap)).toEqual(['SHOWN', 'LOC1']);
    await world.patch(LOC1, { publish: false, last_updated: '2026-03-01T12:02:00Z' });
    expect(await world.find({}, nap)).toEqual(['SHOWN']);
  });
});

it('LOC-020, LOC-022 tells whom a Location may be shown to', async () => {
  const ask = `everybody: mayBeShown
    card: mayBeShown(to: { uid: "ab12" })
    app: mayBeShown(to: { uid: "ab12", type: "APP_USER" })
    colleague: mayBeShown(to: { uid: "x", type: "APP_USER", groupId: "FLEET" })`;
  await world.put(location(hidden));
  expect(await shown(ask, emsp)).toEqual({ everybody: false, card: true, app: false, colleague: true });
  await world.put(location());
  expect(await shown(ask, emsp)).toEqual({ everybody: true, card: true, app: true, colleague: true });
});

it('LOC-044, LOC-045 tells whether a Location is open at a moment', async () => {
  const ask = `morning: isOpen(at: "2026-03-02T07:30:00Z") noon: isOpen(at: "2026-03-02T12:00:00Z")
    night: isOpen(at: "2026-03-02T22:00:00Z")`;
  await world.put(location());
  expect(await shown(ask)).toEqual({ morning: null, noon: null, night: null });
  await world.put(
    location({
      opening_times: {
        twentyfourseven: false,
        regular_hours: [{ weekday: 1, period_begin: '08:00', period_end: '20:00' }],
        exceptional_closings: [{ period_begin: '2026-03-02T11:00:00Z', period_end: '2026-03-02T13:00:00Z' }],
      },
    }),
  );
  // 07:30 UTC is 08:30 in Amsterdam.
  expect(await shown(ask)).toEqual({ morning: true, noon: false, night: false });
});

it('LOC-046 a planned status is shown, and changes nothing when its time comes', async () => {
  const status_schedule = [{ period_begin: '2020-01-01T00:00:00Z', status: 'INOPERATIVE' }];
  await world.put(location({ evses: [evse({ status_schedule })] }));
  expect(await shown('evses { status statusSchedule { periodBegin status } }')).toEqual({
    evses: [
      {
        status: 'AVAILABLE',
        statusSchedule: [{ periodBegin: '2020-01-01T00:00:00Z', status: 'INOPERATIVE' }],
      },
    ],
  });
  expect(await world.find({ status: 'AVAILABLE' })).toEqual(['LOC1']);
  expect(await world.find({ status: 'INOPERATIVE' })).toEqual([]);
});
