/** A CDR beside others: billed twice, two at one EVSE, credit CDRs. */
import { refOf, type CDR } from '@chargesphere/schema';
import type { Sibling } from '../../src/checks/facts.js';
import { againAfter, finding } from '../../src/checks/finding.js';
import { cdr, check, credit, facts, price } from './samples.js';

const beside = (document: CDR): { credits: string[]; siblings: Sibling[] } => ({
  credits: [],
  siblings: [{ ref: refOf('NL', 'TNM', document.id), emsp: 'DE/EMP', document }],
});
const at = (from: string, to: string, difference: Partial<CDR> = {}) =>
  cdr({
    id: 'C100',
    session_id: '100',
    cdr_token: { ...cdr().cdr_token, uid: 'ANOTHER' },
    start_date_time: `2026-03-01T${from}:00Z`,
    end_date_time: `2026-03-01T${to}:00Z`,
    ...difference,
  });

describe('CDRs beside each other', () => {
  it('CDR-020 flags the second CDR of a Session', () => {
    const { state, findings } = check(cdr(), facts(), beside(cdr({ id: 'C100' })));
    expect(state).toBe('FLAGGED');
    expect(findings).toMatchObject([{ code: 'DUPLICATE', pointer: '/session_id', other: 'NL/TNM/C100' }]);
  });

  it('CDR-020 knows the same charge under another name of its Session', () => {
    const twin = cdr({ id: 'C100', session_id: null });
    expect(check(cdr(), facts(), beside(twin)).findings).toMatchObject([
      { code: 'DUPLICATE', pointer: '/cdr_location/evse_uid' },
    ]);
  });

  it.each([
    ['in the middle', at('08:15', '08:30'), 15],
    ['around it', at('07:00', '10:00'), 60],
    ['at its end', at('08:50', '09:30'), 10],
  ])('flags a charge at the same EVSE %s', (_, other, minutes) => {
    const { findings } = check(cdr(), facts(), beside(other));
    expect(findings).toMatchObject([{ code: 'OVERLAP', other: 'NL/TNM/C100' }]);
    expect(findings[0]?.sentence).toContain(`for ${minutes} min`);
    expect(findings[0]?.sentence).not.toContain('C100'); // HUB-034: it may be the charge of somebody else
  });

  it.each([
    ['before it', at('07:00', '08:00')],
    ['after it, within a minute', at('08:59', '10:00')],
    ['at another EVSE', at('08:00', '09:00', { cdr_location: { ...cdr().cdr_location, evse_uid: 'E2' } })],
    [
      'at no EVSE (CDR-053)',
      at('08:00', '09:00', { cdr_location: { ...cdr().cdr_location, evse_uid: '#NA' } }),
    ],
    [
      'that only waits for it',
      at('08:30', '10:00', {
        charging_periods: [
          {
            start_date_time: '2026-03-01T08:30:00Z',
            dimensions: [{ type: 'RESERVATION_TIME', volume: 0.5 }],
          },
          { start_date_time: '2026-03-01T09:00:00Z', dimensions: [{ type: 'ENERGY', volume: 20 }] },
        ],
      }),
    ],
  ])('takes a charge %s', (_, other) => {
    expect(check(cdr(), facts(), beside(other)).state).toBe('ACCEPTED');
  });
});

describe('credit CDRs', () => {
  const original = cdr();
  it('CDR-021, CDR-022 accepts one that takes back its original, even one that was priced wrongly', () => {
    const wrong = cdr({ total_cost: price(99, 20.79) });
    const back = credit({ total_cost: price(-99, -20.79) });
    expect(check(back, facts(), { original: wrong, credits: ['NL/TNM/C101-C'], siblings: [] })).toMatchObject(
      {
        state: 'ACCEPTED',
        codes: [],
        price: { computed: null },
      },
    );
  });

  it.each([
    ['CREDIT_ORIGINAL_UNKNOWN', credit(), undefined, []],
    ['CREDIT_AMOUNT_DIFFERS', credit({ total_cost: price(-7, -1.47) }), original, ['NL/TNM/C101-C']],
    ['CREDITED_TWICE', credit(), original, ['NL/TNM/C101-B', 'NL/TNM/C101-C']],
  ])('CDR-025 flags %s', (code, document, taken, credits) => {
    const { state, codes } = check(document, facts(), { original: taken, credits, siblings: [] });
    expect([state, codes]).toEqual(['FLAGGED', [code]]);
  });

  it('AMB-028, CDR-021 says what else is wrong with one, without flagging it', () => {
    const negated = credit({ total_energy_cost: price(-8, -1.68), total_energy: 19 });
    expect(check(negated, facts(), { original, credits: ['NL/TNM/C101-C'], siblings: [] })).toMatchObject({
      state: 'ACCEPTED',
      codes: ['CREDIT_PARTS_NEGATED', 'CREDIT_DATA_DIFFERS'],
    });
  });
});

describe('looking again', () => {
  it('waits for facts that may still come, twice, and for nothing else', () => {
    const missing = [finding('SESSION_UNKNOWN', '', '')];
    expect([0, 1, 2].map((rounds) => againAfter(missing, rounds))).toEqual([60_000, 900_000, undefined]);
    expect(againAfter([finding('PRICE_DIFFERS', '', '')], 0)).toBeUndefined();
  });
});
