import type { Scope } from '@chargesphere/chassis';
import type { CDR, JsonObject } from '@chargesphere/schema';
import { cdr as sample, credit as creditSample, tokenOf } from '../tests/world.js';
import { chargingTimeOf, isVisible, isWanted, recipientOf, routesOf, warningsOf } from './cdr.rules.js';

const cdr = (difference?: JsonObject) => sample(difference) as unknown as CDR;
const credit = (difference?: JsonObject) => creditSample(difference) as unknown as CDR;
const CREDIT = 'NL/TNM/C101-C';

const codes = (...given: Parameters<typeof warningsOf>) => warningsOf(...given).map(({ code }) => code);

describe('the warnings about a credit CDR', () => {
  const original = cdr();
  const family = { original, credits: [CREDIT] };

  it('CDR-020 CDR-021 CDR-022 has none when all is as it should be', () => {
    expect(warningsOf(credit(), family)).toEqual([]);
    expect(warningsOf(original, family)).toEqual([]);
    expect(warningsOf(original, { original, credits: [] })).toEqual([]);
  });

  it('CDR-025 warns of an original nobody knows, and of a CDR that takes back itself', () => {
    expect(warningsOf(credit(), { credits: [CREDIT] })).toEqual([
      {
        code: 'ORIGINAL_UNKNOWN',
        sentence: 'NL/TNM/C101-C takes back NL/TNM/C101, but no such CDR for DE/EMP is known here.',
      },
    ]);
    const selfish = credit({ credit_reference_id: 'c101-c' });
    expect(codes(selfish, { original: selfish, credits: [CREDIT] })).toEqual(['ORIGINAL_UNKNOWN']);
  });

  it.each([
    ['another amount', { before_taxes: -7, taxes: [{ name: 'VAT', amount: -1.68 }] }],
    ['the amount itself', original.total_cost],
    ['no taxes', { before_taxes: -8 }],
    ['other taxes', { before_taxes: -8, taxes: [{ name: 'VAT', amount: -1.6799 }] }],
  ])('CDR-022 CDR-025 warns of a total_cost that is not the negative: %s', (_, total_cost) => {
    expect(codes(credit({ total_cost }), family)).toEqual(['AMOUNT_NOT_NEGATED']);
  });

  it('CDR-025 says both amounts', () => {
    const [warning] = warningsOf(credit({ total_cost: { before_taxes: -7.5 } }), family);
    expect(warning?.sentence).toBe(
      'NL/TNM/C101-C takes back NL/TNM/C101, but its total_cost of -7.5 EUR is not the negative of 8 and 1.68 taxes EUR (CDR-022).',
    );
  });

  it('CDR-025 counts in decimals, sums taxes and minds the currency', () => {
    const taxes = (...amounts: number[]) => amounts.map((amount) => ({ name: 'VAT', amount }));
    const odd = cdr({ total_cost: { before_taxes: 0.3, taxes: taxes(0.1, 0.2) } });
    const negative = credit({ total_cost: { before_taxes: -0.3, taxes: taxes(-0.3) } });
    expect(codes(negative, { original: odd, credits: [CREDIT] })).toEqual([]);
    expect(codes(credit({ currency: 'SEK' }), family)).toEqual(['AMOUNT_NOT_NEGATED']);
    const free = cdr({ total_cost: { before_taxes: 0 } });
    expect(codes(credit({ total_cost: { before_taxes: 0 } }), { original: free, credits: [] })).toEqual([]);
  });

  it('AMB-028 warns when partial costs are negated too', () => {
    const all = credit({ total_energy_cost: { before_taxes: -8, taxes: [{ name: 'VAT', amount: -1.68 }] } });
    expect(warningsOf(all, family)).toEqual([
      {
        code: 'PARTS_NEGATED',
        sentence: 'NL/TNM/C101-C negates total_energy_cost; only total_cost is to be negated (CDR-022).',
      },
    ]);
  });

  it('CDR-025 warns of an original credited twice, at the original and at the later credit', () => {
    const twice = { original, credits: [CREDIT, 'NL/TNM/C101-D'] };
    expect(codes(credit(), twice)).toEqual([]);
    expect(warningsOf(credit({ id: 'C101-D' }), twice)).toEqual([
      {
        code: 'CREDITED_TWICE',
        sentence:
          'NL/TNM/C101-D takes back NL/TNM/C101, which NL/TNM/C101-C takes back already; once is enough.',
      },
    ]);
    expect(codes(original, twice)).toEqual(['CREDITED_TWICE']);
  });
});

describe('whom a CDR is for', () => {
  it('CDR-012 is the party of its token, another one only by contract', () => {
    expect(recipientOf(cdr(), undefined)).toBe('');
    expect(recipientOf(cdr(), 'de/emp', 'EMSP')).toBe('');
    expect(recipientOf(cdr(), 'be/pay', 'ptp')).toBe('BE/PAY');
    expect(recipientOf(cdr(), 'BE/SMC', 'SCSP')).toBe('BE/SMC');
    expect(() => recipientOf(cdr(), 'BE/OTH')).toThrow('and not for BE/OTH');
    expect(() => recipientOf(cdr(), 'BE/OTH', 'EMSP')).toThrow('send it to the party in cdr_token');
  });
});

describe('the charging time', () => {
  it('CDR-034 is the total time without the parking time', () => {
    expect(chargingTimeOf(cdr({ total_time: 1.3, total_parking_time: 0.1 }))).toBe(1.2);
    expect(chargingTimeOf(cdr({ total_time: 1.3, total_parking_time: null }))).toBe(1.3);
  });
});

describe('live CDRs', () => {
  const platform = { all: false, owns: [], concerned: {}, parties: [], hubAddressed: false } as const;
  const scopeWith = (difference: object): Scope => ({ ...platform, owns: [], parties: [], ...difference });

  it('takes the narrowest routes that carry all a filter wants', () => {
    expect(routesOf(null, { all: true })).toEqual(['cdr.received']);
    expect(routesOf({ emsp: 'de/emp' }, { all: true })).toEqual(['cdr~DE/EMP']);
    expect(routesOf({ emsp: 'DE/EMP', cpo: 'NL/TNM' }, { all: true })).toEqual(['cdr~NL/TNM']);
    expect(routesOf({ cpo: 'NL/TNM', session: 'NL/TNM/101' }, { all: true })).toEqual(['cdr@NL/TNM/101']);
    const viewer = scopeWith({ owns: ['NL/TNM'], concerned: { emsp: ['NL/TNM', 'DE/EMP'], recipient: [] } });
    expect(routesOf({ credit: true }, viewer)).toEqual(['cdr~NL/TNM', 'cdr~DE/EMP']);
  });

  it.each([
    [{ cpo: 'nl/tnm', emsp: 'de/emp', session: 'nl/tnm/101', currency: 'eur', credit: false }, true],
    [{ startedFrom: '2026-03-01T08:00:00Z', startedTo: '2026-03-01T08:00:01Z' }, true],
    [{ startedFrom: '2026-03-01T08:00:01Z' }, false],
    [{ startedTo: '2026-03-01T08:00:00Z' }, false],
    [{ cpo: 'FR/OTH' }, false],
    [{ emsp: 'FR/OTH' }, false],
    [{ session: 'NL/TNM/102' }, false],
    [{ currency: 'SEK' }, false],
    [{ credit: true }, false],
    [{ checkState: 'WAITING' as const }, true],
    [{ checkState: 'FLAGGED' as const }, false], // it has just come in
    [{ checkCode: 'DUPLICATE' as const }, false],
  ])('lets %j through: %s', (filter, isLetThrough) => {
    expect(isWanted(filter, cdr())).toBe(isLetThrough);
  });

  it('CDR-012 lets the parties concerned see it', () => {
    const seen = (difference: object, addressee = '') => {
      const event = { id: '1', topic: 'cdr.received', ref: '', addressee, owner: '', document: cdr() };
      return isVisible(scopeWith(difference), event);
    };
    expect(seen({ owns: ['NL/TNM'] })).toBe(true);
    expect(seen({ concerned: { emsp: ['DE/EMP'] } })).toBe(true);
    expect(seen({ concerned: { recipient: ['BE/PAY'] } }, 'BE/PAY')).toBe(true);
    expect(seen({ concerned: { recipient: [''] } })).toBe(false);
    expect(seen({ owns: ['DE/EMP'], concerned: { emsp: ['NL/TNM'] }, hubAddressed: true })).toBe(false);
    expect(
      isWanted({ session: 'NL/TNM/101' }, cdr({ session_id: null, cdr_token: tokenOf('DE', 'EMP') })),
    ).toBe(false);
  });
});
