import { matricesOf, periodsOf, type NettedStatement } from './owed.rules.js';

const [alfa, beta, gamma] = ['NL/ALF', 'DE/BET', 'FR/GAM'].map((ref) => ({ ref })) as [
  { ref: string },
  { ref: string },
  { ref: string },
];

const statement = (difference: Partial<NettedStatement> = {}): NettedStatement => ({
  number: 'NET-1',
  currency: 'EUR',
  periodFrom: '2026-03-01T00:00:00Z',
  periodTo: '2026-04-01T00:00:00Z',
  issuer: alfa,
  recipient: beta,
  totalAfterTaxes: '9.9',
  netting: [
    { debtor: beta, creditor: alfa, amount: '10.00' },
    { debtor: alfa, creditor: beta, amount: '0.1' },
  ],
  ...difference,
});
const period = '2026-03-01_2026-04-01';

it('knows the periods, the newest first', () => {
  const other = statement({ periodFrom: '2026-04-01T00:00:00Z', periodTo: '2026-05-01T00:00:00Z' });
  expect(periodsOf([statement(), other, statement()]).map(({ key }) => key)).toEqual([
    '2026-04-01_2026-05-01',
    period,
  ]);
});

it('shows both sides before they are set off, and sums that agree in both directions', () => {
  const gamma_owes = statement({
    recipient: gamma,
    totalAfterTaxes: '0.2',
    netting: [{ debtor: gamma, creditor: alfa, amount: '0.2' }],
  });
  const [matrix] = matricesOf([statement(), gamma_owes], period, false);
  expect(matrix?.creditors).toEqual([beta, alfa]);
  expect(matrix?.rows).toEqual([
    { debtor: beta, amounts: [undefined, '10'], sum: '10' },
    { debtor: gamma, amounts: [undefined, '0.2'], sum: '0.2' },
    { debtor: alfa, amounts: ['0.1', undefined], sum: '0.1' },
  ]);
  expect([matrix?.sums, matrix?.total]).toEqual([['0.1', '10.2'], '10.3']);
});

it('shows what is left once set off, whichever side owes it, and leaves out who is even', () => {
  const turned = statement({ issuer: beta, recipient: gamma, totalAfterTaxes: '-3' });
  const even = statement({ issuer: gamma, recipient: alfa, totalAfterTaxes: '0.00' });
  const [matrix] = matricesOf([statement(), turned, even], period, true);
  expect(matrix?.rows).toEqual([{ debtor: beta, amounts: ['3', '9.9'], sum: '12.9' }]);
  expect(matrix?.creditors).toEqual([gamma, alfa]);
});

it('keeps currencies and periods apart', () => {
  const matrices = matricesOf(
    [statement(), statement({ currency: 'CHF' }), statement({ periodTo: '2027-01-01T00:00:00Z' })],
    period,
    false,
  );
  expect(matrices.map(({ currency, total }) => [currency, total])).toEqual([
    ['CHF', '10.1'],
    ['EUR', '10.1'],
  ]);
});
