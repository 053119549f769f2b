import { negated, signOf, sumOf } from './decimal.js';

it.each<[string[], string]>([
  [[], '0'],
  [['0.1', '0.2'], '0.3'],
  [['12.50', '-12.5'], '0'],
  [['9007199254740993', '0.0001'], '9007199254740993.0001'],
  [['-0.05', '0.01'], '-0.04'],
])('%p is %s together, exactly', (amounts, sum) => {
  expect(sumOf(amounts)).toBe(sum);
});

it('turns an amount round and knows its side of zero', () => {
  expect([negated('12.50'), negated('-0.05'), negated('0')]).toEqual(['-12.5', '0.05', '0']);
  expect([signOf('-0.01'), signOf('0.00'), signOf('3')]).toEqual([-1, 0, 1]);
});
