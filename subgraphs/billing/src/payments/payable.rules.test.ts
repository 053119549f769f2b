import { nextPayment, payableOf, type Payable } from './payable.rules.js';

const party = (ref: string) => ({ ref, name: ref, iban: null, bic: null });
const HUB = 'NL/HUB';
const statement = (total: string, issuer = 'NL/TNM', recipient = 'DE/EMP') =>
  payableOf({ number: 'S-1', currency: 'EUR', total, issuer: party(issuer), recipient: party(recipient) });
const next = (payable: Payable | undefined, ...made: Parameters<typeof nextPayment>[1]) =>
  payable && nextPayment(payable, made, HUB);

it('turns round who pays when the total is below zero, and asks nobody for nothing', () => {
  expect(statement('8.50')).toMatchObject({
    amount: '8.50',
    debtor: { ref: 'DE/EMP' },
    creditor: { ref: 'NL/TNM' },
  });
  expect(statement('-8.50')).toMatchObject({
    amount: '8.50',
    debtor: { ref: 'NL/TNM' },
    creditor: { ref: 'DE/EMP' },
  });
  expect(statement('0.00')).toBeUndefined();
});

it('collects first and pays out then', () => {
  const between = statement('8');
  expect(next(between)).toMatchObject({ direction: 'COLLECTION', party: { ref: 'DE/EMP' } });
  const collected = { direction: 'COLLECTION', state: 'SETTLED' } as const;
  expect(next(between, collected)).toMatchObject({ direction: 'PAYOUT', party: { ref: 'NL/TNM' } });
  expect(() => next(between, { ...collected, state: 'SUBMITTED' })).toThrow('asked already to pay');
  expect(() => next(between, collected, { direction: 'PAYOUT', state: 'CREATED' })).toThrow('on its way');
  expect(() => next(between, collected, { direction: 'PAYOUT', state: 'SETTLED' })).toThrow('S-1 is paid.');
});

it('asks again when a payment failed, was canceled or came back', () => {
  for (const state of ['FAILED', 'CANCELED', 'RETURNED'] as const)
    expect(next(statement('8'), { direction: 'COLLECTION', state })).toMatchObject({
      direction: 'COLLECTION',
    });
});

it('has one payment only where the hub itself is a side', () => {
  const fees = statement('8', HUB);
  expect(next(fees)).toMatchObject({ direction: 'COLLECTION' });
  expect(() => next(fees, { direction: 'COLLECTION', state: 'SETTLED' })).toThrow('is paid');
  expect(next(statement('-8', HUB))).toMatchObject({ direction: 'PAYOUT', party: { ref: 'DE/EMP' } });
});
