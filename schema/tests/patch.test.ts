/**
 * How a PATCH changes a stored document (TRN-023 to TRN-027, AMB-012, SES-040 to SES-046).
 */
import fc from 'fast-check';
import type { JsonObject } from '../src/index.js';
import {
  canonical,
  InvoiceReconciliationRecord,
  isOlder,
  mergePatch,
  mergeSessionPatch,
  Session,
} from '../src/index.js';
import { invoiceReconciliationRecord } from './request-samples.js';
import { session } from './samples.js';

const frozen = <T>(value: T): T => {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(frozen);
  return value;
};
const documents = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd', '__proto__'), fc.jsonValue(), {
  noNullPrototype: true,
});

describe('mergePatch', () => {
  it('TRN-023 leaves what the patch does not name', () => {
    expect(mergePatch({ a: 1, b: { c: 2 } }, { a: 3 })).toEqual({ a: 3, b: { c: 2 } });
  });

  it('TRN-026 replaces objects and lists whole', () => {
    const stored = { list: [1, 2], inner: { a: 1, b: 2 } };
    expect(mergePatch(stored, { list: [3], inner: { a: 9 } })).toEqual({ list: [3], inner: { a: 9 } });
  });

  it('AMB-012 clears with null', () => {
    expect(mergePatch({ a: 1, b: 2 }, { b: null, c: null })).toEqual({ a: 1 });
  });

  it('TRN-072 keeps fields it does not know, stored and given', () => {
    expect(mergePatch({ x: 1 }, { y: 2 })).toEqual({ x: 1, y: 2 });
  });

  it('TRN-026 does the same when done twice, and mutates nothing', () => {
    fc.assert(
      fc.property(documents, documents, (stored, patch) => {
        const once = mergePatch(frozen(stored), frozen(patch));
        expect(mergePatch(once, patch)).toEqual(once);
      }),
    );
  });

  it('TRN-023 gives the patch its say and leaves the rest', () => {
    fc.assert(
      fc.property(documents, documents, (stored, patch) => {
        const merged = mergePatch(stored, patch);
        // Own fields only: a document may have one called __proto__.
        const own = (document: JsonObject, name: string) =>
          Object.hasOwn(document, name) ? document[name] : null;
        for (const name of new Set([...Object.keys(stored), ...Object.keys(patch)]))
          expect(own(merged, name)).toEqual(Object.hasOwn(patch, name) ? patch[name] : stored[name]);
      }),
    );
  });
});

describe('isOlder', () => {
  const at = (last_updated: string): JsonObject => ({ last_updated });

  it('LOC-016 compares last_updated on the instant', () => {
    expect(isOlder(at('2026-03-01T08:00:00Z'), at('2026-03-01T08:00:00.1Z'))).toBe(true);
    expect(isOlder(at('2026-03-01T08:00:00'), at('2026-03-01T08:00:00Z'))).toBe(false);
    expect(isOlder(at('2026-03-01T08:00:01Z'), at('2026-03-01T08:00:00Z'))).toBe(false);
  });
});

describe('mergeSessionPatch', () => {
  const period = (start_date_time: string, volume = 1): JsonObject => ({
    start_date_time,
    dimensions: [{ type: 'ENERGY', volume }],
  });
  const first = period('2026-03-01T08:00:00Z');
  const second = period('2026-03-01T08:15:00Z');
  const stored = session({ charging_periods: [first] });

  it('SES-045 adds charging periods to the stored ones', () => {
    const merged = mergeSessionPatch(stored, { charging_periods: [second], kwh: 13 });
    expect(merged).toEqual({ ...stored, charging_periods: [first, second], kwh: 13 });
  });

  it('SES-045 begins a list when there is none', () => {
    expect(
      mergeSessionPatch(session({ charging_periods: null }), { charging_periods: [first] })[
        'charging_periods'
      ],
    ).toEqual([first]);
  });

  it.each([[undefined], [null], [[]]])(
    'SES-044 %j as charging periods changes nothing',
    (charging_periods) => {
      expect(mergeSessionPatch(stored, { charging_periods })['charging_periods']).toEqual([first]);
    },
  );

  it('SES-046 a period that starts when a stored one does replaces it', () => {
    const grown = period('2026-03-01T08:00:00.000', 5);
    expect(mergeSessionPatch(stored, { charging_periods: [grown, second] })['charging_periods']).toEqual([
      grown,
      second,
    ]);
  });

  it('TRN-026 everything else is replaced as in any patch', () => {
    const total_cost = { before_taxes: 9 };
    expect(mergeSessionPatch(stored, { total_cost, meter_id: null })).toEqual({ ...stored, total_cost });
  });

  it('SES-046 the same patch twice changes nothing more, and nothing is mutated', () => {
    const minutes = fc.integer({ min: 0, max: 5 });
    const periods = fc.array(
      fc
        .tuple(minutes, fc.integer())
        .map(([minute, volume]) => period(`2026-03-01T08:0${minute}:00Z`, volume)),
    );
    fc.assert(
      fc.property(periods, periods, (before, added) => {
        const patch = frozen({ charging_periods: added });
        const once = mergeSessionPatch(frozen(session({ charging_periods: before })), patch);
        expect(mergeSessionPatch(once, patch)).toEqual(once);
        const starts = (once['charging_periods'] as JsonObject[]).map((p) => p['start_date_time']);
        for (const p of added) expect(starts).toContain(p['start_date_time']);
        for (const p of before) expect(starts).toContain(p['start_date_time']);
      }),
    );
  });
});

describe('canonical', () => {
  it('SES-015 turns RESERVED into RESERVATION', () => {
    expect(canonical(Session, session({ status: 'RESERVED' }))).toEqual(session({ status: 'RESERVATION' }));
  });

  it('INV-013 takes ids of CDRs out of the objects around them', () => {
    const written = invoiceReconciliationRecord({ cdrs: ['C1', { id: 'C2', currency: 'EUR' }] });
    expect(canonical(InvoiceReconciliationRecord, frozen(written))).toEqual(
      invoiceReconciliationRecord({ cdrs: ['C1', 'C2'] }),
    );
  });

  it('TRN-072 returns the very document when nothing is to be put right', () => {
    const record = invoiceReconciliationRecord();
    expect(canonical(InvoiceReconciliationRecord, record)).toBe(record);
    const document = session({ x: 1 });
    expect(canonical(Session, document)).toBe(document);
  });
});
