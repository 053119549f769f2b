/** Simulated partners that have registered at the hub of a test, by the real handshake. */
import type { Cpo, Platform } from '@chargesphere/simulator';
import { createCpo, samples } from '@chargesphere/simulator';
import type { MemoryPlatform } from './memory-graph.js';
import type { World } from './world.js';

export async function joined(w: World, partner: Platform): Promise<MemoryPlatform> {
  const platform = w.graph.addPlatform(partner.name);
  platform.status = 'PENDING';
  const token = w.graph.give(platform, 'TOKEN_A');
  await partner.register({ token, versionsUrl: `${w.origin}/ocpi/versions` });
  return platform;
}

/** NL/TNM with the Location LOC1 and the Session 101 there, of a driver of DE/BET. */
export async function joinedCpo(w: World): Promise<{ cpo: Cpo; platform: MemoryPlatform }> {
  const party_id = 'TNM';
  const cpo = await createCpo({ parties: [{ country_code: 'NL', party_id, name: 'The New Motion' }] });
  cpo.locations.put('NL/TNM/LOC1', samples.location({ party_id }));
  cpo.sessions.put('NL/TNM/101', samples.session({ party_id }));
  return { cpo, platform: await joined(w, cpo) };
}
