import {
  amountIn,
  countryOf,
  dayOf,
  daysOf,
  ibanInFours,
  lastDayOf,
  minuteOf,
  moneyIn,
  quantityOf,
  rateOf,
  taxOf,
} from './wording.rules.js';

describe('amounts for people', () => {
  it('have the decimals of their currency, and lose none they have', () => {
    expect(amountIn('EUR', '1234567.5')).toBe('1,234,567.50');
    expect(amountIn('EUR', '0.12345')).toBe('0.12345');
    expect(amountIn('EUR', '8.1000')).toBe('8.10');
    expect(amountIn('JPY', '1000')).toBe('1,000');
    expect(amountIn('KWD', '1.5')).toBe('1.500');
  });

  it('are written digit by digit, so that no double can change them', () => {
    expect(amountIn('EUR', '90071992547409931.23')).toBe('90,071,992,547,409,931.23');
  });

  it('have a minus only when there is something to take away', () => {
    expect(amountIn('EUR', '-12.3')).toBe('\u221212.30');
    expect(amountIn('EUR', '-0.00')).toBe('0.00');
    expect(moneyIn('EUR', '-1')).toBe('EUR \u22121.00');
  });

  it('name rates and quantities with their units', () => {
    expect([rateOf('21'), rateOf('5.50'), rateOf(null)]).toEqual(['21 %', '5.5 %', '\u2013']);
    expect(taxOf({ name: 'VAT', percentage: null })).toBe('VAT');
    expect([quantityOf('1', 'session'), quantityOf('2', 'session'), quantityOf('1.50', 'h')]).toEqual([
      '1 session',
      '2 sessions',
      '1.5 h',
    ]);
  });
});

describe('dates for people', () => {
  it('are days and minutes in UTC, whatever the clock of the machine', () => {
    expect(dayOf('2026-11-30T23:59:59Z')).toBe('30 Nov 2026');
    expect(minuteOf('2026-11-30T23:59:59Z')).toBe('30 Nov 2026, 23:59 UTC');
  });

  it('end a period with its last day, not with the day after', () => {
    expect(dayOf(lastDayOf('2026-12-01T00:00:00Z'))).toBe('30 Nov 2026');
    expect(daysOf('2026-11-01T00:00:00Z', lastDayOf('2026-12-01T00:00:00Z'))).toBe('1 \u2013 30 Nov 2026');
    expect(daysOf('2026-12-01T00:00:00Z', lastDayOf('2027-02-01T00:00:00Z'))).toBe(
      '1 Dec 2026 \u2013 31 Jan 2027',
    );
  });
});

it('shows countries by name and accounts in fours', () => {
  expect([countryOf('NL'), countryOf('ZZ9')]).toEqual(['Netherlands', 'ZZ9']);
  expect(ibanInFours('NL91ABNA0417164300')).toBe('NL91 ABNA 0417 1643 00');
});
