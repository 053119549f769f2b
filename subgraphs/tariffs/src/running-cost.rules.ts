/**
 * What a Session costs so far, from what the graph knows of it: its document, the Tariffs of its Connector, the time
 * zone of its Location (PRC-001 to PRC-004, PRC-011, PRC-047). The prices themselves are those of `rules/`.
 */
import { foldRef, instantOf, isGiven, refOf, type Session, type Tariff } from '@chargesphere/schema';
import type { Copy } from '@chargesphere/chassis';
import { knownOnly, priceSession, rulesOf, type NoteCode, type Pricing } from './rules/index.js';
import { notesOf } from './rules/notes.js';

export type TariffCopy = Copy<Tariff>;

/** What a price depends on besides the Session and its Tariffs. */
export interface Surroundings {
  /** `tariff_ids` of the Connector, in its order; none where it is not known. */
  readonly tariffIds: readonly string[];
  /** `time_zone` of the Location; null where it is not known. */
  readonly timeZone: string | null;
  /** OCPI version of the CPO's platform, by whose rules its Tariffs are meant; null where it is not known (V211-061). */
  readonly version: string | null;
  /** The moment to price for; without it the end of the Session, or its last update while it runs. */
  readonly at: string | null;
}

const unique = (ids: readonly string[]): string[] => [
  ...new Map(ids.map((id) => [id.toUpperCase(), id])).values(), // TYPE-002
];

/** PRC-003: what periods name is what the CPO charges by; only without it the Connector's Tariffs are asked. */
export const namedTariffs = ({ charging_periods }: Session): string[] =>
  unique(charging_periods?.flatMap(({ tariff_id }) => (isGiven(tariff_id) ? tariff_id : [])) ?? []);

/** Ids of the Tariffs that may price a Session, in the order of choice. */
export const candidatesOf = (session: Session, { tariffIds }: Surroundings): string[] => {
  const named = namedTariffs(session);
  return named.length > 0 ? named : unique(tariffIds);
};

/** The copy that was meant for the driver's party, or else for everybody, when the charge began. */
export const copyAt = (copies: readonly TariffCopy[], start: number): TariffCopy | undefined =>
  copies.find(({ removed_ms }) => removed_ms === null || removed_ms > start) ?? copies[0];

const startOf = ({ start_date_time }: Session): number => instantOf(start_date_time) ?? 0;

const notesOn = (session: Session, used: readonly TariffCopy[]): NoteCode[] => {
  const start = startOf(session);
  const isChanged = ({ document }: TariffCopy) => (instantOf(document.last_updated) ?? 0) > start;
  const notes: NoteCode[] = [];
  if (used.some(isChanged)) notes.push('TARIFF_CHANGED');
  if (used.some(({ removed_ms }) => removed_ms !== null && removed_ms <= start))
    notes.push('TARIFF_WITHDRAWN');
  return notes;
};

/**
 * The price, explained. A Tariff that was withdrawn before the charge began counts only where a period names it
 * (TAR-002); one that is withdrawn meanwhile goes on to count (TAR-006).
 * @param found In the order of `candidatesOf`, each as `copyAt` chose it.
 */
export const runningCostOf = (
  session: Session,
  found: readonly TariffCopy[],
  { timeZone, version, at }: Surroundings,
): Pricing => {
  const start = startOf(session);
  const isNamed = namedTariffs(session).length > 0;
  const usable = found.filter(({ removed_ms }) => isNamed || removed_ms === null || removed_ms > start);
  const tariffs = usable.map(({ document }) => document);
  const rules = rulesOf(version);
  const pricing = knownOnly(priceSession(session, { tariffs, timeZone, rules, at: at ?? undefined }));
  const used = usable.filter(({ document }) => pricing.tariffs.includes(document.id));
  const notes = notesOn(session, used);
  if (notes.length === 0) return pricing;
  return { ...pricing, notes: notesOf(new Set([...pricing.notes.map(({ code }) => code), ...notes])) };
};

/** Folded refs of a Tariff of the Session's CPO and of its driver's party: what a copy is found by. */
export const copyKeyOf = (
  { country_code, party_id, cdr_token }: Session,
  id: string,
): { ref: string; addressee: string } => ({
  ref: foldRef(refOf(country_code, party_id, id)),
  addressee: foldRef(refOf(cdr_token.country_code, cdr_token.party_id)),
});
