import { matchOf, type Booking } from './bank-match.rules.js';
import { referenceOf } from './payment.rules.js';

const [reference, otherReference] = [referenceOf(1), referenceOf(2)];
const collection = { reference, direction: 'COLLECTION', amount: '100.50', currency: 'EUR' } as const;
const payout = { ...collection, direction: 'PAYOUT' } as const;
const booking = (difference: Partial<Booking> = {}): Booking => ({
  isCredit: true,
  isReturn: false,
  amount: '100.5',
  currency: 'EUR',
  endToEndId: reference,
  creditorReference: null,
  text: '',
  returnReason: null,
  ...difference,
});

it.each([
  ['end-to-end id', {}],
  ['creditor reference', { endToEndId: 'X-1', creditorReference: reference }],
  ['text', { endToEndId: null, text: `invoice 7 ${reference.toLowerCase()}` }],
])('finds its payment by its %s', (_, difference) => {
  expect(matchOf(booking(difference), [collection])).toMatchObject({ state: 'MATCHED', told: 'SETTLED' });
});

it.each([
  ['no reference', { endToEndId: null }, 'no reference'],
  ['a reference nobody has', { endToEndId: otherReference }, 'No payment of this hub'],
  ['another amount', { amount: '100.49' }, '100.49 EUR was booked instead of 100.50 EUR'],
  ['another currency', { currency: 'CHF' }, 'was booked instead'],
  ['the wrong direction', { isCredit: false }, 'Money went out by the reference of a collection'],
])('leaves %s to a person, and says why', (_, difference, why) => {
  const match = matchOf(booking(difference), [collection]);
  expect(match.state).not.toBe('MATCHED');
  expect(match.reason).toContain(why);
});

it('does not choose between two payments', () => {
  const both = booking({ endToEndId: null, text: `${reference} ${otherReference}` });
  const found = [collection, { ...collection, reference: otherReference }];
  expect(matchOf(both, found)).toMatchObject({ state: 'UNMATCHED' });
});

it('tells a payout, and one that came back, from a collection', () => {
  expect(matchOf(booking({ isCredit: false }), [payout])).toMatchObject({ told: 'SETTLED' });
  expect(matchOf(booking({ isReturn: true, returnReason: 'AC04' }), [payout])).toMatchObject({
    told: 'RETURNED',
    reason: 'The bank returned it (AC04).',
  });
  expect(matchOf(booking(), [payout])).toMatchObject({ state: 'CONFLICT' });
});
