/**
 * The notation itself: what it infers for TypeScript (the compiler is the test there) and how tables derive.
 */
import type { CDR, Connector, Hours, Infer, Location, Session, Tariff } from '../src/index.js';
import {
  derived,
  Session as SessionTable,
  tablesWithin,
  Tariff as TariffTable,
  violationsOf,
} from '../src/index.js';
import { ciString, closedEnum, object, one, openEnum, opt, some, string } from '../src/derive/notation.js';
import { session } from './samples.js';

/** Compiles only when both types are the same. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const holds = (...claims: true[]): void => expect(claims.every(Boolean)).toBe(true);

describe('inference', () => {
  it('GEN-008 required fields are there, optional ones may be absent or null', () => {
    holds(
      true satisfies Same<Session['kwh'], number>,
      true satisfies Same<Session['end_date_time'], string | null | undefined>,
      true satisfies Same<Hours['twentyfourseven'], boolean>,
    );
  });

  it('GEN-008 lists that may be empty may also be absent', () => {
    holds(
      true satisfies Same<Connector['tariff_ids'], string[] | null | undefined>,
      true satisfies Same<CDR['charging_periods'][number]['dimensions'][number]['volume'], number>,
    );
  });

  it('TYPE-013 closed enums know their values, open ones suggest them', () => {
    holds(
      true satisfies Same<Tariff['tax_included'], 'YES' | 'NO' | 'N/A'>,
      true satisfies Same<string extends NonNullable<Location['parking_type']> ? true : false, true>,
    );
  });

  it('GEN-007 fields keep the spelling of OCPI', () => {
    const named: (keyof Session)[] = ['start_date_time', 'cdr_token'];
    // @ts-expect-error there is no such spelling in documents
    named.push('startDateTime');
    expect(Object.keys(SessionTable.fields)).toEqual(expect.arrayContaining(named.slice(0, 2)));
  });
});

describe('derived', () => {
  const Colour = closedEnum('Colour', 'none', ['RED', 'GREEN']);
  const Base = object('Base', 'base', {
    id: one(ciString(36), 'An id.'),
    note: opt(string(5), 'A note.'),
    colour: one(Colour, 'A colour.'),
  });
  const Next = derived(Base, {
    name: 'Next',
    without: ['note'],
    fields: {
      colour: one(openEnum('Colour', 'none', ['RED']), 'Any colour.'),
      tags: some(string(), 'Tags.'),
    },
  });

  it('V221-001 takes rows away, adds and replaces them, in the types too', () => {
    holds(true satisfies Same<keyof Infer<typeof Next>, 'id' | 'colour' | 'tags'>);
    expect(Object.keys(Next.fields)).toEqual(['id', 'colour', 'tags']);
    expect(violationsOf(Next, { id: '1', colour: 'BLUE', tags: ['x'], note: 7 })).toEqual([]);
    expect(violationsOf(Base, { id: '1', colour: 'BLUE' })).toHaveLength(1);
  });

  it('V221-001 leaves the base as it was, name and rules included', () => {
    expect(Object.keys(Base.fields)).toEqual(['id', 'note', 'colour']);
    const Older = derived(TariffTable, { without: ['tax_included'] });
    expect(Older).toMatchObject({ name: 'Tariff', anchor: TariffTable.anchor, rules: TariffTable.rules });
  });

  it('V221-030 the derived table checks what it says', () => {
    const Strict = derived(SessionTable, { fields: { meter_id: one(string(255), 'The meter.') } });
    expect(violationsOf(Strict, session()).map(({ pointer }) => pointer)).toEqual(['/meter_id']);
  });
});

describe('tablesWithin', () => {
  it('names each object once, before those that use it', () => {
    const names = tablesWithin(SessionTable).map(({ name }) => name);
    expect(names).toEqual(['CdrToken', 'CdrDimension', 'ChargingPeriod', 'TaxAmount', 'Price', 'Session']);
  });
});
