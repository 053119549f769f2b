/**
 * Volumes while a charge is priced: energy as whole microwatt-hours, time as whole milliseconds. Whole numbers make
 * sums and cuts exact, and drop what floating-point sums of partners leave behind: 0.30000000000000004 kWh must not
 * be billed as 301 steps of 1 Wh.
 */
import { Decimal } from './decimal.js';

export const MICRO_PER_WH = 1_000_000n;
export const MS_PER_HOUR = 3_600_000;

/** Up to here a double times 10⁹ is within half a microwatt-hour of the decimal that was written. */
const SAFE_KWH = 100_000;

/** A volume in kWh as a document gives it → µWh. */
export const energyOf = (kwh: number): bigint =>
  Math.abs(kwh) < SAFE_KWH
    ? BigInt(Math.round(kwh * 1e9))
    : BigInt(new Decimal(kwh).times(1e9).toDecimalPlaces(0).toFixed());

/** A volume in hours as a document gives it → ms. Less than nothing is nothing. */
export const timeOf = (hours: number): number => Math.max(0, Math.round(hours * MS_PER_HOUR));

/** Powers of ten are written, not divided by. */
export const kwhOf = (energy: bigint): Decimal => new Decimal(`${energy}e-9`);
export const hoursOf = (time_ms: number): Decimal => new Decimal(time_ms).div(MS_PER_HOUR);

/** For reading: Wh and seconds, in which steps are counted too (PRC-030). */
export const wattHoursOf = (energy: bigint): Decimal => new Decimal(`${energy}e-6`);
export const secondsOf = (time_ms: number): Decimal => new Decimal(`${time_ms}e-3`);

/** `value × part ÷ whole`, rounded to the nearest; `whole` is positive. */
export const shareOf = (value: bigint, part: bigint, whole: bigint): bigint => {
  const product = 2n * value * part;
  const divisor = 2n * whole;
  // BigInt division truncates towards zero, so half a unit is added on the side of the sign.
  return (product + (product < 0n ? -whole : whole)) / divisor;
};
