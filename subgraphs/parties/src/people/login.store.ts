/**
 * Logins: for each browser in which somebody has logged in, the hash of the secret in its cookie, and until when it
 * counts: a week at the most, and half a day after it was last used.
 */
import type { Pool } from 'pg';
import { instant } from '../health-instant.js';
import { isPlatformId } from '../platform.store.js';

export const LOGIN_LASTS_MS = 7 * 24 * 3_600_000;
const IDLE_MS = 12 * 3_600_000;
/** Used is written down this often at the most: looking a login up must not be a write each time. */
const NOTED_EVERY_MS = 60_000;
/** Browsers in which one person can be logged in; the oldest login ends when there are more. */
const LOGINS_MAX = 20;

export interface LoginRecord {
  id: string;
  address: string;
  beganAt: Date;
  lastUsedAt: Date;
  endsAt: Date;
}

const COLUMNS = `id, address, began_at as "beganAt", last_used_at as "lastUsedAt",
  least(ends_at, last_used_at + make_interval(secs => ${IDLE_MS / 1000})) as "endsAt"`;

/** What counts at the instant $2. */
const COUNTS = `ends_at > $2 and last_used_at > $2::timestamptz - make_interval(secs => ${IDLE_MS / 1000})`;

export class LoginStore {
  constructor(
    private readonly pool: Pool,
    private readonly now: () => Date,
  ) {}

  /** Begins one; what is over, and what is too many, is cleared away. */
  async begin(accountId: string, hash: string, address: string): Promise<string> {
    const now = this.now();
    const { rows } = await this.pool.query<{ id: string }>(
      `insert into parties.login (hash, account_id, address, began_at, last_used_at, ends_at)
       values ($1, $2, $3, $4, $4, $5) returning id`,
      [hash, accountId, address, now, new Date(now.getTime() + LOGIN_LASTS_MS)],
    );
    await this.pool.query(
      `delete from parties.login where account_id = $1 and (not (${COUNTS}) or id in (
         select id from parties.login where account_id = $1 order by began_at desc, id offset $3))`,
      [accountId, now, LOGINS_MAX],
    );
    await this.pool.query('update parties.account set last_login_at = $2 where id = $1', [accountId, now]);
    return rows[0]?.id ?? '';
  }

  /** The login with this secret, if it counts; noted as used. */
  async find(hash: string): Promise<{ id: string; accountId: string } | undefined> {
    const now = this.now();
    const { rows } = await this.pool.query<{ id: string; accountId: string; lastUsedAt: Date }>(
      `select id, account_id as "accountId", last_used_at as "lastUsedAt" from parties.login
       where hash = $1 and ${COUNTS}`,
      [hash, now],
    );
    const [login] = rows;
    if (login && now.getTime() - instant(login.lastUsedAt).getTime() > NOTED_EVERY_MS)
      await this.pool.query('update parties.login set last_used_at = $2 where id = $1', [login.id, now]);
    return login;
  }

  /** Of one person, the newest first. */
  async of(accountId: string): Promise<LoginRecord[]> {
    const { rows } = await this.pool.query<LoginRecord>(
      `select ${COLUMNS} from parties.login where account_id = $1 and ${COUNTS} order by began_at desc, id limit $3`,
      [accountId, this.now(), LOGINS_MAX],
    );
    return rows.map((row) => ({
      ...row,
      beganAt: instant(row.beganAt),
      lastUsedAt: instant(row.lastUsedAt),
      endsAt: instant(row.endsAt),
    }));
  }

  /** Ends one of a person's; false when it is none. */
  async end(accountId: string, id: string): Promise<boolean> {
    if (!isPlatformId(id)) return false;
    const { rowCount } = await this.pool.query(
      'delete from parties.login where account_id = $1 and id = $2',
      [accountId, id],
    );
    return rowCount === 1;
  }
}
