/** The Tariffs a CDR is priced by: which they are, whether they were agreed and whether they were in force. Pure. */
import { canonicalDateTime, instantOf, type CDR, type Tariff } from '@chargesphere/schema';
import { isActiveAt, type Pricing } from '@chargesphere/tariffs/rules';
import { isSameContent } from '../content.rules.js';
import { exact } from './amount.js';
import type { CdrFacts } from './facts.js';
import { finding, type Finding } from './finding.js';

/** By which Tariffs: those the CDR carries, and where it names or carries none those its CPO declared (PRC-003). */
export const tariffsFor = ({ tariffs, charging_periods }: CDR, { tariffs: declared }: CdrFacts) => {
  const carried = tariffs ?? [];
  const known = new Set(carried.map(({ id }) => id.toUpperCase()));
  const named = new Set(charging_periods.flatMap(({ tariff_id }) => tariff_id?.toUpperCase() ?? []));
  const others = declared.filter(({ id }) => !known.has(id.toUpperCase()));
  const added = carried.length === 0 ? others : others.filter(({ id }) => named.has(id.toUpperCase()));
  return { carried, used: [...carried, ...added], isAssumed: added.length > 0 };
};

const pricesOf = ({ currency, elements, min_price, max_price, tax_included }: Tariff): object => ({
  currency: currency.toUpperCase(),
  elements,
  min_price,
  max_price,
  tax_included,
});

/** Carried Tariffs against what their CPO declared, as far as that has not changed since the charge began (CDR-007). */
export const agreementOf = (cdr: CDR, { tariffs: declared }: CdrFacts): Finding[] =>
  (cdr.tariffs ?? []).flatMap((carried, i) => {
    const published = declared.find(({ id }) => id.toUpperCase() === carried.id.toUpperCase());
    const at = `/tariffs/${i}`;
    if (!published)
      return finding('TARIFF_UNKNOWN', at, `The Tariff ${carried.id} was never declared to the hub.`);
    const [since, began, version] = [published.last_updated, cdr.start_date_time, carried.last_updated].map(
      canonicalDateTime,
    ) as [string, string, string];
    const isThatVersion = since === version || (instantOf(since) ?? Infinity) <= (instantOf(began) ?? 0);
    if (!isThatVersion || isSameContent(pricesOf(carried), pricesOf(published))) return [];
    return finding(
      'TARIFF_NOT_AGREED',
      at,
      `The Tariff ${carried.id} in the CDR has other prices or restrictions than the one declared, which is unchanged since ${since}.`,
    );
  });

export const validityOf = (cdr: CDR, used: readonly Tariff[], pricing: Pricing): Finding[] => {
  const start = instantOf(cdr.start_date_time);
  if (start === undefined || cdr.start_date_time.startsWith('1970-')) return []; // CDR-054
  const inForce = new Set(pricing.tariffs.map((id) => id.toUpperCase()));
  return used
    .filter((tariff) => inForce.has(tariff.id.toUpperCase()) && !isActiveAt(tariff, start))
    .map(({ id }) =>
      finding('TARIFF_NOT_VALID', '/tariffs', `The Tariff ${id} was not in force when the charge began.`),
    );
};

/** What has no Tariff costs nothing; whoever asks for money without one has to name it. */
export const unpricedFindings = (cdr: CDR, used: readonly Tariff[]): Finding[] => {
  if (exact(cdr.total_cost.before_taxes).isZero()) return [];
  if (used.length > 0 && used.every(({ currency }) => currency.toUpperCase() !== cdr.currency.toUpperCase()))
    return [
      finding(
        'CURRENCY_DIFFERS',
        '/currency',
        `The CDR is in ${cdr.currency}, its Tariffs are in ${used[0]?.currency}.`,
      ),
    ];
  return [
    finding(
      'TARIFF_MISSING',
      '/tariffs',
      'The CDR carries no Tariff that fits, and none is declared for its Connector; its price cannot be checked.',
    ),
  ];
};
