/** Any Tariff and any charge, for laws that must hold for all of them. */
import fc from 'fast-check';
import { DayOfWeek, type TariffRestrictions } from '@chargesphere/schema';
import type { PricedTariff, TaxRate } from '../../src/rules/index.js';
import { charging, parking, reserved, tariffOf, type Act, type Component, type Element } from './charges.js';

const two = (value: number): string => String(value).padStart(2, '0');
const timeOfDay = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom(0, 30))
  .map(([hour, minute]) => `${two(hour)}:${two(minute)}`);
/** Days around both changes of the clock in Europe, and the end of a month. */
const dates = [
  '2026-03-28',
  '2026-03-29',
  '2026-03-30',
  '2026-10-24',
  '2026-10-25',
  '2026-10-26',
  '2026-11-01',
];
const date = fc.constantFrom(...dates);
const weekdays = fc.subarray([...DayOfWeek.values], { minLength: 1, maxLength: 6 });
const amount = (max: number) => fc.integer({ min: 0, max }).map((cents) => cents / 100);

/** Without energy, whose limits a charge reaches at any odd moment. */
export const timedRestrictions: fc.Arbitrary<TariffRestrictions> = fc.record(
  {
    start_time: timeOfDay,
    end_time: timeOfDay,
    start_date: date,
    end_date: date,
    min_power: fc.constantFrom(3, 11),
    max_power: fc.constantFrom(11, 22),
    min_current: fc.constantFrom(6, 16),
    max_current: fc.constantFrom(16, 32),
    min_duration: fc.constantFrom(600, 3600),
    max_duration: fc.constantFrom(1800, 7200),
    day_of_week: weekdays,
  },
  { requiredKeys: [] },
);
const restrictions: fc.Arbitrary<TariffRestrictions> = fc
  .tuple(
    timedRestrictions,
    fc.record({ min_kwh: fc.constantFrom(1, 5), max_kwh: fc.constantFrom(3.3, 10) }, { requiredKeys: [] }),
  )
  .map(([timed, byEnergy]) => ({ ...timed, ...byEnergy }));

const types = ['FLAT', 'ENERGY', 'TIME', 'PARKING_TIME'] as const;
const vat = fc.constantFrom(null, 0, 5.2, 10, 20, 21);
const components = fc
  .subarray([...types], { minLength: 1 })
  .chain((chosen) =>
    fc.tuple(
      ...chosen.map((type) =>
        fc
          .tuple(amount(999), vat, fc.constantFrom(0, 1, 60, 500, 900))
          .map(([price, percent, step]): Component => [type, price, percent, step]),
      ),
    ),
  );

export const elementsWith = (allowed: fc.Arbitrary<TariffRestrictions>): fc.Arbitrary<Element[]> =>
  fc.array(
    fc
      .tuple(components, fc.option(allowed))
      .map(([priced, restricted]): Element => (restricted ? [priced, restricted] : [priced])),
    { minLength: 1, maxLength: 5 },
  );

const reservationElements = fc.array(
  fc
    .tuple(fc.constantFrom('RESERVATION' as const, 'RESERVATION_EXPIRES' as const), amount(500), amount(900))
    .map(([reservation, flat, time]): Element => [
      [
        ['FLAT', flat, 20, 1],
        ['TIME', time, 20, 600],
      ],
      { reservation },
    ]),
  { maxLength: 2 },
);

export const tariffs: fc.Arbitrary<PricedTariff> = fc
  .tuple(
    elementsWith(restrictions),
    reservationElements,
    fc.constantFrom('YES' as const, 'NO' as const, 'N/A' as const),
  )
  .map(([elements, reservations, tax_included]) =>
    tariffOf([...reservations, ...elements], { tax_included }),
  );

/** Limits that do not contradict each other. */
export const limits = fc
  .tuple(amount(500), amount(2000), fc.constantFrom(1, 1.1, 1.2), fc.boolean())
  .map(([least, more, factor, isTaxed]) => {
    const limit = (before_taxes: number) => ({
      before_taxes,
      ...(isTaxed ? { after_taxes: Math.round(before_taxes * factor * 10_000) / 10_000 } : {}),
    });
    return { min_price: limit(least), max_price: limit(least + more) };
  });

/** Whole minutes and whole Wh, so that an eighth of each is a number that can be written down. */
const minutes = fc.integer({ min: 1, max: 400 });
const kwh = fc.integer({ min: -500, max: 15_000 }).map((wattHours) => wattHours / 1000);
const power = fc.constantFrom(
  {},
  { MIN_POWER: 3, MAX_POWER: 3 },
  { MIN_POWER: 11, MAX_POWER: 11 },
  { POWER: 50 },
);
const current = fc.constantFrom({}, { MAX_CURRENT: 6 }, { MIN_CURRENT: 16 }, { CURRENT: 32 });

export const acts: fc.Arbitrary<Act[]> = fc
  .tuple(
    fc.option(minutes.map(reserved)),
    fc.array(
      fc.oneof(
        fc
          .tuple(minutes, kwh, power, current)
          .map(([length, energy, kw, amps]) => charging(length, energy, { ...kw, ...amps })),
        minutes.map((length) => parking(length)),
      ),
      { minLength: 1, maxLength: 6 },
    ),
  )
  .map(([reservation, rest]) => (reservation ? [reservation, ...rest] : rest));

export const starts = fc
  .tuple(fc.constantFrom(...dates), fc.integer({ min: 0, max: 24 * 60 - 1 }))
  .map(([day, minute]) => `${day}T${two(Math.floor(minute / 60))}:${two(minute % 60)}:00Z`);

export const timeZones = fc.constantFrom('UTC', 'Europe/Berlin', 'America/St_Johns', 'Australia/Lord_Howe');

export const localTaxes: fc.Arbitrary<TaxRate[]> = fc.constantFrom(
  [],
  [
    { name: 'GST', percentage: 5 },
    { name: 'QST', percentage: 9.975, isCompound: true },
  ],
);
