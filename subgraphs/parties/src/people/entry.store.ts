/**
 * How people come in: by password, by the link of an invitation, by the link of a reset. What is refused is refused
 * with one sentence whatever the reason, so that nobody learns who has an account here.
 */
import { newToken } from '@chargesphere/chassis';
import { Problem, type Bearer, type Visitor } from '@chargesphere/schema';
import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Logger } from 'pino';
import type { Ground } from '../ground.js';
import { isPlatformId } from '../platform.store.js';
import { accessChanged } from './access.events.js';
import { Account } from './account.entity.js';
import { emailIn } from './account.rules.js';
import type { AccountStore } from './account.store.js';
import { allowancesOf, mailAllowancesOf } from './attempt.rules.js';
import type { AttemptStore } from './attempt.store.js';
import { LINK_LIFETIME_MS, type LinkPurpose, type Links } from './link.rules.js';
import type { LoginStore } from './login.store.js';
import { invitationMail, resetMail, type SendMail } from './mail.js';
import { foldedPassword, newPasswordIn } from './password.rules.js';
import type { Passwords } from './passwords.js';

export interface EntryParts {
  ground: Pick<Ground, 'orm' | 'write' | 'now'>;
  accounts: AccountStore;
  logins: LoginStore;
  attempts: AttemptStore;
  passwords: Passwords;
  links: Links;
  /** Where the page is that takes links, such as https://hub.example.com/account. */
  pageUrl: string;
  send: SendMail | undefined;
  log: Logger;
}

export interface Sent {
  link: string;
  expiresAt: Date;
  mailed: boolean;
}

export class EntryStore {
  constructor(private readonly parts: EntryParts) {}

  /** Begins a login for the visitor's browser. */
  async logIn(given: string, password: string, visitor: Visitor): Promise<Account> {
    const { accounts, attempts, passwords, log } = this.parts;
    const email = given.trim().normalize('NFC').toLowerCase().slice(0, 300);
    const { all, pair } = allowancesOf(email, visitor.address);
    if (!(await attempts.begin(all)))
      throw new Problem('UNAVAILABLE', 'Too many attempts have failed; wait a while before the next one.');
    const account = await accounts.byEmail(email);
    const usable = account && !account.disabledAt ? account : undefined;
    const isRight = await passwords.isRight(foldedPassword(password).slice(0, 1_000), usable?.passwordHash);
    if (!usable || !isRight) {
      log.warn({ address: visitor.address, account: account?.id }, 'a login was refused');
      throw new Problem('FORBIDDEN', 'This is not the password of an open account here; try again.');
    }
    await attempts.forgive(all, pair);
    await this.#begin(usable, visitor);
    return usable;
  }

  /** Somebody for whom a provider has vouched: the address is theirs, and what they may do is their account's affair. */
  async logInByProvider(given: string, visitor: Visitor): Promise<boolean> {
    const account = await this.parts.accounts.byEmail(emailIn(given));
    if (!account || account.disabledAt) return false;
    await this.#begin(account, visitor);
    return true;
  }

  /** A link for a new account, sent by mail if there is a way to. */
  async invite(account: Account): Promise<Sent> {
    const { link, expiresAt } = this.#link(account, 'invitation');
    return {
      link,
      expiresAt,
      mailed: await this.#mail(invitationMail(account.email, account.name, link, expiresAt)),
    };
  }

  /** Does what it does after it has answered, so that the time it takes tells nobody who has an account. */
  async requestReset(given: string, visitor: Visitor): Promise<void> {
    const email = emailIn(given);
    if (!(await this.parts.attempts.begin(mailAllowancesOf(email, visitor.address))))
      throw new Problem('UNAVAILABLE', 'Enough mails were asked for; wait a while before the next one.');
    this.#sendReset(email).catch((err: unknown) =>
      this.parts.log.error({ err }, 'a reset could not be sent'),
    );
  }

  async acceptInvitation(text: string, password: string, visitor: Visitor): Promise<Account> {
    return this.#enterByLink(text, 'invitation', password, visitor);
  }

  async resetPassword(text: string, password: string, visitor: Visitor): Promise<Account> {
    return this.#enterByLink(text, 'reset', password, visitor);
  }

  /** Ends all other logins of the person: whoever had the former password is out. */
  async changePassword(bearer: Bearer, current: string, next: string): Promise<void> {
    const { accounts, attempts, passwords } = this.parts;
    const account = bearer.account === undefined ? null : await accounts.find(bearer.account);
    if (!account) throw new Problem('FORBIDDEN', 'Only people have passwords; log in first.');
    const { all, pair } = allowancesOf(account.email, `account ${account.id}`);
    if (!(await attempts.begin(all)))
      throw new Problem('UNAVAILABLE', 'Too many attempts have failed; wait a while before the next one.');
    if (!(await passwords.isRight(foldedPassword(current).slice(0, 1_000), account.passwordHash)))
      throw new Problem('FORBIDDEN', 'This is not your current password; try again.');
    await attempts.forgive(all, pair);
    if (foldedPassword(next) === foldedPassword(current))
      throw new Problem('INVALID_INPUT', 'This is the password you have; choose another.');
    const hashed = await passwords.hash(newPasswordIn(next, account));
    await this.#setPassword(account.id, hashed, bearer.login);
  }

  /** The first operator, with a password to be printed once; undefined when there is one already. */
  async ensureAdministrator(given: string): Promise<{ email: string; password: string } | undefined> {
    const { ground, passwords } = this.parts;
    const email = emailIn(given);
    const em = ground.orm.em.fork();
    const isOne = { role: 'OPERATOR', passwordHash: { $ne: null }, disabledAt: null } as const;
    if ((await em.count(Account, isOne)) > 0) return undefined;
    const password = newToken().slice(0, 24);
    const passwordHash = await passwords.hash(password);
    const made = await ground.write(async (writing) => {
      // Of nodes that start at the same time one makes it.
      await writing.execute(`select pg_advisory_xact_lock(hashtext('parties.account'))`);
      if ((await writing.count(Account, isOne)) > 0) return false;
      const known = await writing.findOne(Account, { email });
      const fields = { passwordHash, role: 'OPERATOR', mustChangePassword: true, platformId: null } as const;
      if (known) writing.assign(known, { ...fields, disabledAt: null, linkVersion: known.linkVersion + 1 });
      else
        writing.create(Account, {
          ...{ email, name: 'Administrator', parties: null, ...fields },
          ...{ createdAt: ground.now(), createdBy: 'the hub' },
        });
      return true;
    });
    return made ? { email, password } : undefined;
  }

  async #enterByLink(
    text: string,
    purpose: LinkPurpose,
    password: string,
    visitor: Visitor,
  ): Promise<Account> {
    const { links, accounts, passwords, ground } = this.parts;
    const link = links.read(text, purpose, ground.now().getTime());
    const account = link && (await accounts.find(link.account));
    if (!link || !account || account.disabledAt || account.linkVersion !== link.version) throw noSuchLink();
    const hashed = await passwords.hash(newPasswordIn(password, account));
    const entered = await this.#setPassword(account.id, hashed, undefined, link.version);
    await this.#begin(entered, visitor);
    return entered;
  }

  #setPassword(id: string, hashed: string, keep: string | undefined, version?: number): Promise<Account> {
    return this.parts.ground.write(async (em, note) => {
      const account = await em.findOne(Account, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
      // Of two who use a link at the same time, one is too late.
      if (!account || (version !== undefined && account.linkVersion !== version)) throw noSuchLink();
      em.assign(account, {
        ...{ passwordHash: hashed, mustChangePassword: false, linkVersion: account.linkVersion + 1 },
      });
      await endLogins(em, id, keep);
      note(accessChanged({ account: id }));
      return account;
    });
  }

  async #begin(account: Account, { loginHash, address }: Visitor): Promise<void> {
    const { logins, log } = this.parts;
    const login = await logins.begin(account.id, loginHash, address);
    log.info({ account: account.id, login, address }, 'somebody logged in');
  }

  #link(account: Account, purpose: LinkPurpose): { link: string; expiresAt: Date } {
    const { links, pageUrl, ground } = this.parts;
    const expires = ground.now().getTime() + LINK_LIFETIME_MS[purpose];
    const text = links.sign({ purpose, account: account.id, version: account.linkVersion, expires });
    // After the #, so that it is in no log of a server or proxy.
    return { link: `${pageUrl}#${purpose}=${text}`, expiresAt: new Date(expires) };
  }

  async #sendReset(email: string): Promise<void> {
    const account = await this.parts.accounts.byEmail(email);
    if (!account?.passwordHash || account.disabledAt) return;
    const { link, expiresAt } = this.#link(account, 'reset');
    await this.#mail(resetMail(account.email, account.name, link, expiresAt));
  }

  /** Whether it is on its way. A mail that cannot be sent is for operators to look into, and no reason to fail. */
  async #mail(mail: Parameters<SendMail>[0]): Promise<boolean> {
    const { send, log } = this.parts;
    if (!send) return false;
    try {
      await send(mail);
      return true;
    } catch (err) {
      log.error({ err, subject: mail.subject }, 'a mail could not be sent');
      return false;
    }
  }
}

const endLogins = (em: EntityManager, account: string, keep: string | undefined): Promise<unknown> =>
  em.execute('delete from parties.login where account_id = ? and id <> ?', [
    account,
    keep && isPlatformId(keep) ? keep : '00000000-0000-0000-0000-000000000000',
  ]);

const noSuchLink = (): Problem =>
  new Problem('FORBIDDEN', 'This link is not valid any more; ask for a new one.');
