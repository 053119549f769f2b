/** What a bill sets against what, and what a person would dispute of it. */
import { disputable, sideOf, signOf, withoutSign, type BillLine } from './bill.rules.js';

const line = (
  field: string,
  code: string,
  beforeTaxes: string | null,
  afterTaxes: string | null,
): BillLine => ({
  field,
  code,
  difference: { beforeTaxes, afterTaxes },
  sentence: '',
});

describe('the bill of a CDR', () => {
  it('PRC-048 compares with taxes only where both sides know them', () => {
    expect(sideOf([line('TOTAL_COST', 'DIFFERS', '1', '1.21')])).toBe('afterTaxes');
    expect(sideOf([line('TOTAL_COST', 'TAXES_NOT_CLAIMED', '1', null)])).toBe('beforeTaxes');
    expect(sideOf([])).toBe('beforeTaxes');
  });

  it.each([
    ['0.60', 'more'],
    ['-0.60', 'less'],
    ['0', 'same'],
    ['-0.00', 'same'],
    [null, 'unknown'],
  ])('a difference of %s is %s', (difference, sign) => {
    expect(signOf(difference)).toBe(sign);
  });

  it('says by how much without its sign', () => {
    expect(withoutSign('-0.6')).toBe('0.6');
  });

  it('PRC-047 proposes to dispute the parts that are wrong, and the total only where no part is', () => {
    const energy = line('TOTAL_ENERGY_COST', 'DIFFERS', '1', '1');
    const total = line('TOTAL_COST', 'DIFFERS', '1', '1');
    const time = line('TOTAL_TIME_COST', 'SAME', '0', '0');
    expect(disputable([energy, time, total])).toEqual(['TOTAL_ENERGY_COST']);
    expect(disputable([time, total])).toEqual(['TOTAL_COST']);
    expect(disputable([time])).toEqual([]);
  });
});
