// How much CPU a price takes: a simple and a complex Tariff, a short and a long charge. Run by hand after a build:
//   node scripts/build.mjs && node subgraphs/tariffs/tests/pricing/price.measure.mjs
// Nothing asserts the numbers: machines differ, and a test that measures time fails on a busy one.
import { pricePeriods } from '@chargesphere/tariffs/rules';

const component = (type, price, vat, step_size) => ({ type, price, vat, step_size });
const tariff = (elements) => ({ id: 'T', currency: 'EUR', tax_included: 'NO', elements });
const weekdays = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY'];

const simple = tariff([
  { price_components: [component('FLAT', 0.5, 20, 1), component('ENERGY', 0.25, 10, 1)] },
]);
const complex = tariff([
  { price_components: [component('FLAT', 2.5, 15, 1)] },
  { price_components: [component('TIME', 1, 20, 900)], restrictions: { max_current: 32 } },
  {
    price_components: [component('TIME', 2, 20, 600)],
    restrictions: { min_current: 32, day_of_week: weekdays },
  },
  {
    price_components: [component('TIME', 1.25, 20, 600)],
    restrictions: { min_current: 32, day_of_week: ['SATURDAY', 'SUNDAY'] },
  },
  {
    price_components: [component('PARKING_TIME', 5, 10, 300)],
    restrictions: { start_time: '09:00', end_time: '18:00', day_of_week: weekdays },
  },
  { price_components: [component('ENERGY', 0.2, 20, 1)], restrictions: { max_kwh: 10, end_time: '17:00' } },
  { price_components: [component('ENERGY', 0.3, 20, 1)] },
]);

const START = Date.parse('2026-03-02T08:00:00Z');
const chargeOf = (periods, minutes) => ({
  currency: 'EUR',
  start_date_time: new Date(START).toISOString(),
  end_date_time: new Date(START + periods * minutes * 60_000).toISOString(),
  charging_periods: Array.from({ length: periods }, (_, index) => ({
    start_date_time: new Date(START + index * minutes * 60_000).toISOString(),
    dimensions:
      index === periods - 1 && periods > 1
        ? [{ type: 'PARKING_TIME', volume: minutes / 60 }]
        : [
            { type: 'TIME', volume: minutes / 60 },
            { type: 'ENERGY', volume: 2.75 },
            { type: 'MAX_CURRENT', volume: index % 8 === 3 ? 48 : 16 },
          ],
  })),
});

const measure = (name, charge, one) => {
  const options = { tariffs: [one], timeZone: 'Europe/Berlin' };
  const rounds = 3000;
  const times = [];
  for (let sample = 0; sample < 15; sample++) {
    const began = process.cpuUsage();
    for (let round = 0; round < rounds; round++) pricePeriods(charge, options);
    const { user, system } = process.cpuUsage(began);
    times.push((user + system) / rounds);
  }
  const median = times.toSorted((a, b) => a - b)[7];
  console.log(
    `${name.padEnd(48)} ${median.toFixed(1)} µs, ${pricePeriods(charge, options).lines.length} lines`,
  );
};

measure('simple Tariff, 1 period', chargeOf(1, 120), simple);
measure('simple Tariff, 33 periods of 15 min', chargeOf(33, 15), simple);
measure('complex Tariff, 2 periods', chargeOf(2, 90), complex);
measure('complex Tariff, 33 periods of 15 min', chargeOf(33, 15), complex);
