/** Parties and their roles. Every read takes a viewer: there is none without. */
import { poolOf, recordPage, type Page, type PageInput } from '@chargesphere/chassis';
import { foldRef, refOf, type CredentialsRole, type Principal } from '@chargesphere/schema';
import type { FilterQuery } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Ground, HubParty } from './ground.js';
import { Party } from './party.entity.js';
import type { PartyFilter } from './party.inputs.js';
import { partyKey, reachable, requireFreeRoles, roleKey, type ConnectionStatus } from './party.rules.js';
import type { Permissions } from './permission.store.js';
import type { Platform } from './platform.entity.js';
import { containing } from './record-bounds.js';
import { PartyRole } from './role.entity.js';
import { isNotHidden, isVisible, keysWith, listedState, type Viewer } from './viewer.rules.js';

type KnownPrincipal = Exclude<Principal, { kind: 'anonymous' }>;

/** What the graph shows of a role. */
export type SeenRole = Pick<
  PartyRole,
  'id' | 'role' | 'countryCode' | 'partyId' | 'businessDetails' | 'status' | 'statusChangedAt'
> & { platform: { id: string }; party: { key: string } };

type StoredRole = SeenRole & Pick<PartyRole, 'activeSince'>;

/** A party with the roles its viewer may see. */
export interface SeenParty {
  ref: string;
  countryCode: string;
  partyId: string;
  name: string | null;
  seen: SeenRole[];
}

type PartyFields = Omit<SeenParty, 'seen'> & { key: string };

/** A party beside one of its roles, or beside none. */
interface PartyRow extends PartyFields {
  role: (Omit<SeenRole, 'platform' | 'party' | 'statusChangedAt'> & { platformId: string }) | null;
  /** Milliseconds since 1970, as the next. */
  changedAt: number;
  activeAt: number;
}

/** By SQL of our own: every Session, CDR and Location that is shown names parties, and the ORM took ten times as long. */
const BY_KEYS = `
  select p.key, p.ref, p.country_code as "countryCode", p.party_id as "partyId", p.name,
    case when r.id is not null then json_build_object(
      'id', r.id, 'platformId', r.platform_id, 'role', r.role, 'countryCode', r.country_code,
      'partyId', r.party_id, 'businessDetails', r.business_details, 'status', r.status) end as role,
    coalesce(extract(epoch from r.status_changed_at) * 1000, 0)::float8 as "changedAt",
    coalesce(extract(epoch from r.active_since) * 1000, 0)::float8 as "activeAt"
  from parties.party p left join parties.role r on r.party_key = p.key
  where p.key = any($1::text[]) order by r.id`;

/** Of the platform that speaks for a party as CPO, or else in any role; one that left says what it spoke to the end. */
const VERSIONS = `
  select distinct on (r.party_key) r.party_key as key, p.version
  from parties.role r join parties.platform p on p.id = r.platform_id
  where r.party_key = any($1::text[]) and p.version is not null
  order by r.party_key, r.role <> 'CPO', r.status = 'SUSPENDED', r.id`;

const visibleRoles = (viewer: Viewer): FilterQuery<PartyRole> => {
  if (viewer.all) return {};
  const keys = keysWith(viewer.sight, isNotHidden);
  const others = { status: { $in: [...reachable] }, ...(keys && { party: keys }) };
  return { $or: [others, { platform: viewer.platformId }] } as FilterQuery<PartyRole>;
};

export class PartyStore {
  constructor(
    private readonly ground: Ground,
    private readonly permissions: Permissions,
  ) {}

  /** Parties by folded ref, in the order asked for; unknown and hidden ones are undefined. */
  async byKeys(principal: KnownPrincipal, keys: readonly string[]): Promise<(SeenParty | undefined)[]> {
    const pool = await poolOf(this.ground.orm);
    const { rows } = await pool.query<PartyRow>({
      name: 'parties.byKeys',
      text: BY_KEYS,
      values: [[...new Set(keys)]],
    });
    const viewer = await this.permissions.viewer(principal);
    const found = new Map(
      [...Map.groupBy(rows, ({ key }) => key)].map(([key, ofParty]) => [key, seenIn(viewer, ofParty)]),
    );
    return keys.map((key) => found.get(key));
  }

  /** OCPI versions by folded ref. Ask only for parties that the viewer sees. */
  async versions(keys: readonly string[]): Promise<(string | null)[]> {
    const pool = await poolOf(this.ground.orm);
    const { rows } = await pool.query<{ key: string; version: string }>({
      name: 'parties.versions',
      text: VERSIONS,
      values: [[...new Set(keys)]],
    });
    const found = new Map(rows.map(({ key, version }) => [key, version]));
    return keys.map((key) => found.get(key) ?? null);
  }

  async page(
    principal: KnownPrincipal,
    filter: PartyFilter | null | undefined,
    page: PageInput | null | undefined,
  ): Promise<Page<SeenParty>> {
    const viewer = await this.permissions.viewer(principal);
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
    return {
      ...parties,
      items: parties.items.flatMap((party) => seenBy(viewer, party, party.roles.getItems()) ?? []),
    };
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
   * What the hub lists as its roles towards a platform: everybody it may exchange something with, without itself
   * (CRED-005, CRED-010). The hub is not among them: in 2.3.0 it has no role, only `hub_party_id` (CRED-007).
   */
  async rolesFor(platformId: string): Promise<CredentialsRole[]> {
    const keys = keysWith(await this.permissions.sightOf(platformId), isVisible);
    const where = {
      status: { $in: [...reachable] },
      platform: { $ne: platformId },
      ...(keys && { party: keys }),
    };
    const roles = await this.ground.orm.em
      .fork()
      .find(PartyRole, where as FilterQuery<PartyRole>, { orderBy: { id: 'asc' } });
    return roles.map((role) => ({
      role: role.role as CredentialsRole['role'],
      business_details: role.businessDetails,
      party_id: role.partyId,
      country_code: role.countryCode,
    }));
  }
}

const escaped = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

/** The roles the viewer may see, as it sees them; a party of which it sees none is hidden. */
const seenBy = (viewer: Viewer, fields: PartyFields, roles: readonly StoredRole[]): SeenParty | undefined => {
  const { key, ref, countryCode, partyId, name } = fields;
  const seen = roles.flatMap((role) => seenRole(viewer, key, role) ?? []);
  return seen.length > 0 || viewer.all ? { ref, countryCode, partyId, name, seen } : undefined;
};

/** A role whose status is another for this viewer is shown as a copy; the record stays as it is. */
const seenRole = (viewer: Viewer, key: string, stored: StoredRole): SeenRole | undefined => {
  const { id, platform, party, role, countryCode, partyId, businessDetails } = stored;
  const { status, statusChangedAt, activeSince } = stored;
  const own = { status, statusChangedAt, activeSince, platformId: platform.id, party: key };
  const state = listedState(viewer, own);
  if (!state || (state.status === status && state.statusChangedAt === statusChangedAt))
    return state && stored;
  return { id, platform, party, role, countryCode, partyId, businessDetails, ...state };
};

/** The same from the rows of one party. */
const seenIn = (viewer: Viewer, rows: readonly PartyRow[]): SeenParty | undefined => {
  const [party] = rows;
  const roles = rows.flatMap(({ key, role, changedAt, activeAt }) => {
    if (!role) return [];
    const { platformId, ...shown } = role;
    const times = { statusChangedAt: new Date(changedAt), activeSince: new Date(activeAt) };
    return [{ ...shown, ...times, platform: { id: platformId }, party: { key } }];
  });
  return party && seenBy(viewer, party, roles);
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
    [...heldByKey].map(
      ([
        key,
        {
          platform: { id },
          status,
          onHold,
        },
      ]) => ({ key, platformId: id, status, onHold }),
    ),
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
    wanted.add(
      role ??
        em.create(PartyRole, { ...fields, status: 'CONNECTED', statusChangedAt: now, activeSince: now }),
    );
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
