/** Asks the running hub for an invitation, with the operator key of the environment or the one the key file implies. */
import { loadSecret } from '@chargesphere/chassis';
import type { Config } from './config.js';
import { derivedKey } from './identity.js';
import type { Invitation } from './operator.js';

const TIMEOUT_MS = 10_000;

export const inviteAt = async (config: Config, name: string): Promise<Invitation> => {
  const key = config.adminKey ?? derivedKey(await loadSecret(config.secretKey, config.dataDir), 'local');
  // A certificate names the host that partners see, so over TLS the hub is called by that name.
  const origin = config.tls.certFile
    ? (config.publicUrl ?? `https://localhost:${config.port}`)
    : `http://${reachable(config.host)}:${config.port}`;
  const url = `${origin}/graphql`;
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify({
      query:
        'mutation Invite($name: String!) { invitePlatform(input: { name: $name }) { token versionsUrl expiresAt platform { id name } } }',
      variables: { name },
    }),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  }).catch((cause: unknown) => {
    throw new Error(`No hub answers at ${url}; start it first (npm start), or set HUB_HOST and HUB_PORT`, {
      cause,
    });
  });
  const { data, errors } = (await response.json()) as {
    data?: { invitePlatform: Invitation };
    errors?: { message: string }[];
  };
  if (!data)
    throw new Error(errors?.[0]?.message ?? `The hub answered HTTP ${response.status} without a reason.`);
  return data.invitePlatform;
};

/** Where a hub that listens on this address is found from the same machine. */
const reachable = (host: string): string => {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
};
