/** Accounts, logins and keys put together: what the graph is given, and what the composition root calls. */
import type { Frame } from '@chargesphere/chassis';
import type { Logger } from 'pino';
import { ApiKeyResolver } from '../api-key.resolver.js';
import { ApiKeyStore } from '../api-key.store.js';
import type { Ground } from '../ground.js';
import type { Permissions } from '../permission.store.js';
import { AccountResolver } from './account.resolver.js';
import { AccountStore } from './account.store.js';
import { AttemptStore } from './attempt.store.js';
import { EntryResolver } from './entry.resolver.js';
import { EntryStore } from './entry.store.js';
import { signedLinks } from './link.rules.js';
import { LoginStore } from './login.store.js';
import type { SendMail } from './mail.js';
import { Passwords } from './passwords.js';

export interface PeopleOptions {
  secret: Buffer;
  publicUrl: string;
  send: SendMail | undefined;
  log: Logger;
}

/** Mutations with which people see to themselves: analysts, who change nothing else, may call them. */
export const OWN_AFFAIRS = ['logOut', 'endLogin', 'changePassword'];

export const peopleParts = (
  { pool }: Pick<Frame, 'pool'>,
  ground: Ground,
  permissions: Permissions,
  { secret, publicUrl, send, log }: PeopleOptions,
) => {
  const now = () => ground.now();
  const keys = new ApiKeyStore(ground);
  const accounts = new AccountStore(ground);
  const logins = new LoginStore(pool, now);
  const entry = new EntryStore({
    ...{ ground, accounts, logins, send, log },
    attempts: new AttemptStore(pool, now),
    passwords: new Passwords(),
    links: signedLinks(secret),
    pageUrl: `${publicUrl.replace(/\/+$/, '')}/account`,
  });
  return {
    keys,
    entry,
    resolvers: [
      new ApiKeyResolver(keys, accounts, logins, permissions),
      new AccountResolver(accounts, entry),
      new EntryResolver(entry, accounts, logins, ground),
    ],
  };
};
