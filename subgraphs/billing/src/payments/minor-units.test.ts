import { amountOfUnits, minorUnits } from './minor-units.js';

it.each([
  ['12.34', 'EUR', 1234],
  ['12.3', 'eur', 1230],
  ['0.01', 'GBP', 1],
  ['500', 'JPY', 500],
  ['12', 'ISK', 1200], // without a smaller unit, and yet counted in hundredths
  ['1.25', 'KWD', 1250],
  ['90071992547409.91', 'EUR', 9007199254740991],
])('%s %s are %d units, and back', (amount, currency, units) => {
  expect(minorUnits(amount, currency)).toBe(units);
  expect(Number(amountOfUnits(units, currency))).toBe(Number(amount));
});

it.each([
  ['12.345', 'EUR'],
  ['0.5', 'JPY'],
  ['0.5', 'ISK'],
  ['1.255', 'KWD'],
  ['90071992547409.92', 'EUR'],
])('%s %s cannot be paid, and is never rounded on the quiet', (amount, currency) => {
  expect(() => minorUnits(amount, currency)).toThrow(RangeError);
});
