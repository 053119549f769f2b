/** Statements as clearing makes them, made up: takes only what should differ. */
import { Decimal } from 'decimal.js';
import type { PartyView, StatementLineView, StatementView } from '../../src/documents/statement-view.js';

export const seller: PartyView = {
  ref: 'NL/TNM',
  name: 'The New Motion',
  legalName: 'The New Motion Laadnetwerk B.V.',
  address: { street: 'Rigakade 20', postalCode: '1013 BC', city: 'Amsterdam', country: 'NL' },
  vatId: 'NL123456789B01',
  iban: 'NL91ABNA0417164300',
  bic: 'ABNANL2A',
  email: 'billing@tnm.example',
};

export const buyer: PartyView = {
  ref: 'DE/EMP',
  name: 'Fahrstrom Łódź & Söhne',
  legalName: 'Fahrstrom Łódź & Söhne GmbH & Co. KG',
  address: { street: 'Große Straße 7', postalCode: '10115', city: 'Berlin', country: 'DE' },
  vatId: 'DE123456789',
  email: 'rechnung@fahrstrom.example',
};

/** A line of `net` under a tax of `rate` percent, rounded to cents. */
export const line = (
  net: string,
  rate: string | null = '21',
  difference: Partial<StatementLineView> = {},
): StatementLineView => {
  const tax = rate === null ? new Decimal(0) : new Decimal(net).mul(rate).div(100).toDecimalPlaces(2);
  return {
    position: 1,
    cdrRef: 'NL/TNM/C101',
    description: 'Charging, Stationsplein 1, Amsterdam',
    at: '2026-11-03T08:41:00Z',
    quantity: '20.5',
    unit: 'kWh',
    amountBeforeTaxes: net,
    taxName: rate === null ? null : 'VAT',
    taxPercentage: rate,
    taxAmount: tax.toFixed(2),
    amountAfterTaxes: new Decimal(net).plus(tax).toFixed(2),
    ...difference,
  };
};

const sum = (amounts: readonly string[]): string =>
  amounts.reduce((total, amount) => total.plus(amount), new Decimal(0)).toFixed(2);

const taxesOf = (lines: readonly StatementLineView[]): StatementView['taxes'] => {
  const groups = new Map<string, StatementLineView[]>();
  for (const each of lines) {
    if (each.taxName === null) continue;
    const key = `${each.taxName} ${each.taxPercentage}`;
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return [...groups.values()].map((group) => ({
    name: group[0]?.taxName ?? '',
    percentage: group[0]?.taxPercentage ?? null,
    base: sum(group.map(({ amountBeforeTaxes }) => amountBeforeTaxes)),
    amount: sum(group.map(({ taxAmount }) => taxAmount)),
  }));
};

/** Numbers its lines and adds them up. */
export const statement = (
  lines: readonly StatementLineView[],
  difference: Partial<StatementView> = {},
): StatementView => ({
  number: '2026-NL-TNM-000042',
  kind: 'INVOICE',
  issuedAt: '2026-12-01T06:00:00Z',
  periodFrom: '2026-11-01T00:00:00Z',
  periodTo: '2026-12-01T00:00:00Z',
  currency: 'EUR',
  issuer: seller,
  recipient: buyer,
  lines: lines.map((each, i) => ({ ...each, position: i + 1 })),
  taxes: taxesOf(lines),
  totalBeforeTaxes: sum(lines.map(({ amountBeforeTaxes }) => amountBeforeTaxes)),
  totalTaxes: sum(lines.map(({ taxAmount }) => taxAmount)),
  totalAfterTaxes: sum(lines.map(({ amountAfterTaxes }) => amountAfterTaxes)),
  payableBy: '2026-12-15T00:00:00Z',
  references: [],
  ...difference,
});

/** A month as it is: charges at two rates, a fee, one charge taken back. */
export const month = (charges: number, difference: Partial<StatementView> = {}): StatementView => {
  const places = [
    'Stationsplein 1, Amsterdam',
    'Parkhaus Łabędź, ul. Świętego Marcina 80/82, Poznań, east ramp',
  ];
  const lines = Array.from({ length: charges }, (_, i) =>
    line(
      new Decimal(i % 7)
        .plus('4.35')
        .mul(i % 3 === 0 ? 2 : 1)
        .toFixed(2),
      i % 5 === 4 ? '9' : '21',
      {
        cdrRef: `NL/TNM/C${1000 + i}`,
        description: `Charging, ${places[i % 2]}`,
        at: new Date(Date.UTC(2026, 10, 1, 8, 13 * i)).toISOString(),
        quantity: new Decimal(7).plus(new Decimal(i % 40).mul('1.237')).toFixed(),
      },
    ),
  );
  const back = line('-8.00', '21', {
    cdrRef: 'NL/TNM/C1001-C',
    description: 'Charge taken back',
    quantity: '20',
  });
  const fee = line('3.50', '21', {
    cdrRef: null,
    description: 'Roaming fee',
    quantity: '1',
    unit: 'session',
  });
  return statement([...lines, back, fee], difference);
};
