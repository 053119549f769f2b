import { PrintedDocument } from '@chargesphere/schema';
import { envelopeOf, success } from './envelope.js';

const now = new Date('2026-05-01T12:00:00Z');
const told = (data: unknown): string => envelopeOf(success(data), now);
const tail = '"status_code":1000,"timestamp":"2026-05-01T12:00:00.000Z"}';

it('TRN-060 is data, status and time; without data there is no field for it (TRN-062)', () => {
  expect(told({ a: 1 })).toBe(`{"data":{"a":1},${tail}`);
  expect(told([])).toBe(`{"data":[],${tail}`);
  expect(told(undefined)).toBe(`{${tail}`);
  expect(JSON.parse(envelopeOf({ http: 404, ocpi: 2003, message: 'No "such"\nthing.' }, now))).toEqual({
    status_code: 2003,
    status_message: 'No "such"\nthing.',
    timestamp: now.toISOString(),
  });
});

it('TRN-072 documents that are text already are told in their own spelling, alone or in a list', () => {
  const text = '{"b":0.10,"a":[ ]}';
  expect(told(new PrintedDocument(text))).toBe(`{"data":${text},${tail}`);
  expect(told([new PrintedDocument(text), { c: 1 }, new PrintedDocument('{}')])).toBe(
    `{"data":[${text},{"c":1},{}],${tail}`,
  );
});

it('a document below something else is printed as the value it is', () => {
  expect(told({ at: new PrintedDocument('{"b":0.10}') })).toBe(`{"data":{"at":{"b":0.1}},${tail}`);
});
