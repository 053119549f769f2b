import { objectIn } from './body.js';
import type { Refusal } from './status.js';

const refused = (text: string | Buffer): Refusal => {
  try {
    objectIn(Buffer.from(text as string));
  } catch (error) {
    return error as Refusal;
  }
  throw new Error('nothing was refused');
};

it('TRN-070 takes any object as it is, unknown fields included', () => {
  expect(objectIn(Buffer.from('{"id":"1","x":{"y":[null]}}'))).toEqual({ id: '1', x: { y: [null] } });
});

it('TRN-020 takes UTF-8 with or without a byte order mark', () => {
  expect(objectIn(Buffer.from('\uFEFF{"name":"Straße"}'))).toEqual({ name: 'Straße' });
});

describe('E01 what is not JSON', () => {
  it.each(['', '{', "{'a':1}", 'hello', '{"a":1}}'])('%j', (text) => {
    expect(refused(text).row).toBe('E01');
  });

  it('is not UTF-8', () => {
    expect(refused(Buffer.from([0x7b, 0xff, 0x7d])).row).toBe('E01');
  });
});

it.each(['[]', '"text"', '1', 'null', 'true'])('E12 JSON that is no object: %s', (text) => {
  expect(refused(text).row).toBe('E12');
});

describe('E12, TYPE-003 what no store can keep', () => {
  it.each(['{"a":"\\u0000"}', '{"a":["\\uD800"]}', '{"\\u0000":1}', '{"a":"\\udc00x"}'])('%s', (text) => {
    expect(refused(text).row).toBe('E12');
  });

  it('but escapes that mean something printable stay', () => {
    expect(objectIn(Buffer.from('{"a":"\\ud83d\\ude97","b":"\\\\u0000"}'))).toEqual({
      a: '🚗',
      b: '\\u0000',
    });
  });
});

it('E12 nesting without end', () => {
  expect(refused(`{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`).row).toBe('E12');
  expect(objectIn(Buffer.from(`{"a":"${'['.repeat(100)}\\"{"}`))).toEqual({ a: `${'['.repeat(100)}"{` });
});
