/** The demo: partner platforms beside the hub, let in as an operator would let them in, speaking OCPI only. */
import { join } from 'node:path';
import type { Logger } from '@chargesphere/chassis';
import { startDemo, type Demo } from '@chargesphere/simulator';
import type { Config } from './config.js';
import { systemCaller, type Hub } from './hub.js';
import { connect, invite } from './operator.js';

export const startHubDemo = (hub: Hub, config: Config, log: Logger, signal: AbortSignal): Promise<Demo> => {
  const { gateway } = hub;
  if (!gateway) throw new Error('The demo needs the gateway in this process.');
  return startDemo({
    invite: (name) => invite(gateway, systemCaller('demo'), name),
    connect: (name, versionsUrl, token) =>
      connect(gateway, systemCaller('demo'), { name, versionsUrl, token }),
    log: log.child({ part: 'demo' }),
    stateDir: join(config.dataDir, 'demo'),
    versionsUrl: `${hub.publicUrl}/ocpi/versions`,
    signal,
  });
};
