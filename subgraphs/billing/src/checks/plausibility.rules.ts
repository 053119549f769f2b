/**
 * What cannot be: energy that no such Connector delivers in that time, sums that are none, times that contradict each
 * other (CDR-031, CDR-034, CDR-035). Pure.
 */
import {
  instantOf,
  type CdrLocation,
  type ChargingPeriod,
  type CDR,
  type Connector,
} from '@chargesphere/schema';
import { Decimal, exact, written } from './amount.js';
import type { CdrFacts } from './facts.js';
import { finding, type Finding } from './finding.js';
import { isUnknownTime } from './match.rules.js';

const HOUR_MS = 3_600_000;
/** Clocks of CPOs and the hub are not the same. */
const CLOCK_TOLERANCE_MS = 5 * 60_000;
/** A minute, in hours. */
const TIME_TOLERANCE = new Decimal(1).div(60);
/** kWh between a sum and its parts, for each period that may have been rounded. */
const SUM_TOLERANCE = new Decimal('0.001');
/** Connectors give a little more than is written on them, and meters are read late. */
const POWER_MARGIN = 1.1;

const PHASES: Record<Connector['power_type'], number> = {
  AC_1_PHASE: 1,
  AC_2_PHASE: 2,
  AC_2_PHASE_SPLIT: 2,
  AC_3_PHASE: 3, // its voltage is that between a phase and neutral
  DC: 1,
};

/** kW that nothing of that kind exceeds: 63 A on three phases, and the Megawatt Charging System. */
const GREATEST_KW = { AC: 44, DC: 3_750 } as const;

/** kW, and where it is known from. */
const greatestPower = (connector: Connector | null, place: CdrLocation): [kw: number, said: string] => {
  if (!connector) {
    const kw = place.connector_power_type === 'DC' ? GREATEST_KW.DC : GREATEST_KW.AC;
    return [kw, `no ${place.connector_power_type} connector has more than ${kw} kW`];
  }
  const { max_electric_power, max_voltage, max_amperage, power_type } = connector;
  const suggested = (max_voltage * max_amperage * PHASES[power_type]) / 1000;
  const kw = max_electric_power ? max_electric_power / 1000 : suggested;
  return [kw, `its Connector has at most ${kw} kW`];
};

const volumesOf = (periods: readonly ChargingPeriod[], type: string): Decimal =>
  periods
    .flatMap(({ dimensions }) => dimensions)
    .reduce(
      (sum, dimension) => (dimension.type === type ? sum.plus(exact(dimension.volume)) : sum),
      new Decimal(0),
    );

const has = (cdr: CDR, type: string): boolean =>
  cdr.charging_periods.some(({ dimensions }) => dimensions.some((dimension) => dimension.type === type));

/** Hours from start to end; undefined when unknown. */
const lengthOf = ({ start_date_time, end_date_time }: CDR): Decimal | undefined => {
  if (isUnknownTime(start_date_time) || isUnknownTime(end_date_time)) return undefined;
  const [start, end] = [instantOf(start_date_time), instantOf(end_date_time)];
  return start === undefined || end === undefined ? undefined : new Decimal(end - start).div(HOUR_MS);
};

const shown = (hours: Decimal): string => `${written(hours.toDecimalPlaces(4))} h`;

const checkEnergy = (cdr: CDR, { connector }: CdrFacts, length: Decimal | undefined): Finding[] => {
  const total = exact(cdr.total_energy);
  const found: Finding[] = [];
  if (has(cdr, 'ENERGY')) {
    const sum = volumesOf(cdr.charging_periods, 'ENERGY');
    if (sum.minus(total).abs().gt(SUM_TOLERANCE.times(cdr.charging_periods.length)))
      found.push(
        finding(
          'ENERGY_SUM_DIFFERS',
          '/total_energy',
          `The periods hold ${written(sum)} kWh, total_energy is ${written(total)} kWh.`,
        ),
      );
  }
  const stated = exact(cdr.total_time);
  const hours = length && length.lt(stated) ? length : stated;
  const [kw, said] = greatestPower(connector, cdr.cdr_location);
  const most = hours.plus(TIME_TOLERANCE).times(kw).times(POWER_MARGIN);
  if (total.abs().gt(most))
    // feeding in counts as well (CDR-052)
    found.push(
      finding(
        'ENERGY_IMPLAUSIBLE',
        '/total_energy',
        `${written(total)} kWh in ${shown(hours)}: ${said}, which makes ${written(hours.times(kw).toDecimalPlaces(2))} kWh at the most.`,
      ),
    );
  return found;
};

const checkTimes = (cdr: CDR, length: Decimal | undefined, now: number): Finding[] => {
  if (!length)
    return [
      finding(
        'TIMES_UNKNOWN',
        '/start_date_time',
        'Start or end of the charge is unknown; times were not checked.',
      ),
    ];
  const found: Finding[] = [];
  const stated = exact(cdr.total_time);
  const contradiction = (pointer: string, sentence: string) =>
    found.push(finding('DURATION_IMPLAUSIBLE', pointer, sentence));
  if (length.isNegative())
    contradiction(
      '/end_date_time',
      `The charge ends at ${cdr.end_date_time}, before it begins at ${cdr.start_date_time}.`,
    );
  else if (stated.gt(length.plus(TIME_TOLERANCE)))
    contradiction(
      '/total_time',
      `total_time is ${shown(stated)}, but from start to end it is ${shown(length)}.`,
    );
  // Whether a reservation counts into total_time is not said (CDR-034); without one it is the whole time.
  else if (stated.lt(length.minus(TIME_TOLERANCE)) && !has(cdr, 'RESERVATION_TIME'))
    found.push(
      finding(
        'TIME_SUM_DIFFERS',
        '/total_time',
        `total_time is ${shown(stated)}, but from start to end it is ${shown(length)}.`,
      ),
    );
  const parked = exact(cdr.total_parking_time ?? 0);
  if (parked.gt(stated.plus(TIME_TOLERANCE)))
    contradiction(
      '/total_parking_time',
      `total_parking_time is ${shown(parked)}, more than total_time, ${shown(stated)}.`,
    );
  if (stated.isNegative() || parked.isNegative()) contradiction('/total_time', 'A duration is negative.');
  if ((instantOf(cdr.end_date_time) ?? 0) > now + CLOCK_TOLERANCE_MS)
    contradiction('/end_date_time', `The charge ends at ${cdr.end_date_time}, which is not yet.`);
  return found;
};

/** @param now Milliseconds since 1970. */
export const checkPlausibility = (cdr: CDR, facts: CdrFacts, now: number): Finding[] => {
  const length = lengthOf(cdr);
  return [...checkEnergy(cdr, facts, length), ...checkTimes(cdr, length, now)];
};
