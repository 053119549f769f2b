/** What resolvers of this subgraph get: who asks, and related records in one query per level. */
import { unauthenticated, type Outbox } from '@chargesphere/chassis';
import { foldRef, Problem, type Caller, type Principal } from '@chargesphere/schema';
import DataLoader from 'dataloader';
import type { PlatformEndpoint } from './endpoint.entity.js';
import type { PartyStore, SeenParty } from './party.store.js';
import type { Platform } from './platform.entity.js';
import type { PlatformStore } from './platform.store.js';
import type { PartyRole } from './role.entity.js';

export interface PartiesContext {
  caller: Caller;
  /** Where subscriptions listen. */
  outbox: Outbox;
  /** Parties the caller may see, by ref. */
  party: DataLoader<string, SeenParty | undefined, string>;
  platform: DataLoader<string, Platform | undefined>;
  rolesOfPlatform: DataLoader<string, PartyRole[]>;
  endpointsOfPlatform: DataLoader<string, PlatformEndpoint[]>;
}

export type KnownPrincipal = Exclude<Principal, { kind: 'anonymous' }>;

/** Whoever asks, but not nobody. */
export const knownPrincipal = ({ principal }: Caller): KnownPrincipal => {
  if (principal.kind === 'anonymous') throw unauthenticated();
  return principal;
};

export const partiesContext =
  (parties: PartyStore, platforms: PlatformStore, outbox: Outbox) =>
  (caller: Caller): PartiesContext => {
    // Only batched, never cached: an operation may change a platform and read it in its next field.
    const options = { cache: false, maxBatchSize: 1000 };
    return {
      caller,
      outbox,
      party: new DataLoader(
        async (refs) => parties.byKeys(knownPrincipal(caller), refs.map(foldRef)),
        options,
      ),
      platform: new DataLoader((ids) => platforms.byIds(ids), options),
      rolesOfPlatform: new DataLoader((ids) => parties.ofPlatforms(ids), options),
      endpointsOfPlatform: new DataLoader((ids) => platforms.endpointsOf(ids), options),
    };
  };

/** For records a foreign key promises. */
export const present = <T>(record: T | undefined, what: string): T => {
  if (record !== undefined) return record;
  throw new Problem('INTERNAL', `${what} is missing; tell the operator of the hub.`);
};
