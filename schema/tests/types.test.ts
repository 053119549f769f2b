/** Chapter 6, the types that modules share: texts with a language, money with taxes, currencies and countries. */
import fc from 'fast-check';
import type { JsonObject, ObjectTable } from '../src/index.js';
import {
  afterTaxes,
  CdrLocation,
  DisplayText,
  Location,
  Price,
  Session,
  SignedValue,
  Tariff,
  TaxAmount,
  Token,
  violationsOf,
} from '../src/index.js';
import { cdr, location, session, tariff, token } from './samples.js';

const found = (table: ObjectTable, document: unknown): string[] =>
  violationsOf(table, document).map(({ severity, code, pointer }) => `${severity} ${code} ${pointer}`);
const required = ({ fields }: ObjectTable): string[] =>
  Object.entries(fields).flatMap(([name, { card }]) => (card === '1' || card === '+' ? [name] : []));
const limitOf = ({ fields }: ObjectTable, name: string) => {
  const type = fields[name]?.type;
  return type && 'max' in type ? type.max : undefined;
};

describe('DisplayText', () => {
  const text = (difference: JsonObject) => ({ language: 'en', text: 'Behind the ramp', ...difference });

  it('TYPE-014 needs a language of two characters and a text of at most 512', () => {
    expect(required(DisplayText)).toEqual(['language', 'text']);
    expect([limitOf(DisplayText, 'language'), limitOf(DisplayText, 'text')]).toEqual([2, 512]);
    expect(found(DisplayText, text({}))).toEqual([]);
    expect(found(DisplayText, text({ language: null, text: undefined }))).toEqual([
      'refuse MISSING /language',
      'refuse MISSING /text',
    ]);
    expect(found(DisplayText, text({ text: 'é'.repeat(512) }))).toEqual([]);
    expect(found(DisplayText, text({ text: 'é'.repeat(513) }))).toEqual(['record TOO_LONG /text']);
  });

  it.each(['1', 'e', 'e1', '??'])('TYPE-014 %j is no language of ISO 639-1, and is recorded', (language) => {
    expect(found(DisplayText, text({ language }))).toEqual(['record BAD_FORMAT /language']);
    expect(found(Token, token({ language }))).toEqual(['record BAD_FORMAT /language']);
  });

  it.each(['<b>Behind</b> the ramp', 'Behind<br/>the ramp', '<a href="x">here</a>', 'Hi <!-- there -->'])(
    'TYPE-014 %j has markup, which is recorded',
    (marked) => {
      expect(found(DisplayText, text({ text: marked }))).toEqual(['record BAD_FORMAT /text']);
    },
  );
  it.each(['power < 11 kW', 'a <- b -> c', '1 < 2 > 0', '<3'])('TYPE-014 %j is plain text', (plain) => {
    expect(found(DisplayText, text({ text: plain }))).toEqual([]);
  });
});

describe('Price', () => {
  it('TYPE-021 says before_taxes and taxes; excl_vat and incl_vat of 2.2.1 are no price', () => {
    expect(Object.keys(Price.fields)).toEqual(['before_taxes', 'taxes']);
    expect(required(TaxAmount)).toEqual(['name', 'amount']);
    expect(found(Session, session({ total_cost: { excl_vat: 4, incl_vat: 4.84 } }))).toEqual([
      'refuse MISSING /total_cost/before_taxes',
    ]);
    expect(found(Session, session({ total_cost: { before_taxes: 4 } }))).toEqual([]);
    const taxes = [{ name: 'VAT', percentage: 21, amount: 0.84 }];
    expect(found(Session, session({ total_cost: { before_taxes: 4, taxes } }))).toEqual([]);
  });
});

describe('afterTaxes', () => {
  it('TYPE-020, TYPE-009 is the amount before taxes with the sum of all taxes, to the last decimal', () => {
    const taxed = (before_taxes: number, ...amounts: number[]) =>
      afterTaxes({ before_taxes, taxes: amounts.map((amount) => ({ name: 'VAT', amount })) });
    expect(taxed(4)).toBe(4);
    expect(afterTaxes({ before_taxes: 4, taxes: null })).toBe(4); // GEN-008
    expect(taxed(0.1, 0.2)).toBe(0.3);
    expect(taxed(1.005, 0.2111, 0.0339)).toBe(1.25);
    expect(taxed(-8, -1.68)).toBe(-9.68);
    expect(taxed(16.0625, 3.2125, 0.0001)).toBe(19.2751);
  });
});

describe('number', () => {
  it('TYPE-008, TYPE-009 is written as it was read, with four decimals and up to eleven digits before them', () => {
    fc.assert(
      fc.property(fc.bigInt(-(10n ** 15n) + 1n, 10n ** 15n - 1n), (units) => {
        const digits = String(units < 0n ? -units : units).padStart(5, '0');
        const decimals = digits.slice(-4).replace(/0+$/, '');
        const text = `${units < 0n ? '-' : ''}${digits.slice(0, -4)}${decimals && `.${decimals}`}`;
        const number = JSON.parse(text) as number;
        expect(JSON.stringify(number)).toBe(text);
        expect(found(Session, session({ kwh: number }))).toEqual([]);
      }),
    );
  });
});

describe('codes of currencies and countries', () => {
  it.each(['eur', 'E1R', 'EU', '€€€'])('TYPE-023 %j is no currency, and is recorded', (currency) => {
    expect(found(Session, session({ currency }))).toEqual(['record BAD_FORMAT /currency']);
    expect(found(Tariff, tariff({ currency }))).toEqual(['record BAD_FORMAT /currency']);
  });

  it.each(['NL', 'nld', 'N1D'])(
    'TYPE-023 %j is no country of an address, which has three letters',
    (country) => {
      expect(found(Location, location({ country }))).toEqual(['record BAD_FORMAT /country']);
      expect(found(CdrLocation, { ...(cdr()['cdr_location'] as JsonObject), country })).toEqual([
        'record BAD_FORMAT /country',
      ]);
    },
  );

  it('TYPE-023, TYPE-002 the country of a party has two letters, in either case', () => {
    expect(found(Location, location({ country_code: 'nl' }))).toEqual([]);
    expect(found(Location, location({ country_code: 'N1' }))).toEqual(['record BAD_FORMAT /country_code']);
    expect(found(Location, location({ country_code: 'NLD' }))).toEqual(['refuse TOO_LONG /country_code']);
  });

  it('TRN-076 #NA stands for what cannot be known, also where a code of three letters is asked for', () => {
    const unknown = { address: '#NA', city: '#NA', country: '#NA' };
    expect(found(Location, location(unknown))).toEqual([]);
    expect(found(Session, session({ currency: '#NA' }))).toEqual([]);
  });
});

describe('what edition 2 changed', () => {
  it('GEN-009 texts that edition 1 kept shorter have the lengths of edition 2', () => {
    expect(limitOf(SignedValue, 'plain_data')).toBe(5000);
    expect(limitOf(Location, 'address')).toBe(255);
    expect(limitOf(Location, 'state')).toBe(45);
    const long = { address: 'a'.repeat(255), state: 's'.repeat(45) };
    expect(found(Location, location(long))).toEqual([]);
    const longer = { address: 'a'.repeat(256), state: 's'.repeat(46) };
    expect(found(Location, location(longer))).toEqual(['record TOO_LONG /address', 'record TOO_LONG /state']);
  });
});
