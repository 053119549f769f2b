/**
 * Second floor of `federated-query`: the same subgraphs on the same database behind the same gateway, called in
 * process. What the hub costs beyond it is HTTP, the key and Apollo Server.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createLog } from '@chargesphere/chassis';
import { createGateway } from '@chargesphere/gateway';
import { createLocationsSubgraph } from '@chargesphere/locations';
import { createPartiesSubgraph } from '@chargesphere/parties';
import type { Caller } from '@chargesphere/schema';
import { createSessionsSubgraph } from '@chargesphere/sessions';
import { createTariffsSubgraph } from '@chargesphere/tariffs';
import { parse } from 'graphql';
import { runLanes, type Stretch } from '../load/lanes.js';
import type { Round } from '../report.rules.js';
import type { Opened } from '../worker/roles.js';

export interface GatewayOptions {
  url: string;
  query: string;
  /** Operations under way at a time. */
  abreast: number;
}

export const openGateway = async (options: GatewayOptions): Promise<Opened<unknown, Stretch, Round>> => {
  const { url, query, abreast } = options;
  const log = createLog({ level: 'error', isPretty: false });
  const hub = { country_code: 'NL', party_id: 'HUB', name: 'ChargeSphere' };
  const subgraphs = await Promise.all([
    createPartiesSubgraph({ url, log, hub, secret: Buffer.alloc(32), publicUrl: 'http://localhost' }),
    createLocationsSubgraph({ url, log }),
    createSessionsSubgraph({ url, log }),
    createTariffsSubgraph({ url, log }),
  ]);
  const path = createRequire(import.meta.url).resolve('@chargesphere/schema/supergraph/supergraph.graphql');
  const gateway = await createGateway({
    supergraph: await readFile(path, 'utf8'),
    sources: Object.fromEntries(subgraphs.map((local) => [local.name, { local }])),
    log,
    development: false,
    authenticate: async () => 'invalid',
  });
  const document = parse(query);
  const ask = async (): Promise<unknown> => {
    const caller: Caller = {
      principal: { kind: 'operator', name: 'bench' },
      requestId: 'bench',
      correlationId: 'bench',
    };
    const { data, errors } = await gateway.execute({ document, caller });
    if (errors?.[0]) throw errors[0];
    return data;
  };
  // A plain copy: what a result holds belongs to the subgraphs, and null prototypes do not compare equal.
  return { told: JSON.parse(JSON.stringify(await ask())), run: (stretch) => runLanes(abreast, stretch, ask) };
};
