/**
 * All permissions at one moment, ready to answer without a look at the database: the policy, the agreements by pair,
 * and which party lives on which platform. Pure; `permission.store.ts` keeps one up to date.
 */
import { foldRef, ownerRolesOf, sharedModules, type Reach, type SharedModule } from '@chargesphere/schema';
import {
  allows,
  ownStanding,
  seenStandingOf,
  unionOf,
  type Passage,
  type Policy,
  type SeenStanding,
  type Standing,
  type Terms,
} from './permission.rules.js';

/** The terms of each party with each other, by keys, in both directions. */
export type Pairs = ReadonlyMap<string, ReadonlyMap<string, Terms>>;

/** A role as it counts here. */
export interface Residence {
  party: string;
  platformId: string;
  role: string;
  isSuspended: boolean;
}

/** What a viewer sees of the others: one rule for all, and the parties it does not hold for. */
export interface Sight {
  others: SeenStanding;
  except: ReadonlyMap<string, SeenStanding>;
}

export const pairsOf = (agreements: readonly (Terms & { a: string; b: string })[]): Pairs => {
  const pairs = new Map<string, Map<string, Terms>>();
  const add = (from: string, to: string, terms: Terms) => {
    const known = pairs.get(from) ?? new Map<string, Terms>();
    pairs.set(from, known.set(to, terms));
  };
  for (const agreement of agreements) {
    add(agreement.a, agreement.b, agreement);
    add(agreement.b, agreement.a, agreement);
  }
  return pairs;
};

/** Sights remembered by a snapshot: parties and platforms that ask, and few hubs have more. */
const SIGHTS_MAX = 5000;

export class PermissionSnapshot {
  /** Platforms of parties, and parties of platforms, as far as roles are active. */
  readonly #platformsOf = new Map<string, Set<string>>();
  readonly #partiesOf = new Map<string, Set<string>>();
  readonly #sights = new Map<string, Sight>();
  readonly #known: ReadonlySet<string>;
  /** HUB-053: owners of a module's objects that are SUSPENDED in every role in which they own them. */
  readonly #gone: Readonly<Record<SharedModule, ReadonlySet<string>>>;

  constructor(
    private readonly policy: Policy,
    private readonly pairs: Pairs,
    residences: readonly Residence[],
    /** Key of the hub's own party, which is nobody's stranger. */
    private readonly hub: string,
  ) {
    this.#known = new Set(residences.map(({ party }) => party));
    for (const { party, platformId, isSuspended } of residences) {
      if (isSuspended) continue;
      addTo(this.#platformsOf, party, platformId);
      addTo(this.#partiesOf, platformId, party);
    }
    this.#gone = Object.fromEntries(
      sharedModules.map((module) => [module, goneOwners(module, residences)]),
    ) as Record<SharedModule, ReadonlySet<string>>;
  }

  /** May messages of the module pass between the two parties, in either direction? */
  mayPass(from: string, to: string, module: string): boolean {
    const [one, other] = [foldRef(from), foldRef(to)];
    return this.#areNeighbours(one, other) || this.#allows(one, other, module.toLowerCase());
  }

  /** What the other is to the viewer; the same the other way round. */
  standing(viewer: string, other: string): Standing {
    return this.#seen(foldRef(viewer), foldRef(other)).standing;
  }

  /** What becomes of a message from one party to another (E25, E26). */
  passage(from: string, to: string, module: string): Passage {
    if (this.mayPass(from, to, module)) return 'ALLOWED';
    // Nobody is planned whom nobody has registered.
    if (!this.#known.has(foldRef(to))) return 'HIDDEN';
    const standing = this.standing(from, to);
    return standing === 'VISIBLE' ? 'FORBIDDEN_MODULE' : standing;
  }

  /** Keys of the parties a platform speaks for. */
  partiesOf(platformId: string): string[] {
    return [...(this.#partiesOf.get(platformId) ?? [])];
  }

  /** What these parties together see of the others; found once, as every read of a party asks. */
  sight(viewers: readonly string[]): Sight {
    const keys = viewers.map(foldRef);
    const asked = keys.join(' ');
    const known = this.#sights.get(asked);
    if (known) return known;
    const sight = this.#sightOf(keys);
    if (this.#sights.size >= SIGHTS_MAX) this.#sights.clear();
    this.#sights.set(asked, sight);
    return sight;
  }

  #sightOf(keys: readonly string[]): Sight {
    const others = seenStandingOf(this.policy, undefined);
    const except = new Map<string, SeenStanding>();
    for (const other of this.#acquaintancesOf(keys)) {
      const seen = unionOf(keys.map((viewer) => this.#seen(viewer, other))) ?? others;
      if (seen.standing !== others.standing || seen.since_ms !== others.since_ms) except.set(other, seen);
    }
    return { others, except };
  }

  /** Whose objects for everybody these parties together may read; undefined when it is everybody's. */
  reach(viewers: readonly string[]): Reach | undefined {
    const keys = viewers.map(foldRef);
    const known = this.#acquaintancesOf(keys);
    const others = this.policy.preset === 'OPEN';
    const listed: Reach['listed'] = {};
    for (const module of sharedModules) {
      const passing = (owner: string) =>
        keys.some((viewer) => this.#areNeighbours(viewer, owner) || this.#allows(viewer, owner, module));
      const gone = this.#gone[module];
      const owners = others
        ? [...gone, ...known.filter((owner) => !gone.has(owner) && !passing(owner))]
        : known.filter((owner) => !gone.has(owner) && passing(owner));
      if (owners.length > 0) listed[module] = owners.sort();
    }
    return others && Object.keys(listed).length === 0 ? undefined : { others, listed };
  }

  /** The parties about which more is to be said than about the others: with an agreement, and of the same platform. */
  #acquaintancesOf(viewers: readonly string[]): string[] {
    const known = new Set(viewers);
    for (const viewer of viewers) {
      for (const other of this.pairs.get(viewer)?.keys() ?? []) known.add(other);
      for (const platform of this.#platformsOf.get(viewer) ?? [])
        for (const neighbour of this.#partiesOf.get(platform) ?? []) known.add(neighbour);
    }
    return [...known];
  }

  #allows(one: string, other: string, module: string): boolean {
    return allows(this.policy, this.pairs.get(one)?.get(other), module);
  }

  #seen(viewer: string, other: string): SeenStanding {
    return this.#areNeighbours(viewer, other)
      ? ownStanding()
      : seenStandingOf(this.policy, this.pairs.get(viewer)?.get(other));
  }

  #areNeighbours(one: string, other: string): boolean {
    if (one === other || one === this.hub || other === this.hub) return true;
    const platforms = this.#platformsOf.get(one);
    const others = this.#platformsOf.get(other);
    return platforms !== undefined && others !== undefined && !platforms.isDisjointFrom(others);
  }
}

const addTo = (sets: Map<string, Set<string>>, key: string, value: string): void => {
  const known = sets.get(key);
  if (known) known.add(value);
  else sets.set(key, new Set([value]));
};

const goneOwners = (module: SharedModule, residences: readonly Residence[]): ReadonlySet<string> => {
  const roles: readonly string[] = ownerRolesOf[module];
  const owning = residences.filter(({ role }) => roles.includes(role));
  const active = new Set(owning.filter(({ isSuspended }) => !isSuspended).map(({ party }) => party));
  return new Set(owning.map(({ party }) => party).filter((party) => !active.has(party)));
};
