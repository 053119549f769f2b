/**
 * The folder the embedded database lives in: `<HUB_DATA_DIR>/postgres`, with
 *   data/       what PostgreSQL owns, belonging to the account it runs as
 *   password    of its superuser, mode 0600
 *   server.log  what the server had to say
 *
 * When root works under a folder that only root may enter (a clone in /root), the server's account cannot get there.
 * Then the folder is made in /var/lib and `<HUB_DATA_DIR>/postgres` is a link to it. Not in /var/tmp: systemd clears
 * old files out of it. The link, not a name worked out from the path, says which database belongs to the data folder,
 * so that the key file beside it and the database always come and go together.
 */
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readdirSync, realpathSync, symlinkSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { accountFor, canReach } from './account.js';
import type { EmbeddedLog } from './index.js';

export interface Home {
  folder: string;
  data: string;
  password: string;
  log: string;
}

const farRoot = '/var/lib/chargesphere';

/** Finds the database's folder, or makes it where the server's account can get to it. */
export function placeHome(dataDir: string, log: Pick<EmbeddedLog, 'warn'>): Home {
  const wanted = join(resolve(dataDir), 'postgres');
  const folder = existsSync(wanted) ? realpathSync(wanted) : makeFolder(wanted, log);
  const home = homeIn(folder);
  if (!canReach(folder, accountFor(home.data)))
    throw new Error(
      `PostgreSQL cannot run as root, and the user it runs as cannot enter ${folder}. ` +
        'Set HUB_DATA_DIR to a folder outside of private ones such as /root, or set DATABASE_URL.',
    );
  return home;
}

export function homeIn(folder: string): Home {
  return {
    folder,
    data: join(folder, 'data'),
    password: join(folder, 'password'),
    log: join(folder, 'server.log'),
  };
}

function makeFolder(wanted: string, log: Pick<EmbeddedLog, 'warn'>): string {
  const parent = dirname(wanted);
  mkdirSync(parent, { recursive: true });
  // A link whose target was deleted is in the way; it says nothing any more.
  if (readdirSync(parent).includes('postgres'))
    throw new Error(
      `${wanted} is a link to a folder that is gone. Restore that folder, or remove the link to begin empty.`,
    );
  if (canReach(parent, accountFor(wanted))) return realpathSync(passable(wanted));
  passable(farRoot);
  const far = passable(join(farRoot, `postgres-${randomBytes(6).toString('hex')}`));
  symlinkSync(far, wanted);
  log.warn(
    `Only root may enter ${parent}, so the embedded database is kept in ${far}; ${wanted} links to it.`,
  );
  return far;
}

/** Others may pass through it, so that the server's account gets to data/; only we may list it or write in it. */
function passable(folder: string): string {
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o711); // apart, because the umask may have taken the bits away
  return folder;
}
