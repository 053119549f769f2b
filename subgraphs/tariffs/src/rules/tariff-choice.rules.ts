/** Which Tariff prices a charge, or a part of it (PRC-001 to PRC-004, TAR-020, TAR-030, LOC-040). */
import { instantOf, isGiven } from '@chargesphere/schema';
import type { Notes } from './notes.js';
import type { Part } from './part.rules.js';
import type { PricedTariff } from './pricing.js';

/** How the driver charges: paying at the station, with a preference, or like everybody (TAR-020). */
export type TariffUse = 'REGULAR' | 'CHEAP' | 'FAST' | 'GREEN' | 'AD_HOC_PAYMENT';

const typeFor: Record<TariffUse, NonNullable<PricedTariff['type']>> = {
  REGULAR: 'REGULAR',
  CHEAP: 'PROFILE_CHEAP',
  FAST: 'PROFILE_FAST',
  GREEN: 'PROFILE_GREEN',
  AD_HOC_PAYMENT: 'AD_HOC_PAYMENT',
};

/** PRC-001: from inclusive, until exclusive; an absent side is open. */
export const isActiveAt = ({ start_date_time, end_date_time }: PricedTariff, at: number): boolean => {
  const from = isGiven(start_date_time) ? (instantOf(start_date_time) ?? -Infinity) : -Infinity;
  const until = isGiven(end_date_time) ? (instantOf(end_date_time) ?? Infinity) : Infinity;
  return from <= at && at < until;
};

/**
 * The Tariff in force: active, of the right type; a typed one beats one for everybody (PRC-003), and of several of
 * the same type the first is taken, with a note (AMB-052, LOC-040).
 * @param tariffs In the order of the Connector's `tariff_ids`.
 */
export const chooseTariff = (
  tariffs: readonly PricedTariff[],
  use: TariffUse,
  at: number,
  notes: Notes,
): PricedTariff | undefined => {
  const active = tariffs.filter((tariff) => isActiveAt(tariff, at));
  const typed = active.filter(({ type }) => type === typeFor[use]);
  const fitting = typed.length > 0 ? typed : active.filter(({ type }) => !isGiven(type));
  if (fitting.length > 1) notes.add('SEVERAL_TARIFFS');
  return fitting[0];
};

export interface ChoiceOptions {
  readonly tariffs: readonly PricedTariff[];
  readonly currency: string;
  readonly use: TariffUse;
  /** Whether a Tariff that ends during a charge makes way for the next one (TAR-031). */
  readonly switches: boolean;
}

/** Everything that may price the charge; money in another currency is never mixed in. */
const usableOf = ({ tariffs, currency }: ChoiceOptions, notes: Notes): readonly PricedTariff[] => {
  const isSame = (tariff: PricedTariff) => tariff.currency.toUpperCase() === currency.toUpperCase();
  if (tariffs.every(isSame)) return tariffs;
  notes.add('CURRENCY_DIFFERS');
  return tariffs.filter(isSame);
};

/** Instants at which another Tariff may be in force; empty where the first one stays for the whole charge. */
export const switchingInstants = ({ tariffs, switches }: ChoiceOptions, parts: readonly Part[]): number[] =>
  !switches || parts.some(({ tariffId }) => tariffId !== undefined)
    ? []
    : tariffs
        .flatMap(({ start_date_time, end_date_time }) => [start_date_time, end_date_time])
        .flatMap((time) => (isGiven(time) ? (instantOf(time) ?? []) : []));

/**
 * Part → its Tariff. What a period names is used, and a period that names none beside others that do has none
 * (PRC-003, PRC-004). Where no period names any, the Tariff in force when the charge began stays: the driver agreed
 * to that one.
 */
export const tariffByPart = (
  options: ChoiceOptions,
  parts: readonly Part[],
  start: number,
  notes: Notes,
): ((part: Part) => PricedTariff | undefined) => {
  const usable = usableOf(options, notes);
  if (parts.some(({ tariffId }) => tariffId !== undefined)) {
    const named = new Map<string, PricedTariff>();
    for (const tariff of usable) {
      const id = tariff.id.toUpperCase(); // TYPE-002
      const known = named.get(id);
      if (!known || (!isActiveAt(known, start) && isActiveAt(tariff, start))) named.set(id, tariff);
    }
    return ({ tariffId }) => {
      const tariff = tariffId === undefined ? undefined : named.get(tariffId.toUpperCase());
      if (!tariff) notes.add(tariffId === undefined ? 'NO_TARIFF' : 'TARIFF_UNKNOWN');
      return tariff;
    };
  }
  const noted = (tariff: PricedTariff | undefined): PricedTariff | undefined => {
    notes.add(tariff ? 'TARIFF_ASSUMED' : 'NO_TARIFF');
    return tariff;
  };
  if (options.switches) return ({ from }) => noted(chooseTariff(usable, options.use, from, notes));
  if (parts.length === 0) return () => undefined;
  const chosen = noted(chooseTariff(usable, options.use, start, notes));
  return () => chosen;
};
