/** What pages say: the same in every language, and something about every status the graph knows. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, isEnumType } from 'graphql';
import { publicSdl } from '../codegen.js';
import { looks, type StatusKind } from '../src/words/status.js';

const src = join(import.meta.dirname, '../src');
const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.en.json'),
);

type Words = { [name: string]: string | Words };
const read = (file: string): Words => JSON.parse(readFileSync(join(src, file), 'utf8')) as Words;
const texts = (words: Words, before = ''): [string, string][] =>
  Object.entries(words).flatMap(([name, word]) =>
    typeof word === 'string' ? [[before + name, word] as [string, string]] : texts(word, `${before}${name}.`),
  );
const placesIn = (text: string) => [...text.matchAll(/\{\{\s*(\w+)/g)].map(([, name]) => name).sort();

it('finds the words', () => {
  expect(files.length).toBeGreaterThan(2);
});

it.each(files)('%s says the same in German', (file) => {
  const [english, german] = [texts(read(file)), texts(read(file.replace('.en.json', '.de.json')))];
  expect(german.map(([name]) => name)).toEqual(english.map(([name]) => name));
  const german2 = new Map(german);
  for (const [name, text] of english) {
    // What is put in is put in everywhere.
    expect([name, placesIn(german2.get(name) ?? '')]).toEqual([name, placesIn(text)]);
  }
});

const enums: Record<StatusKind, string> = {
  evse: 'Status',
  session: 'SessionStatus',
  connection: 'ConnectionStatus',
  platform: 'PlatformStatus',
  check: 'CdrCheckState',
  exchange: 'ExchangeStatus',
  command: 'CommandStatus',
  delivery: 'DeliveryStatus',
  job: 'JobState',
  pull: 'PullStatus',
  payment: 'PaymentState',
  transfer: 'LedgerTransferState',
  agreement: 'AgreementStatus',
  allowed: 'AllowedType',
  audit: 'AuditOutcome',
  bank: 'BankTransactionState',
};

describe('every status of the graph', () => {
  const schema = buildSchema(publicSdl(), { assumeValidSDL: true });
  const words = read('words/status.en.json');

  it.each(Object.entries(enums))('%s has a look, a word and a sentence for all of %s', (kind, name) => {
    const type = schema.getType(name);
    if (!isEnumType(type)) throw new Error(`The graph has no enum ${name}.`);
    const values = type
      .getValues()
      .map((value) => value.name)
      .sort();
    expect(Object.keys(looks[kind as StatusKind]).sort()).toEqual(values);
    expect(Object.keys(words[kind] ?? {}).sort()).toEqual(values);
  });

  it.each(Object.entries(looks))('%s can be told apart without colours', (_, shown) => {
    const shapes = Object.values(shown as Record<string, { shape: string }>).map(({ shape }) => shape);
    expect(new Set(shapes).size).toBe(shapes.length);
  });
});
