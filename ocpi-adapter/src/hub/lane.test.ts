import { Lane, type Item } from './lane.js';

let next = 0;
const item = (object: string, more: { method?: string; receiver?: string } = {}): Item => {
  const id = String((next += 1));
  const { method = 'PATCH', receiver = 'DE/BET' } = more;
  const path = ['NL', 'ALF', object];
  const body = `{"n":${id}}`;
  return {
    id,
    method,
    path,
    body,
    task: { id, broadcastId: id, platformId: 'p', receiver, expiresAt: '2030-01-01T00:00:00Z' },
    message: {
      id,
      kind: 'BROADCAST',
      module: 'locations',
      method: 'PATCH',
      path,
      query: {},
      owner: 'NL/ALF',
      object: path.join('/'),
      requestId: 'r',
      correlationId: 'c',
      body,
    },
  };
};
const laneWith = (...items: Item[]): Lane => {
  const lane = new Lane('p', 4);
  for (const one of items) lane.add(one);
  return lane;
};
const take = (lane: Lane) => {
  const turn = lane.take();
  if (!turn) throw new Error('There is nothing to send.');
  return { object: turn.carried.path[2], ids: turn.carried.parts.map(({ id }) => id), done: turn.done };
};

it('HUB-062 sends one message of an object to a party at a time, and others meanwhile', () => {
  const [a, b] = [item('A'), item('B')];
  const lane = laneWith(a, b);
  const first = take(lane);
  lane.add(item('A'));
  expect([first.object, take(lane).object, lane.canSend]).toEqual(['A', 'B', false]);
  first.done('well');
  expect(take(lane).object).toBe('A');
});

it('RTE-029 keeps the parties of a platform apart', () => {
  const lane = laneWith(item('A'), item('A', { receiver: 'DE/OTH' }));
  expect([take(lane).object, take(lane).object]).toEqual(['A', 'A']);
});

it('leaves what is on its way alone, and joins what waits', () => {
  const lane = laneWith(item('A'));
  const first = take(lane);
  const [second, third] = [item('A'), item('A')];
  expect(lane.add(second)).toEqual([]);
  expect(lane.add(third)).toEqual([{ message: second, by: third }]);
  first.done('well');
  expect(take(lane).ids).toEqual([third.id]);
});

it('goes down to one request at a time when there is no answer, and up again when there is', () => {
  const lane = laneWith(...['A', 'B', 'C', 'D', 'E', 'F'].map((object) => item(object)));
  const turns = [take(lane), take(lane), take(lane), take(lane)];
  expect(lane.canSend).toBe(false);
  turns[0]?.done('slow');
  for (const turn of turns.slice(1)) turn.done('otherwise');
  const only = take(lane);
  expect(lane.canSend).toBe(false);
  only.done('well');
  take(lane);
  lane.add(item('G'));
  expect(lane.canSend).toBe(true);
});

it('HCI-005 gives up all that waits, but not what is on its way', () => {
  const [a, b, c] = [item('A'), item('B'), item('A')];
  const lane = laneWith(a, b);
  const first = take(lane);
  lane.add(c);
  expect(
    lane
      .empty()
      .map(({ id }) => id)
      .sort(),
  ).toEqual([b.id, c.id].sort());
  expect(lane.canSend).toBe(false);
  first.done('well');
  lane.add(item('A'));
  expect(lane.canSend).toBe(true);
});
