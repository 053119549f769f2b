/**
 * Who may exchange what with whom (HUB-032), and what one party sees of another (HUB-033): the hub's policy, and the
 * agreements of pairs of parties. Pure.
 *
 * OPEN lets everything pass that no agreement narrows, CLOSED only what an agreement allows; an agreement that allows
 * nothing keeps a pair apart under both. Parties of one platform share everything: the hub could not keep them apart.
 */
import { foldRef, isRouted, moduleIds, Problem, segmentsOf } from '@chargesphere/schema';

export const hubPresets = ['OPEN', 'CLOSED'] as const;
export type HubPreset = (typeof hubPresets)[number];

export const strangerStandings = ['HIDDEN', 'PLANNED'] as const;
export type StrangerStanding = (typeof strangerStandings)[number];

/** What one party is to another: to be seen as it is, listed as PLANNED (15.1), or not there at all. */
export type Standing = 'VISIBLE' | StrangerStanding;

export const passages = ['ALLOWED', 'PLANNED', 'HIDDEN', 'FORBIDDEN_MODULE'] as const;
export type Passage = (typeof passages)[number];

export interface Policy {
  preset: HubPreset;
  strangers: StrangerStanding;
  /** When each of them was last another; null for never. */
  presetChangedAt: Date | null;
  strangersChangedAt: Date | null;
}

/** A new installation. */
export const initialPolicy: Policy = {
  preset: 'OPEN',
  strangers: 'HIDDEN',
  presetChangedAt: null,
  strangersChangedAt: null,
};

/** What an agreement says. */
export interface Terms {
  isActive: boolean;
  /** Folded module ids; null is all of them, none keeps the two apart. */
  modules: readonly string[] | null;
  /** When the agreement last changed what the two are to each other; null for never. */
  standingChangedAt: Date | null;
}

/** A standing, and since when, in milliseconds; 0 for always. */
export interface SeenStanding {
  standing: Standing;
  since_ms: number;
}

const VISIBLE: SeenStanding = { standing: 'VISIBLE', since_ms: 0 };

/** May messages of this module pass between two parties of different platforms? Either way: agreements have no direction. */
export const allows = (
  { preset }: Pick<Policy, 'preset'>,
  terms: Terms | undefined,
  module: string,
): boolean => {
  if (!terms?.isActive) return preset === 'OPEN';
  return terms.modules === null || terms.modules.includes(module);
};

export const standingOf = (
  { preset, strangers }: Pick<Policy, 'preset' | 'strangers'>,
  terms: Pick<Terms, 'isActive' | 'modules'> | undefined,
): Standing => {
  const isMet = terms?.isActive ? terms.modules?.length !== 0 : preset === 'OPEN';
  return isMet ? 'VISIBLE' : strangers;
};

/** HCI-010: the status a viewer sees changes with the standing, so when that was has to be known. */
export const seenStandingOf = (policy: Policy, terms: Terms | undefined): SeenStanding => {
  const standing = standingOf(policy, terms);
  const causes = [
    terms?.standingChangedAt,
    terms?.isActive ? undefined : policy.presetChangedAt,
    standing === 'VISIBLE' ? undefined : policy.strangersChangedAt,
  ];
  return { standing, since_ms: Math.max(0, ...causes.map((cause) => cause?.getTime() ?? 0)) };
};

/**
 * What a platform with several parties sees of another party: what the best of them sees, since the first of them did;
 * a stranger it is since the last of them became one. Without parties it is nobody's acquaintance.
 */
export const unionOf = (seen: readonly SeenStanding[]): SeenStanding | undefined => {
  const visible = seen.filter(({ standing }) => standing === 'VISIBLE').map(({ since_ms }) => since_ms);
  if (visible.length > 0) return { standing: 'VISIBLE', since_ms: Math.min(...visible) };
  return seen.reduce<SeenStanding | undefined>(
    (latest, one) => (latest && latest.since_ms >= one.since_ms ? latest : one),
    undefined,
  );
};

export const ownStanding = (): SeenStanding => VISIBLE;

/** The modules an agreement can name: those that are routed (RTE-002). */
export const agreedModules: readonly string[] = moduleIds.filter(isRouted).map((id) => id.toLowerCase());

/** The modules of an agreement as they are kept: folded, each once, in a fixed order. Null stays all of them. */
export const modulesIn = (modules: readonly string[] | null | undefined): string[] | null => {
  if (!modules) return null;
  const wanted = new Set(modules.map((module) => module.trim().toLowerCase()));
  const unknown = [...wanted].find((module) => !agreedModules.includes(module));
  if (unknown === undefined) return agreedModules.filter((module) => wanted.has(module));
  throw new Problem(
    'INVALID_INPUT',
    `${JSON.stringify(unknown)} is no module two parties can agree on; name some of ${agreedModules.join(', ')}, or leave modules out for all of them.`,
  );
};

/** The two parties of a pair as keys, in the order they are kept in; throws for one party twice and for what is no ref. */
export const pairOf = (one: string, other: string): [string, string] => {
  const [first = '', second = ''] = [one, other].map(keyIn).sort();
  if (first !== second) return [first, second];
  throw new Problem('INVALID_INPUT', `${first} cannot have an agreement with itself; name two parties.`);
};

const keyIn = (ref: string): string => {
  const [countryCode, partyId, ...rest] = segmentsOf(ref);
  if (countryCode && partyId && rest.length === 0) return foldRef(ref);
  throw new Problem(
    'INVALID_INPUT',
    `${JSON.stringify(ref)} is no party; write its country code and party id like NL/TNM.`,
  );
};
