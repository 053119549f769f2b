/** Locations that were accepted although something is wrong with them. */
import {
  anonymous,
  at,
  codeOf,
  connector,
  cpo,
  emsp,
  evse,
  location,
  operator,
  otherCpo,
  World,
} from './world.js';

let world: World;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());
beforeEach(() => world.empty());

const REF = 'NL/TNM/LOC1';
const long = (length: number): string => 'x'.repeat(length);

const found = async (as = cpo, ref = REF): Promise<string[] | undefined> => {
  const text = 'query ($ref: ID!) { location(ref: $ref) { violations { pointer code message } } }';
  const answer = await world.ask<{ location: { violations: Kept[] } | null }>(as, text, { ref });
  return answer.location?.violations.map(({ code, pointer, message }) => {
    expect(message).not.toBe('');
    return `${code} ${pointer}`;
  });
};
interface Kept {
  pointer: string;
  code: string;
  message: string;
}
const counts = async (as = operator): Promise<string[]> => {
  const text = '{ locationViolations { party code pointer count } }';
  const { locationViolations } = await world.ask<{
    locationViolations: { party: string; code: string; pointer: string; count: number }[];
  }>(as, text);
  return locationViolations.map(({ party, code, pointer, count }) => `${party} ${code} ${pointer} ${count}`);
};

it('TYPE-011 AMB-029 keeps a Location with too long a value, and says what is wrong with it', async () => {
  const document = location({ city: long(46), name: long(256) });
  expect(await world.put(document)).toEqual({ ref: REF, outcome: 'CREATED' });
  expect(await world.document()).toEqual(document);
  expect((await found())?.toSorted()).toEqual(['TOO_LONG /city', 'TOO_LONG /name']);
  expect(await found(emsp)).toHaveLength(2);
});

it('TYPE-011 a flawless one has none, also after it was put right', async () => {
  await world.put(location());
  expect(await found()).toEqual([]);
  await world.put(location({ city: long(46), last_updated: at(1) }));
  expect(await found()).toEqual(['TOO_LONG /city']);
  await world.put(location({ last_updated: at(2) }));
  expect(await found()).toEqual([]);
  // an older version changes nothing here either
  await world.put(location({ city: long(46), last_updated: at(1) }));
  expect(await found()).toEqual([]);
});

it('TYPE-011 refuses too long a key, and keeps nothing', async () => {
  expect(await codeOf(world.put(location({ id: long(37) })))).toBe('INVALID_DOCUMENT');
  expect(await counts()).toEqual([]);
});

it('TYPE-011 checks the whole Location again when it or a part of it changes', async () => {
  await world.put(location());
  await world.patch(REF, { name: long(256), last_updated: at(1) });
  expect(await found()).toEqual(['TOO_LONG /name']);
  await world.putEvse(REF, evse({ physical_reference: long(17), last_updated: at(2) }));
  expect((await found())?.toSorted()).toEqual(['TOO_LONG /evses/0/physical_reference', 'TOO_LONG /name']);
  await world.patch(`${REF}/3256`, { physical_reference: 'B2', last_updated: at(3) });
  expect(await found()).toEqual(['TOO_LONG /name']);
  await world.putConnector(
    `${REF}/3256`,
    connector({ terms_and_conditions: 'no address', last_updated: at(4) }),
  );
  expect(await found()).toContain('BAD_FORMAT /evses/0/connectors/0/terms_and_conditions');
});

it('TYPE-011 finds Locations by having violations', async () => {
  await world.put(location({ id: 'GOOD' }));
  await world.put(location({ id: 'BAD', city: long(46) }));
  expect(await world.find({ hasViolations: true })).toEqual(['BAD']);
  expect(await world.find({ hasViolations: false })).toEqual(['GOOD']);
  expect(await world.find({ hasViolations: true, status: 'AVAILABLE' })).toEqual(['BAD']);
  expect(await world.find({})).toEqual(['GOOD', 'BAD']);
});

it('TYPE-011 counts them per party and rule, each document once, wherever in a list', async () => {
  const bad = evse({ physical_reference: long(17) });
  await world.put(location({ id: 'A', evses: [bad, { ...bad, uid: '2' }] }));
  await world.put(location({ id: 'B', evses: [bad], city: long(46) }));
  await world.put(location({ id: 'B', evses: [bad], city: long(46) }), { addressee: 'DE/EMP' });
  await world.put(location({ country_code: 'FR', party_id: 'OTH', city: long(46) }), { as: otherCpo });
  const own = ['NL/TNM TOO_LONG /evses/*/physical_reference 2', 'NL/TNM TOO_LONG /city 1'];
  expect(await counts()).toEqual([own[0], 'FR/OTH TOO_LONG /city 1', own[1]]);
  expect(await counts(cpo)).toEqual(own);
  expect(await counts(otherCpo)).toEqual(['FR/OTH TOO_LONG /city 1']);
  expect(await counts(emsp)).toEqual([]);
  expect(await codeOf(counts(anonymous))).toBe('UNAUTHENTICATED');
});

it('LOC-017 shows each viewer the violations of the copy it sees', async () => {
  await world.put(location());
  await world.put(location({ city: long(46) }), { addressee: 'DE/EMP' });
  expect(await found(emsp)).toEqual(['TOO_LONG /city']);
  expect(await found(operator)).toEqual([]);
});

it('asks for the violations of a whole list at once', async () => {
  for (const id of ['A', 'B', 'C']) await world.put(location({ id, city: long(46) }));
  const asked = await world.graph.statements(/violations/, () =>
    world.ask(cpo, '{ locations { items { id violations { code } } } }'),
  );
  expect(asked).toBe(1);
});
