/** The eMSP of the stage, in a process of its own: it receives Sessions, and nothing else, so Locations reach nobody. */
import { EMSP } from '../documents.js';
import type { Opened } from '../worker/roles.js';
import { startPlainPlatform, type Invitation } from './plain-platform.js';

export interface EmspLoadOptions {
  invitation: Invitation;
}

export interface ReceivingEmsp {
  /** Its token for calling the hub. */
  token: string;
  /** Where it receives Sessions. */
  sessionsUrl: string;
}

export const openEmspLoad = async ({
  invitation,
}: EmspLoadOptions): Promise<Opened<ReceivingEmsp, null, null>> => {
  const platform = await startPlainPlatform({ ...EMSP, receives: ['sessions'] });
  const token = await platform.register(invitation);
  return { told: { token, sessionsUrl: `${platform.origin}/sessions` }, run: async () => null };
};
