/** Which state of a Session may follow which (SES-010 to SES-016): the hub takes any, and says which should not have come. */
import type { Session } from '@chargesphere/schema';
import { cpo, operator } from '../../../tests/setup/graph.js';
import { nextStates } from '../src/session.kind.js';
import { at, session, World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());
beforeEach(() => world.empty());

type State = Session['status'];
const states = Object.keys(nextStates) as State[];
/** As requirements 8.3 has them. */
const table: Readonly<Record<State, string>> = {
  PENDING: 'ACTIVE COMPLETED INVALID',
  RESERVATION: 'ACTIVE COMPLETED INVALID',
  ACTIVE: 'COMPLETED INVALID',
  COMPLETED: '',
  INVALID: '',
};
const put = (status: State, minute: number, more = {}) =>
  world.put(session({ status, last_updated: at(minute), ...more }));
const flags = async (): Promise<unknown> => {
  const found = (await world.show('status violations { pointer code message }')) as {
    violations: { message: string }[];
  };
  return found.violations.map(({ message }) => message);
};
const flag = (from: State, to: State) => [`SES-016: A Session that is ${from} does not become ${to}.`];
const changed = ['SES-016: A Session that is COMPLETED does not change any more.'];

it.each(states)(
  'SES-011, SES-016 what comes after %s is taken, and told when it is none of its next states',
  async (from) => {
    for (const to of states) {
      await world.empty();
      await put(from, 0);
      expect(await put(to, 1)).toMatchObject({ outcome: 'REPLACED' });
      expect(await world.show('status')).toEqual({ status: to });
      const isNext = to === from || table[from].split(' ').includes(to);
      expect(await flags()).toEqual(isNext ? [] : flag(from, to));
    }
  },
);

it('SES-016 a PATCH is told of too, and what happened stays with the Session', async () => {
  await put('ACTIVE', 0);
  await world.patch('NL/TNM/101', { status: 'RESERVATION', last_updated: at(1) });
  expect(await flags()).toEqual(flag('ACTIVE', 'RESERVATION'));
  await world.patch('NL/TNM/101', { status: 'ACTIVE', last_updated: at(2) });
  await world.patch('NL/TNM/101', { kwh: 30, last_updated: at(3) });
  expect(await flags()).toEqual(flag('ACTIVE', 'RESERVATION'));
  await put('PENDING', 4, { meter_id: 'x'.repeat(300) });
  expect(await flags()).toEqual([
    'meter_id has 300 characters; at most 255 are allowed.',
    ...flag('ACTIVE', 'PENDING'),
  ]);
});

it('SES-014 a finished Session that changes is told of', async () => {
  await put('COMPLETED', 0);
  await put('COMPLETED', 1);
  expect(await flags()).toEqual([]);
  await put('COMPLETED', 2, { kwh: 99 });
  expect(await flags()).toEqual(changed);
  expect(await world.show('kwh')).toEqual({ kwh: 99 });
});

it('SES-014, LOC-016 what comes late changes nothing, and is no change', async () => {
  await put('COMPLETED', 5);
  expect(await put('ACTIVE', 4)).toMatchObject({ outcome: 'OLDER' });
  expect(await flags()).toEqual([]);
});

it('SES-016 Sessions with such changes are found and counted per party', async () => {
  await put('COMPLETED', 0);
  await put('ACTIVE', 1);
  await world.put(session({ id: 'GOOD' }));
  expect(await world.find({ hasViolations: true })).toEqual(['101']);
  const query = '{ sessionViolations { party code pointer count } }';
  expect(await world.graph.ask(operator, query)).toEqual({
    sessionViolations: [{ party: 'NL/TNM', code: 'RULE', pointer: '/status', count: 1 }],
  });
  expect(await world.graph.ask(cpo, query)).toHaveProperty('sessionViolations.length', 1);
});
