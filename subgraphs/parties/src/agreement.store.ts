/** Agreements between parties and the policy of the hub (HUB-032): set by operators, read by those concerned. */
import { poolOf, recordPage, type Page, type PageInput } from '@chargesphere/chassis';
import { foldRef, Problem, refOf, type Principal } from '@chargesphere/schema';
import type { FilterQuery } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Agreement } from './agreement.entity.js';
import type { AgreementFilter, AgreementInput, HubPolicyInput } from './agreement.inputs.js';
import type { Ground } from './ground.js';
import { HubPolicy } from './hub-policy.entity.js';
import { Party } from './party.entity.js';
import { initialPolicy, modulesIn, pairOf, standingOf } from './permission.rules.js';
import type { Permissions } from './permission.store.js';
import { EVERY_PLATFORM, platformChanged } from './platform.events.js';
import { isPlatformId } from './platform.store.js';
import { PartyRole } from './role.entity.js';

type KnownPrincipal = Exclude<Principal, { kind: 'anonymous' }>;

const NOTE_MAX = 1000;
/** Agreements shown beside a party. */
export const AGREEMENTS_SHOWN_MAX = 100;

export class AgreementStore {
  constructor(
    private readonly ground: Ground,
    private readonly permissions: Permissions,
  ) {}

  /** What holds for the pair from now on. One that has ended begins again. */
  async put(input: AgreementInput, by: string): Promise<Agreement> {
    const pair = pairOf(input.party, input.otherParty);
    const modules = modulesIn(input.modules);
    const note = noteIn(input.note);
    const agreement = await this.ground.write(async (em, tell) => {
      await oneAgreementAtATime(em);
      const [a, b] = await partiesOf(em, pair);
      const now = this.ground.now();
      const known = await em.findOne(Agreement, { a, b }, { populate: ['a', 'b'] });
      const terms = { modules, status: 'ACTIVE' as const, note, endedAt: null };
      const isSame = known?.status === 'ACTIVE' && String(known.modules) === String(modules);
      const standingChangedAt = await standingTime(em, known, { isActive: true, modules }, now);
      const agreement = known
        ? em.assign(known, { ...terms, standingChangedAt, ...(!isSame && { changedAt: now }) })
        : em.create(Agreement, {
            ...terms,
            a,
            b,
            createdBy: by,
            createdAt: now,
            changedAt: now,
            standingChangedAt,
          });
      if (!isSame) await tellPlatforms(em, pair, tell);
      return agreement;
    });
    this.permissions.forgetAgreements();
    return agreement;
  }

  /** The policy of the hub alone decides again; ending twice changes nothing. */
  async end(id: string): Promise<Agreement> {
    const agreement = await this.ground.write(async (em, tell) => {
      await oneAgreementAtATime(em);
      const known = isPlatformId(id)
        ? await em.findOne(Agreement, { id: id.toLowerCase() }, { populate: ['a', 'b'] })
        : null;
      if (!known)
        throw new Problem(
          'NOT_FOUND',
          `There is no agreement ${JSON.stringify(id)}; take an id from the list of agreements.`,
        );
      if (known.status === 'ENDED') return known;
      const now = this.ground.now();
      const standingChangedAt = await standingTime(em, known, undefined, now);
      em.assign(known, { status: 'ENDED', endedAt: now, changedAt: now, standingChangedAt });
      await tellPlatforms(em, [known.a.key, known.b.key], tell);
      return known;
    });
    this.permissions.forgetAgreements();
    return agreement;
  }

  async find(principal: KnownPrincipal, id: string): Promise<Agreement | null> {
    if (!isPlatformId(id)) return null;
    const where = { $and: [{ id: id.toLowerCase() }, concerning(principal)] } as FilterQuery<Agreement>;
    return this.ground.orm.em.fork().findOne(Agreement, where, { populate: ['a', 'b'] });
  }

  /** In the order in which the parties first agreed. */
  page(
    principal: KnownPrincipal,
    filter: AgreementFilter | null | undefined,
    page: PageInput | null | undefined,
  ): Promise<Page<Agreement>> {
    const em = this.ground.orm.em.fork();
    const where = [concerning(principal)];
    if (filter?.party) where.push(of([foldRef(filter.party)]));
    if (filter?.status) where.push({ status: filter.status });
    if (filter?.module) {
      const modules = modulesIn([filter.module]);
      where.push({ $or: [{ modules: null }, { modules: { $contains: modules } }] } as FilterQuery<Agreement>);
    }
    return recordPage<Agreement>(page, {
      list: (position, limit) =>
        em.find(Agreement, { $and: [...where, { seq: { $gt: position } }] } as FilterQuery<Agreement>, {
          orderBy: { seq: 'asc' },
          limit,
          populate: ['a', 'b'],
        }),
      count: () => em.count(Agreement, { $and: where } as FilterQuery<Agreement>),
      positionOf: (agreement) => agreement.seq,
    });
  }

  /** The active ones of each party, the newest first, in one query. */
  async ofParties(principal: KnownPrincipal, keys: readonly string[]): Promise<Agreement[][]> {
    const own = principal.kind === 'platform' ? keysOf(principal) : null;
    const pool = await poolOf(this.ground.orm);
    const { rows } = await pool.query<{ key: string; id: string }>(
      `select k.key, g.id from unnest($1::text[]) k (key) cross join lateral (
         select id, seq from parties.agreement
         where (a_key = k.key or b_key = k.key) and status = 'ACTIVE'
           and ($2::text[] is null or (a_key = any($2) or b_key = any($2)) and modules is distinct from '{}')
         order by seq desc limit $3) g order by g.seq desc`,
      [[...new Set(keys)], own, AGREEMENTS_SHOWN_MAX],
    );
    const found = await this.ground.orm.em
      .fork()
      .find(Agreement, { id: { $in: rows.map(({ id }) => id) } }, { populate: ['a', 'b'] });
    const byId = new Map(found.map((agreement) => [agreement.id, agreement]));
    const byKey = Map.groupBy(rows, ({ key }) => key);
    return keys.map((key) => (byKey.get(key) ?? []).flatMap(({ id }) => byId.get(id) ?? []));
  }

  /** What holds between parties without an agreement. */
  async policy(): Promise<HubPolicy> {
    return policyIn(this.ground.orm.em.fork());
  }

  async setPolicy({ preset, strangers }: HubPolicyInput, by: string): Promise<HubPolicy> {
    const policy = await this.ground.write(async (em, tell) => {
      await oneAgreementAtATime(em);
      const known = await policyIn(em);
      const now = this.ground.now();
      const next = { preset: preset ?? known.preset, strangers: strangers ?? known.strangers };
      if (next.preset === known.preset && next.strangers === known.strangers) return known;
      em.assign(known, {
        ...next,
        ...(next.preset !== known.preset && { presetChangedAt: now }),
        ...(next.strangers !== known.strangers && { strangersChangedAt: now }),
        changedAt: now,
        changedBy: by,
      });
      em.persist(known);
      tell(platformChanged(EVERY_PLATFORM, 'AGREEMENTS_CHANGED'));
      return known;
    });
    this.permissions.forgetAgreements();
    return policy;
  }
}

/** Whether two parties become strangers follows from both, so agreements and the policy change one at a time. */
const oneAgreementAtATime = async (em: EntityManager): Promise<void> => {
  await em.execute(`select pg_advisory_xact_lock(hashtext('chargesphere agreements'))`);
};

/** The record, or what holds until there is one. */
const policyIn = async (em: EntityManager): Promise<HubPolicy> =>
  (await em.findOne(HubPolicy, { id: 1 })) ??
  em.create(HubPolicy, { id: 1, ...initialPolicy, changedAt: null, changedBy: null }, { persist: false });

/** HCI-010: what the two are to each other has changed now, or it stays when it was. */
const standingTime = async (
  em: EntityManager,
  known: Agreement | null,
  next: { isActive: boolean; modules: string[] | null } | undefined,
  now: Date,
): Promise<Date | null> => {
  const policy = await policyIn(em);
  const before = known ? { isActive: known.status === 'ACTIVE', modules: known.modules } : undefined;
  const isSame = standingOf(policy, before) === standingOf(policy, next);
  return isSame ? (known?.standingChangedAt ?? null) : now;
};

const partiesOf = async (em: EntityManager, pair: [string, string]): Promise<[Party, Party]> => {
  const parties = await em.find(Party, { key: { $in: pair } });
  const [a, b] = pair.map((key) => {
    const party = parties.find((known) => known.key === key);
    if (party) return party;
    throw new Problem(
      'NOT_FOUND',
      `${key} is not known to this hub; a party can have an agreement once its platform has registered.`,
    );
  });
  return [a as Party, b as Party];
};

/** Whose caches and lists are different now: the platforms that speak for the two, or did. */
const tellPlatforms = async (
  em: EntityManager,
  pair: readonly string[],
  tell: (event: ReturnType<typeof platformChanged>) => void,
): Promise<void> => {
  const roles = await em.find(PartyRole, { party: { key: { $in: [...pair] } } });
  for (const id of new Set(roles.map((role) => role.platform.id)))
    tell(platformChanged(id, 'AGREEMENTS_CHANGED'));
};

const keysOf = ({ roles }: Extract<Principal, { kind: 'platform' }>): string[] => [
  ...new Set(roles.map(({ country_code, party_id }) => foldRef(refOf(country_code, party_id)))),
];

const of = (keys: string[]): FilterQuery<Agreement> => ({
  $or: [{ a: { key: { $in: keys } } }, { b: { key: { $in: keys } } }],
});

/**
 * Those a caller may read: operators all, a platform those of its own parties. One that keeps a pair apart is the
 * operator's affair: it would tell each of the other.
 */
const concerning = (principal: KnownPrincipal): FilterQuery<Agreement> =>
  principal.kind === 'platform'
    ? ({
        $and: [of(keysOf(principal)), { $or: [{ modules: null }, { modules: { $ne: [] } }] }],
      } as FilterQuery<Agreement>)
    : {};

const noteIn = (note: string | null | undefined): string | null => {
  const text = note?.trim() ?? '';
  if (text.length <= NOTE_MAX) return text || null;
  throw new Problem('INVALID_INPUT', `The note has ${text.length} characters; shorten it to ${NOTE_MAX}.`);
};
