/**
 * Sessions are found and watched by a box on the map, wherever the subgraphs run: where Locations are is known to one,
 * Sessions to another, and the hub carries it over.
 */
import { samples } from '@chargesphere/simulator';
import { world, type World } from './world.js';

const BOX = { south: -20, north: -10, west: 175, east: -175 };
const inPacific = { latitude: '-17.500000', longitude: '-179.900000' };

describe.each(['one', 'split'] as const)('a box on the map, shape %s', (shape) => {
  let w: World;
  beforeAll(async () => {
    w = await world({ shape });
  }, 120_000);
  afterAll(() => w.close());

  const found = async (): Promise<string[]> => {
    const { sessions } = await w.graph<{ sessions: { items: { id: string }[] } }>(
      'query ($filter: SessionFilter) { sessions(filter: $filter) { items { id } } }',
      { filter: { box: BOX } },
    );
    return sessions.items.map(({ id }) => id);
  };

  it('finds and tells of the Sessions at Locations inside it, once these are known', async () => {
    const live = w.live(
      'subscription ($filter: SessionFilter) { sessionUpdated(filter: $filter) { id location { name } } }',
      { filter: { box: BOX, status: ['ACTIVE'] } },
    );
    await w.cpo.pushLocation({ ...samples.location(), id: 'HOME' });
    await w.cpo.pushLocation({ ...samples.location(), id: 'ISLAND', coordinates: inPacific });
    await w.cpo.pushSession({ ...samples.session({ id: 'home' }), location_id: 'HOME' });
    await w.cpo.pushSession({ ...samples.session({ id: 'island' }), location_id: 'ISLAND' });
    // The place is carried over a moment after it was pushed.
    while ((await found()).length === 0);
    expect(await found()).toEqual(['island']);
    await w.cpo.pushSession({ ...samples.session({ id: 'later' }), location_id: 'ISLAND' });
    const { sessionUpdated } = await live.next(
      (data) => (data['sessionUpdated'] as { id: string }).id === 'later',
    );
    expect(sessionUpdated).toMatchObject({ location: { name: samples.location().name } });
    await live.stop();
  });
});
