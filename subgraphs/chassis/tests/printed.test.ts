// Documents as the text they are stored as: who reads pages and single objects for partners parses none of them.
import { PrintedDocument } from '@chargesphere/schema';
import { payloadAsTextSql, windowOf } from '../src/index.js';
import { anonymous, operator, platform, problemOf, shown, thing, thingKind, World } from './world.js';

let world: World;
beforeEach(async () => {
  world = await World.open();
});
afterEach(() => world.close());

const REF = 'NL/TNM/1';
// Spelled so that jsonb would tell: it sorts keys by length and prints numbers its own way.
const sent = thing('1', { zz: 1e21, a: { b: [], ä: '日本 \\u0000 "quoted"' }, last: 0.1 });

it('TRN-072 is what was stored, fields in the order of their owner', async () => {
  await world.node.things.put(operator, sent);
  const printed = await world.node.things.getPrinted(operator, REF);
  expect(printed?.text).toBe(JSON.stringify(sent));
  expect(printed?.toJSON()).toEqual(sent);
  expect(await world.node.things.get(operator, REF)).toEqual(sent);
});

it('TRN-035 fills OCPI pages, and is a value for everybody who prints it', async () => {
  await world.node.things.put(operator, sent);
  const { items } = await windowOf(world.node.things, operator, { offset: 0, limit: 10 });
  expect(items).toEqual([new PrintedDocument(JSON.stringify(sent))]);
  expect(items.map(shown)).toEqual([sent]);
});

it('HUB-034 is given to those who may see the document, and each gets the copy that is theirs', async () => {
  const { things, secrets } = world.node;
  await things.put(operator, sent);
  await things.put(operator, { ...sent, label: 'for one' }, 'DE/EMP');
  await secrets.put(operator, { ...sent, partner: 'DE/EMP' });
  const label = async (caller = operator, addressee?: string) => {
    const document = await things.getPrinted(caller, REF, addressee);
    return document && shown(document).label;
  };
  expect(await label()).toBeUndefined();
  expect(await label(operator, 'de/emp')).toBe('for one');
  expect(await label(platform('EMSP DE/EMP'))).toBe('for one');
  expect(await label(operator, 'FR/MSP')).toBeUndefined();
  expect(await secrets.getPrinted(platform('EMSP FR/MSP'), REF)).toBeUndefined();
  expect(await things.getPrinted(operator, 'NL/TNM/none')).toBeUndefined();
  expect((await problemOf(things.getPrinted(anonymous, REF))).code).toBe('UNAUTHENTICATED');
});

it('tables that kept jsonb are taken over with all they hold, and left alone when they need nothing', async () => {
  await world.node.things.put(operator, sent);
  const database = await world.connection();
  const file = async () => {
    const { rows } = await database.query<{ file: string }>(
      `select pg_relation_filenode('things.thing')::text as file`,
    );
    return rows[0]?.file;
  };
  await database.query('alter table things.thing alter column payload type jsonb using payload::jsonb');
  expect((await world.node.things.getPrinted(operator, REF))?.text).not.toBe(JSON.stringify(sent));

  await database.query(payloadAsTextSql(thingKind));
  const before = await file();
  await database.query(payloadAsTextSql(thingKind));
  expect(await file()).toBe(before);
  expect(await world.node.things.get(operator, REF)).toEqual(sent);
  expect(await world.node.things.put(operator, sent)).toMatchObject({ outcome: 'REPLACED' });
  expect((await world.node.things.getPrinted(operator, REF))?.text).toBe(JSON.stringify(sent));
});
