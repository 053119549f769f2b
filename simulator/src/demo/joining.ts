/**
 * Getting a platform of the demo connected: with the tokens of the last run when they still work, otherwise by an
 * invitation. A hub that is not there yet is tried a few times.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { RegistrationFailure } from '../platform/discovery.js';
import type { Invitation } from '../platform/peer.js';
import type { Platform } from '../platform/platform.js';
import type { Log } from './attempts.js';

export interface JoinOptions {
  log: Log;
  /** Where the hub is now, when it may have moved since the last run. */
  versionsUrl?: string | undefined;
  /** Our URLs are others than in the last run, and the hub has to be told. */
  hasMoved: boolean;
  /** How a new registration is done. */
  enrol: (platform: Platform) => Promise<void>;
  signal: AbortSignal;
}

const PAUSES_MS = [500, 1_000, 2_000, 4_000];

/** True when it is connected. */
export async function join(platform: Platform, options: JoinOptions): Promise<boolean> {
  const { log, signal } = options;
  for (const pause_ms of [...PAUSES_MS, 0]) {
    try {
      if (!(await resumes(platform, options))) await options.enrol(platform);
      return true;
    } catch (error) {
      if (signal.aborted) return false;
      log.warn(
        `${platform.name} is not connected: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
    await pause(pause_ms, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return false;
  }
  return false;
}

/** Whether the hub still knows us; forgets it when it does not. */
async function resumes(platform: Platform, { log, versionsUrl, hasMoved }: JoinOptions): Promise<boolean> {
  const peer = platform.peers.at(-1);
  if (!peer) return false;
  if (versionsUrl !== undefined) peer.versionsUrl = versionsUrl;
  try {
    await platform.rediscover(peer);
    if (hasMoved) await platform.update(peer);
    log.info(`${platform.name} is connected again with the credentials of its last run.`);
    return true;
  } catch (error) {
    if (!(error instanceof RegistrationFailure) || error.result?.http !== 401) throw error;
    log.info(`${platform.name} is no longer known to the hub and registers again.`);
    platform.forget(peer);
    return false;
  }
}

/** Registers with an invitation from the hub. */
export const byInvitation =
  (invite: (name: string) => Promise<Invitation>) =>
  async (platform: Platform): Promise<void> => {
    await platform.register(await invite(platform.name));
  };

/** Invites the hub, which then registers here. */
export const byConnection =
  (connect: (name: string, versionsUrl: string, token: string) => Promise<void>) =>
  async (platform: Platform): Promise<void> => {
    const { versionsUrl, token } = platform.invite();
    await connect(platform.name, versionsUrl, token);
    if (platform.peers.length === 0) throw new Error('The hub did not register here.');
  };
