/** Accounts as operators keep them. */
import { recordPage, type Page, type PageInput } from '@chargesphere/chassis';
import { Problem, type PeopleRole } from '@chargesphere/schema';
import { LockMode, type FilterQuery } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Ground } from '../ground.js';
import { Platform } from '../platform.entity.js';
import { isPlatformId } from '../platform.store.js';
import { containing } from '../record-bounds.js';
import { accessChanged } from './access.events.js';
import { Account } from './account.entity.js';
import { emailIn, partiesIn, personNameIn, requireFit } from './account.rules.js';

export interface NewAccount {
  email: string;
  name: string;
  role: PeopleRole;
  platformId?: string | null;
  parties?: string[] | null;
}

export interface AccountChange {
  name?: string | null;
  role?: PeopleRole | null;
  platformId?: string | null;
  parties?: string[] | null;
}

export interface AccountsWanted {
  text?: string | null;
  role?: PeopleRole | null;
  platformId?: string | null;
}

export class AccountStore {
  constructor(private readonly ground: Pick<Ground, 'orm' | 'write' | 'now'>) {}

  async find(id: string): Promise<Account | null> {
    return isPlatformId(id) ? this.ground.orm.em.fork().findOne(Account, { id }) : null;
  }

  async byEmail(email: string): Promise<Account | null> {
    return this.ground.orm.em.fork().findOne(Account, { email });
  }

  /** In the order in which they were made. */
  page(
    wanted: AccountsWanted | null | undefined,
    page: PageInput | null | undefined,
  ): Promise<Page<Account>> {
    const em = this.ground.orm.em.fork();
    const text = wanted?.text ? containing(wanted.text) : undefined;
    const where: FilterQuery<Account> = {
      ...(wanted?.role && { role: wanted.role }),
      ...(wanted?.platformId && { platformId: isPlatformId(wanted.platformId) ? wanted.platformId : null }),
      ...(text && { $or: [{ email: text }, { name: text }] }),
    };
    return recordPage<Account>(page, {
      list: (position, limit) =>
        em.find(Account, { $and: [where, { seq: { $gt: position } }] }, { orderBy: { seq: 'asc' }, limit }),
      count: () => em.count(Account, where),
      positionOf: ({ seq }) => seq,
    });
  }

  /** Without a password: that is what its invitation is for. An open one is invited anew. CONFLICT when it is in use. */
  invite(input: NewAccount, by: string): Promise<Account> {
    const email = emailIn(input.email);
    const fields = {
      name: personNameIn(input.name),
      role: input.role,
      platformId: input.platformId ?? null,
      parties: partiesIn(input.parties),
    };
    requireFit(fields.role, fields.platformId);
    return this.ground.write(async (em) => {
      await requirePlatform(em, fields.platformId);
      const known = await em.findOne(Account, { email }, { lockMode: LockMode.PESSIMISTIC_WRITE });
      if (known?.passwordHash)
        throw new Problem('CONFLICT', `${email} has an account already; change that one.`);
      if (!known)
        return em.create(Account, {
          ...{ email, ...fields, passwordHash: null },
          ...{ createdAt: this.ground.now(), createdBy: by },
        });
      return em.assign(known, { ...fields, disabledAt: null, linkVersion: known.linkVersion + 1 });
    });
  }

  /** From the next request on: whoever remembers it is told. */
  change(id: string, change: AccountChange): Promise<Account> {
    return this.#locked(id, async (em, account) => {
      const role = change.role ?? account.role;
      const platformId = change.platformId === undefined ? account.platformId : change.platformId;
      requireFit(role, platformId);
      await requirePlatform(em, platformId);
      if (account.role === 'OPERATOR' && role !== 'OPERATOR') await requireAnother(em, account);
      em.assign(account, {
        ...{ role, platformId },
        ...(change.name && { name: personNameIn(change.name) }),
        ...(change.parties !== undefined && { parties: partiesIn(change.parties) }),
      });
    });
  }

  /** Nobody logs in with it any more, and who has is out. */
  disable(id: string): Promise<Account> {
    return this.#locked(id, async (em, account) => {
      if (account.role === 'OPERATOR') await requireAnother(em, account);
      account.disabledAt ??= this.ground.now();
      account.linkVersion += 1;
      await em.execute('delete from parties.login where account_id = ?', [account.id]);
    });
  }

  enable(id: string): Promise<Account> {
    return this.#locked(id, async (_em, account) => {
      account.disabledAt = null;
    });
  }

  #locked(id: string, work: (em: EntityManager, account: Account) => Promise<void>): Promise<Account> {
    return this.ground.write(async (em, note) => {
      const account = isPlatformId(id)
        ? await em.findOne(Account, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE })
        : null;
      if (!account)
        throw new Problem(
          'NOT_FOUND',
          `There is no account ${JSON.stringify(id)}; take an id from accounts.`,
        );
      await work(em, account);
      note(accessChanged({ account: account.id }));
      return account;
    });
  }
}

/** Somebody who can administer the hub has to be left. The lock keeps two from leaving at the same time. */
const requireAnother = async (em: EntityManager, { id }: Account): Promise<void> => {
  const others = await em.execute<{ id: string }[]>(
    `select id from parties.account where role = 'OPERATOR' and disabled_at is null and password_hash is not null
       order by id for update`,
  );
  if (others.some((one) => one.id !== id)) return;
  throw new Problem('CONFLICT', 'This is the last operator who can log in; make another one first.');
};

export const requirePlatform = async (em: EntityManager, id: string | null): Promise<void> => {
  if (id === null || (isPlatformId(id) && (await em.findOne(Platform, { id })))) return;
  throw new Problem('NOT_FOUND', `There is no platform ${id}; take an id from platforms.`);
};
