/** Sessions and Tokens that were accepted although something is wrong with them. */
import type { Caller } from '@chargesphere/schema';
import { cpo, emsp, operator, type Answer } from '../../../tests/setup/graph.js';
import { at, session, token, World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());
beforeEach(() => world.empty());

const TOKEN = 'DE/EMP/012345678/RFID';
const long = 'x'.repeat(300);

const ask = async (text: string, as: Caller = operator): Promise<unknown> =>
  (await world.graph.ask<{ found: unknown }>(as, `{ found: ${text} }`)).found;
const kept = { violations: [{ code: 'TOO_LONG' }] };
const none = { violations: [] };
const counted = (party: string, pointer: string) => [{ party, code: 'TOO_LONG', pointer, count: 1 }];

it('TYPE-011 keeps what is wrong with a Session, through PUT and PATCH', async () => {
  const shown = 'session(ref: "NL/TNM/101") { violations { code } }';
  await world.put(session({ meter_id: long }));
  expect(await ask(shown)).toEqual(kept);
  expect(await ask(shown, emsp)).toEqual(kept);
  expect(await ask('sessionViolations { party code pointer count }', cpo)).toEqual(
    counted('NL/TNM', '/meter_id'),
  );
  // An eMSP is told of what it owns, and Sessions are the CPO's.
  expect(await ask('sessionViolations { party }', emsp)).toEqual([]);
  await world.patch('NL/TNM/101', { kwh: 5, last_updated: at(1) });
  expect(await ask(shown)).toEqual(kept);
  expect(await ask('sessions(filter: { hasViolations: true }) { total }')).toEqual({ total: 1 });
  await world.patch('NL/TNM/101', { meter_id: 'M1', last_updated: at(2) });
  expect(await ask(shown)).toEqual(none);
  expect(await ask('sessions(filter: { hasViolations: true }) { total }')).toEqual({ total: 0 });
});

it('TYPE-011 keeps what is wrong with a Token, through PUT and PATCH', async () => {
  const shown = `token(ref: "${TOKEN}") { violations { code } }`;
  await world.putToken(token());
  expect(await ask(shown)).toEqual(none);
  await world.patchToken(TOKEN, { issuer: long, last_updated: at(1) });
  expect(await ask(shown)).toEqual(kept);
  expect(await ask('tokenViolations { party code pointer count }', emsp)).toEqual(
    counted('DE/EMP', '/issuer'),
  );
  expect(await ask('tokens(filter: { hasViolations: true }) { items { uid } }')).toEqual({
    items: [{ uid: '012345678' }],
  });
  expect(await ask('tokens(filter: { hasViolations: false }) { total }')).toEqual({ total: 0 });
});

it('TYPE-011 live Sessions can be narrowed to those with violations, and show them', async () => {
  const source = await world.graph.watch(
    operator,
    'subscription { sessionUpdated(filter: { hasViolations: true }) { id violations { code } } }',
  );
  await world.put(session({ id: 'GOOD' }));
  await world.put(session({ id: 'BAD', meter_id: long }));
  const { value } = (await source.next()) as { value: Answer<{ sessionUpdated: unknown }> };
  expect(structuredClone(value.data?.sessionUpdated)).toEqual({ id: 'BAD', ...kept });
  await source.return(undefined);
});
