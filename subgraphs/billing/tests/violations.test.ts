/** CDRs and invoice reconciliation records that were accepted although something is wrong with them. */
import type { Caller, JsonObject } from '@chargesphere/schema';
import { cdr, cpo, emsp, operator, otherCpo, otherEmsp, problemOf, World } from './world.js';

const CDR = 'NL/TNM/C101';
const RECORD = 'NL/TNM/R1';
const long = (length: number): string => 'x'.repeat(length);

const record = (difference: JsonObject = {}): JsonObject => ({
  country_code: 'NL',
  party_id: 'TNM',
  id: 'R1',
  invoice_id: 'INV-2026-03',
  cdrs: ['C101'],
  last_updated: '2026-04-01T00:00:00Z',
  ...difference,
});

let world: World;
beforeEach(async () => {
  world = await World.open();
});
afterEach(() => world.close());

const send = (method: 'post' | 'put', document: JsonObject) =>
  world.ask(
    cpo,
    `mutation ($document: InvoiceReconciliationDocument!) {
      ${method}InvoiceReconciliation(document: $document, addressee: "DE/EMP") { outcome }
    }`,
    { document },
  );

type Field = 'cdr' | 'invoiceReconciliation';
const found = async (field: Field, ref: string, as = cpo): Promise<string[] | undefined> => {
  const text = `query ($ref: ID!) { found: ${field}(ref: $ref) { violations { pointer code message } } }`;
  const { found: object } = await world.ask<{ found: { violations: Kept[] } | null }>(as, text, { ref });
  return object?.violations.map(({ code, pointer, message }) => {
    expect(message).not.toBe('');
    return `${code} ${pointer}`;
  });
};
interface Kept {
  pointer: string;
  code: string;
  message: string;
}

const counts = async (field: 'cdrViolations' | 'invoiceReconciliationViolations', as: Caller) => {
  const { counted } = await world.ask<{
    counted: { party: string; code: string; pointer: string; count: number }[];
  }>(as, `{ counted: ${field} { party code pointer count } }`);
  return counted.map(({ party, code, pointer, count }) => `${party} ${code} ${pointer} ${count}`);
};

const find = async (field: 'cdrs' | 'invoiceReconciliations', hasViolations: boolean) => {
  const text = `{ list: ${field}(filter: { hasViolations: ${hasViolations} }) { items { ref } total } }`;
  const { list } = await world.ask<{ list: { items: { ref: string }[]; total: number } }>(cpo, text);
  expect(list.total).toBe(list.items.length);
  return list.items.map(({ ref }) => ref);
};

it('TYPE-011 CDR-001 keeps a CDR as it came and says what is wrong with it, to both parties', async () => {
  const document = cdr({ remark: long(256) });
  expect(await world.post(document)).toBe('CREATED');
  expect(await world.post(document)).toBe('SAME');
  expect(await world.ask(cpo, `{ cdrDocument(ref: "${CDR}") }`)).toEqual({ cdrDocument: document });
  expect(await found('cdr', CDR)).toEqual(['TOO_LONG /remark']);
  expect(await found('cdr', CDR, emsp)).toEqual(['TOO_LONG /remark']);
  expect(await found('cdr', CDR, otherEmsp)).toBeUndefined();
  await world.post(cdr({ id: 'C102' }));
  expect(await found('cdr', 'NL/TNM/C102')).toEqual([]);
});

it('TYPE-011 keeps the violations of a record, follows its changes, and forgets what was put right', async () => {
  await send('post', record({ invoice_id: long(256) }));
  expect(await found('invoiceReconciliation', RECORD)).toEqual(['TOO_LONG /invoice_id']);
  expect(await found('invoiceReconciliation', RECORD, emsp)).toEqual(['TOO_LONG /invoice_id']);
  await send('put', record({ cdrs: [long(37)], last_updated: '2026-04-01T00:00:01Z' }));
  expect(await found('invoiceReconciliation', RECORD)).toEqual(['TOO_LONG /cdrs/0']);
  await send('put', record({ last_updated: '2026-04-01T00:00:02Z' }));
  expect(await found('invoiceReconciliation', RECORD)).toEqual([]);
  // what cannot be stored changes nothing
  const unstorable = record({ note: 'a\u0000b', last_updated: '2026-04-01T00:00:03Z' });
  expect((await problemOf(send('put', unstorable))).code).toBe('INVALID_DOCUMENT');
  // a record that was taken back may come again
  await world.ask(cpo, `mutation { deleteInvoiceReconciliation(ref: "${RECORD}") }`);
  await send('post', record({ invoice_id: long(256) }));
  expect(await found('invoiceReconciliation', RECORD)).toEqual(['TOO_LONG /invoice_id']);
});

it('TYPE-011 finds and counts them per party, each document once', async () => {
  await world.post(cdr({ remark: long(256) }));
  await world.post(cdr({ id: 'C102', remark: long(300) }));
  await world.post(cdr({ id: 'C103' }));
  await world.post(cdr({ country_code: 'FR', party_id: 'OTH', remark: long(256) }), { as: otherCpo });
  await send('post', record({ cdrs: [long(37), long(38)] }));
  await send('post', record({ id: 'R2' }));
  expect(await find('cdrs', true)).toEqual([CDR, 'NL/TNM/C102']);
  expect(await find('cdrs', false)).toEqual(['NL/TNM/C103']);
  expect(await find('invoiceReconciliations', true)).toEqual([RECORD]);
  expect(await find('invoiceReconciliations', false)).toEqual(['NL/TNM/R2']);
  const own = 'NL/TNM TOO_LONG /remark 2';
  expect(await counts('cdrViolations', operator)).toEqual([own, 'FR/OTH TOO_LONG /remark 1']);
  expect(await counts('cdrViolations', cpo)).toEqual([own]);
  expect(await counts('cdrViolations', emsp)).toEqual([]);
  expect(await counts('invoiceReconciliationViolations', operator)).toEqual(['NL/TNM TOO_LONG /cdrs/* 1']);
});

it('TYPE-011 cdrReceived passes only CDRs with violations when asked to', async () => {
  const live = await world.watch(
    operator,
    'subscription { cdrReceived(filter: { hasViolations: true }) { id violations { code } } }',
  );
  await world.post(cdr());
  await world.post(cdr({ id: 'C102', remark: long(256) }));
  const { value } = (await live.next()) as { value: { data: unknown } };
  expect(structuredClone(value.data)).toEqual({
    cdrReceived: { id: 'C102', violations: [{ code: 'TOO_LONG' }] },
  });
  await live.return(undefined);
});
