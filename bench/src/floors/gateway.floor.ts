/**
 * Second floor of `federated-query`: a second hub on the same database, its gateway called in process. What the hub
 * costs beyond it is HTTP, the key and Apollo Server.
 */
import { createLog } from '@chargesphere/chassis';
import { readConfig, startHub } from '@chargesphere/hub';
import type { Caller } from '@chargesphere/schema';
import { parse } from 'graphql';
import { runLanes, type Stretch } from '../load/lanes.js';
import type { Round } from '../report.rules.js';
import type { Opened } from '../worker/roles.js';

export interface GatewayOptions {
  url: string;
  dataDir: string;
  query: string;
  variables: Record<string, unknown>;
  /** Operations under way at a time. */
  abreast: number;
  /** Who carries out the plans. */
  planExecutor: 'compiled' | 'apollo';
}

export const openGateway = async (options: GatewayOptions): Promise<Opened<unknown, Stretch, Round>> => {
  const { url, dataDir, query, variables, abreast, planExecutor } = options;
  const log = createLog({ level: 'error', isPretty: false });
  const config = readConfig({
    NODE_ENV: 'production',
    DATABASE_URL: url,
    HUB_DATA_DIR: dataDir, // the secret is the hub's
    HUB_PORT: '0',
    HUB_PLAN_EXECUTOR: planExecutor,
  });
  const { gateway } = await startHub(config, log);
  if (!gateway) throw new Error('This hub has no gateway.');
  const document = parse(query);
  const ask = async (): Promise<unknown> => {
    const caller: Caller = {
      principal: { kind: 'operator', name: 'bench' },
      requestId: 'bench',
      correlationId: 'bench',
    };
    const { data, errors } = await gateway.execute({ document, variables, caller });
    if (errors?.[0]) throw errors[0];
    return data;
  };
  // A plain copy: what a result holds belongs to the subgraphs, and null prototypes do not compare equal.
  return { told: JSON.parse(JSON.stringify(await ask())), run: (stretch) => runLanes(abreast, stretch, ask) };
};
