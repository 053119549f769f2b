/** A partner that keeps what it is sent, in every module and role: the far side of whatever is carried on. */
import type { ServerResponse } from 'node:http';
import type { MemoryPlatform } from './memory-graph.js';
import type { Heard, ScriptedPartner } from './scripted-partner.js';
import { answer, scriptedPartner } from './scripted-partner.js';

export const MODULES = [
  'locations',
  'tariffs',
  'sessions',
  'tokens',
  'cdrs',
  'invoicereconciliation',
  'commands',
  'chargingprofiles',
] as const;

export async function keepingPartner(): Promise<ScriptedPartner> {
  const kept = new Map<string, unknown>();
  return scriptedPartner((heard, res) => keep(kept, heard, res));
}

function keep(kept: Map<string, unknown>, { method, path, body }: Heard, res: ServerResponse): void {
  const key = path.toUpperCase();
  const isKnown = kept.has(key);
  switch (method) {
    case 'PUT':
      kept.set(key, JSON.parse(body));
      return answer(res, undefined, 1000, isKnown ? 200 : 201);
    case 'GET':
    case 'PATCH':
    case 'DELETE':
      if (!isKnown) return answer(res, undefined, 2001, 404);
      if (method === 'DELETE') kept.delete(key);
      return answer(res, method === 'GET' ? kept.get(key) : undefined);
    default:
      return answer(res, undefined);
  }
}

/** Where the hub finds the partner, as a handshake would have told it. */
export function reachableAt(platform: MemoryPlatform, { origin }: Pick<ScriptedPartner, 'origin'>): void {
  platform.outbound = { token: 'token-of-the-hub', base64Token: true };
  platform.endpoints = MODULES.flatMap((identifier) =>
    ['SENDER', 'RECEIVER'].map((role) => ({ identifier, role, url: `${origin}/${role}/${identifier}` })),
  );
}
