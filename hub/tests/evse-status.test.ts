/**
 * `evseStatusChanged` for people, over graphql-ws through the gateway: whoever changed the status, by a push on any
 * level or by a pull, with what other subgraphs know of the same place.
 */
import { samples, type CallResult } from '@chargesphere/simulator';
import { world, type Live, type World } from './world.js';

const codes = ({ http, envelope }: CallResult) => [http, envelope?.status_code];
const { uid } = samples.evse();
const LOC = ['NL', 'ALF', 'LOC1'];

interface Change {
  previousStatus: string;
  status: string;
  evse: { ref: string };
  location: { ref: string };
}
const SUBSCRIPTION = `subscription ($filter: EvseStatusFilter) {
  evseStatusChanged(filter: $filter) {
    previousStatus status evse { ref status connectors { standard } } location { ref name cpo { name } }
  }
}`;

describe.each(['one', 'split'] as const)('a hub in the shape "%s"', (shape) => {
  let w: World;
  let minute = 0;
  /** Each push is newer than the one before. */
  const later = () => new Date(Date.UTC(2026, 10, 3, 8, (minute += 1))).toISOString();
  type Status = ReturnType<typeof samples.evse>['status'];
  const evse = (status: Status) => samples.evse({ status, last_updated: later() });
  const location = (status: Status, id = 'LOC1') =>
    samples.location({ id, evses: [evse(status)], last_updated: later() });
  const put = async (status: Status, id?: string) =>
    expect((await w.cpo.pushLocation(location(status, id))).envelope?.status_code).toBe(1000);
  const patch = async (status: Status, id = 'LOC1') => {
    const path = ['NL', 'ALF', id, uid];
    const body = { status, last_updated: later() };
    expect(codes(await w.cpo.call('locations', 'RECEIVER', 'PATCH', path, body))).toEqual([200, 1000]);
  };

  /** Open for sure: a subscription is not acknowledged, so changes are caused until the first one arrives. */
  const watched = async (filter: object, id: string): Promise<Live> => {
    const live = w.live(SUBSCRIPTION, { filter });
    let isOpen = false;
    const first = live.next().finally(() => (isOpen = true));
    while (!isOpen) {
      await patch('CHARGING', id);
      await patch('BLOCKED', id);
    }
    await first;
    return live;
  };
  const next = async (live: Live, ref: string, status: string): Promise<Change> => {
    const isIt = (change: Change) => change.location.ref === ref && change.status === status;
    return ((await live.next((data) => isIt(data['evseStatusChanged'] as Change))) as never)[
      'evseStatusChanged'
    ];
  };

  beforeAll(async () => {
    w = await world({ shape });
    await put('BLOCKED');
    await put('BLOCKED', 'LOC2');
  }, 60_000);
  afterAll(() => w.close());

  it('LOC-001, LOC-002 tells of pushes on every level, with what they changed and where', async () => {
    const live = await watched({ locations: ['NL/ALF/LOC1'] }, 'LOC1');
    await put('AVAILABLE');
    expect(await next(live, 'NL/ALF/LOC1', 'AVAILABLE')).toEqual({
      previousStatus: 'BLOCKED',
      status: 'AVAILABLE',
      evse: { ref: `NL/ALF/LOC1/${uid}`, status: 'AVAILABLE', connectors: [{ standard: 'IEC_62196_T2' }] },
      location: { ref: 'NL/ALF/LOC1', name: 'Lindengracht', cpo: { name: 'Alfa Laden' } },
    });
    const body = evse('RESERVED');
    expect(codes(await w.cpo.call('locations', 'RECEIVER', 'PUT', [...LOC, uid], body))).toEqual([200, 1000]);
    expect(await next(live, 'NL/ALF/LOC1', 'RESERVED')).toMatchObject({ previousStatus: 'AVAILABLE' });
    await patch('OUTOFORDER');
    expect(await next(live, 'NL/ALF/LOC1', 'OUTOFORDER')).toMatchObject({ previousStatus: 'RESERVED' });
    await live.stop();
  });

  it('passes only what the filter wants', async () => {
    const live = await watched({ cpos: ['nl/alf'], statuses: ['CHARGING', 'INOPERATIVE'] }, 'LOC2');
    await patch('AVAILABLE', 'LOC2');
    await patch('INOPERATIVE', 'LOC2');
    const seen: string[] = [];
    await live.next((data) => {
      const change = data['evseStatusChanged'] as Change;
      seen.push(change.status);
      return change.status === 'INOPERATIVE';
    });
    expect(seen.filter((status) => status !== 'CHARGING')).toEqual(['INOPERATIVE']);
    await live.stop();
  });

  it('HUB-051 tells of what a pull brings, too', async () => {
    await put('AVAILABLE');
    const live = await watched({ evses: [`NL/ALF/LOC1/${uid}`] }, 'LOC1');
    const { platforms } = await w.graph<{ platforms: { items: { id: string }[] } }>(
      '{ platforms(filter: { name: "Alfa Laden" }) { items { id } } }',
    );
    w.cpo.locations.put('NL/ALF/LOC1', location('PLANNED'));
    await w.graph('mutation ($input: StartPullInput!) { startPull(input: $input) { id } }', {
      input: { platformId: platforms.items[0]?.id, module: 'locations', mode: 'FULL' },
    });
    expect(await next(live, 'NL/ALF/LOC1', 'PLANNED')).toMatchObject({ previousStatus: 'BLOCKED' });
    await live.stop();
  });
});
