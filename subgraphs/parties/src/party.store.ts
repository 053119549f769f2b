/** Parties and their roles. Every read takes a viewer: there is none without. */
import { recordPage, type Page, type PageInput } from '@chargesphere/chassis';
import { foldRef, refOf, type CredentialsRole, type Principal } from '@chargesphere/schema';
import type { FilterQuery } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Ground, HubParty } from './ground.js';
import { Party } from './party.entity.js';
import type { PartyFilter } from './party.inputs.js';
import {
  partyKey,
  reachable,
  requireFreeRoles,
  roleKey,
  sees,
  viewerFrom,
  type ConnectionStatus,
  type Viewer,
} from './party.rules.js';
import type { Platform } from './platform.entity.js';
import { containing } from './record-bounds.js';
import { PartyRole } from './role.entity.js';

type KnownPrincipal = Exclude<Principal, { kind: 'anonymous' }>;

/** A party with the roles its viewer may see. */
export interface SeenParty {
  ref: string;
  countryCode: string;
  partyId: string;
  name: string | null;
  seen: PartyRole[];
}

const visibleRoles = (viewer: Viewer): FilterQuery<PartyRole> =>
  viewer.all ? {} : { $or: [{ status: { $in: [...reachable] } }, { platform: viewer.platformId }] };

export class PartyStore {
  constructor(private readonly ground: Ground) {}

  /** Parties by folded ref, in the order asked for; unknown and hidden ones are undefined. */
  async byKeys(principal: KnownPrincipal, keys: readonly string[]): Promise<(SeenParty | undefined)[]> {
    const viewer = viewerFrom(principal);
    const parties = await this.ground.orm.em
      .fork()
      .find(Party, { key: { $in: [...keys] } }, { populate: ['roles'] });
    const found = new Map(parties.map((party) => [party.key, seenBy(viewer, party)]));
    return keys.map((key) => found.get(key));
  }

  async page(
    principal: KnownPrincipal,
    filter: PartyFilter | null | undefined,
    page: PageInput | null | undefined,
  ): Promise<Page<SeenParty>> {
    const viewer = viewerFrom(principal);
    const em = this.ground.orm.em.fork();
    const where: FilterQuery<Party>[] = [];
    const role: FilterQuery<PartyRole>[] = viewer.all ? [] : [visibleRoles(viewer)];
    if (filter?.role) role.push({ role: filter.role.toUpperCase(), status: { $ne: 'SUSPENDED' } });
    if (role.length > 0) where.push({ roles: { $some: { $and: role } } } as FilterQuery<Party>);
    if (filter?.countryCode) where.push({ key: { $like: `${escaped(filter.countryCode.toUpperCase())}/%` } });
    if (filter?.name) where.push({ name: containing(filter.name) });
    const all = { $and: where } as FilterQuery<Party>;
    const parties = await recordPage<Party>(page, {
      list: (after, limit) =>
        em.find(Party, { $and: [...where, { seq: { $gt: after } }] } as FilterQuery<Party>, {
          orderBy: { seq: 'asc' },
          limit,
          populate: ['roles'],
        }),
      count: () => em.count(Party, where.length > 0 ? all : {}),
      positionOf: (party) => party.seq,
    });
    return { ...parties, items: parties.items.flatMap((party) => seenBy(viewer, party) ?? []) };
  }

  /** Roles of platforms, in the order asked for. */
  async ofPlatforms(platformIds: readonly string[]): Promise<PartyRole[][]> {
    const roles = await this.ground.orm.em
      .fork()
      .find(PartyRole, { platform: { $in: [...platformIds] } }, { orderBy: { id: 'asc' } });
    const byPlatform = Map.groupBy(roles, (role) => role.platform.id);
    return platformIds.map((id) => byPlatform.get(id) ?? []);
  }

  /**
   * What the hub lists as its roles towards a platform: everybody it can reach, without itself (CRED-005, CRED-010).
   * The hub is not among them: in 2.3.0 it has no role, only `hub_party_id` (CRED-007).
   */
  async rolesFor(platformId: string): Promise<CredentialsRole[]> {
    const roles = await this.ground.orm.em
      .fork()
      .find(
        PartyRole,
        { status: { $in: [...reachable] }, platform: { $ne: platformId } },
        { orderBy: { id: 'asc' } },
      );
    return roles.map((role) => ({
      role: role.role as CredentialsRole['role'],
      business_details: role.businessDetails,
      party_id: role.partyId,
      country_code: role.countryCode,
    }));
  }
}

const escaped = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

const seenBy = (viewer: Viewer, party: Party): SeenParty | undefined => {
  const { ref, countryCode, partyId, name } = party;
  const seen = party.roles
    .getItems()
    .filter((role) => sees(viewer, { status: role.status, platformId: role.platform.id }));
  return seen.length > 0 || viewer.all ? { ref, countryCode, partyId, name, seen } : undefined;
};

/** HCI-010: the time of a status moves with the status only. */
export const setRoleStatus = (role: PartyRole, status: ConnectionStatus, now: Date): void => {
  if (role.status === status) return;
  if (role.status === 'SUSPENDED') role.activeSince = now;
  role.status = status;
  role.statusChangedAt = now;
};

/**
 * Gives a platform the roles it declares (CRED-011, CRED-050): new ones are CONNECTED, those it no longer names are
 * SUSPENDED and kept, because ClientInfo is never deleted (HCI-002). Runs under the registration lock.
 */
export const declareRoles = async (
  em: EntityManager,
  platform: Platform,
  declared: readonly CredentialsRole[],
  { hub, now }: { hub: HubParty; now: Date },
): Promise<void> => {
  const keys = declared.map(partyKey);
  const held = await em.find(PartyRole, {
    $or: [{ platform: platform.id }, { party: { key: { $in: keys } } }],
  });
  const heldByKey = new Map(held.map((role) => [`${role.party.key} ${role.role}`, role]));
  requireFreeRoles(
    platform.id,
    declared,
    [...heldByKey].map(([key, role]) => ({ key, platformId: role.platform.id, status: role.status })),
    hub,
  );
  const parties = new Map((await em.find(Party, { key: { $in: keys } })).map((party) => [party.key, party]));
  const wanted = new Set<PartyRole>();
  for (const document of declared) {
    const party = declareParty(em, parties, document);
    const fields = {
      platform,
      party,
      role: document.role.toUpperCase(),
      countryCode: document.country_code,
      partyId: document.party_id,
      businessDetails: document.business_details,
    };
    const role = heldByKey.get(roleKey(document));
    if (role) setRoleStatus(em.assign(role, fields), 'CONNECTED', now);
    wanted.add(role ?? em.create(PartyRole, { ...fields, status: 'CONNECTED', statusChangedAt: now, activeSince: now }));
  }
  for (const role of held)
    if (role.platform.id === platform.id && !wanted.has(role)) setRoleStatus(role, 'SUSPENDED', now);
};

const declareParty = (em: EntityManager, parties: Map<string, Party>, document: CredentialsRole): Party => {
  const { country_code, party_id, business_details } = document;
  const fields = {
    ref: refOf(country_code, party_id),
    countryCode: country_code,
    partyId: party_id,
    name: business_details.name,
  };
  const key = foldRef(fields.ref);
  const known = parties.get(key);
  const party = known ? em.assign(known, fields) : em.create(Party, { key, ...fields });
  parties.set(key, party);
  return party;
};
