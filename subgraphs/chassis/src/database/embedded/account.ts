/**
 * Who the server runs as. PostgreSQL refuses to run as root, so under root it gets the owner of the data it already
 * has, or else `nobody`: uid 65534 is on every Debian, and initdb insists on a user that has a name.
 */
import { accessSync, constants, statSync, type Stats } from 'node:fs';
import { dirname } from 'node:path';

export interface Account {
  uid: number;
  gid: number;
  /** True when the server runs as somebody else than we do. */
  isOther: boolean;
}

const nobody = 65_534;

/** The account for the server over this data folder, which need not exist yet. */
export function accountFor(dataFolder: string): Account {
  const self = { uid: process.getuid?.() ?? -1, gid: process.getgid?.() ?? -1, isOther: false };
  const data = statSync(dataFolder, { throwIfNoEntry: false });
  if (self.uid !== 0) {
    if (data && data.uid !== self.uid)
      throw new Error(
        `The database in ${dataFolder} belongs to user id ${data.uid}, but this is user id ${self.uid}. ` +
          'Start as the user who created it (root, if it was root), or set HUB_DATA_DIR to another folder.',
      );
    return self;
  }
  if (data && data.uid !== 0) return { uid: data.uid, gid: data.gid, isOther: true };
  return { uid: nobody, gid: nobody, isOther: true };
}

/** Can the account get to this path, through every folder above it? Another account is judged by mode bits. */
export function canReach(path: string, account: Account): boolean {
  if (!account.isOther) return isReadable(path);
  for (let step = path; ; step = dirname(step)) {
    const stats = statSync(step, { throwIfNoEntry: false });
    if (!stats || !mayEnter(stats, account)) return false;
    if (step === dirname(step)) return true;
  }
}

/** The execute bit that counts for this account: to enter a folder, to run a program. */
export function mayEnter(stats: Pick<Stats, 'uid' | 'gid' | 'mode'>, account: Account): boolean {
  const bit = stats.uid === account.uid ? 0o100 : stats.gid === account.gid ? 0o010 : 0o001;
  return (stats.mode & bit) !== 0;
}

function isReadable(path: string): boolean {
  try {
    accessSync(path, constants.R_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
