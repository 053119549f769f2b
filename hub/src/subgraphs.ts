/** The subgraphs that run in this process, opened together; when one fails, the others are closed again. */
import { createBillingSubgraph } from '@chargesphere/billing';
import type { Logger, Subgraph, WakeUps } from '@chargesphere/chassis';
import { createLocationsSubgraph } from '@chargesphere/locations';
import { createPartiesSubgraph, type PartiesSubgraph, type SendMail } from '@chargesphere/parties';
import { createSessionsSubgraph } from '@chargesphere/sessions';
import { createTariffsSubgraph } from '@chargesphere/tariffs';
import type { Config, SubgraphName } from './config.js';

export interface OpenSubgraphs {
  all: Map<SubgraphName, Subgraph>;
  /** Undefined when it runs elsewhere. */
  parties: PartiesSubgraph | undefined;
  close(): Promise<void>;
}

export const openSubgraphs = async (
  config: Config,
  options: {
    url: string;
    secret: Buffer;
    publicUrl: string;
    log: Logger;
    sendMail?: SendMail;
    wakeUps?: WakeUps | undefined;
  },
): Promise<OpenSubgraphs> => {
  const { url, secret, publicUrl, log, sendMail, wakeUps } = options;
  const ground = { url, log, wakeUps };
  const hub = { country_code: config.country, party_id: config.party, name: 'ChargeSphere' };
  const exchangeRetention = { keepDays: config.exchangeDays, keepBodiesDays: config.exchangeBodyDays };
  const probing = { silence_ms: config.silenceSeconds * 1000, failures: config.probeFailures };
  const open: Record<SubgraphName, () => Promise<Subgraph>> = {
    parties: () =>
      createPartiesSubgraph({ ...ground, secret, hub, publicUrl, exchangeRetention, probing, sendMail }),
    locations: () => createLocationsSubgraph(ground),
    sessions: () => createSessionsSubgraph(ground),
    tariffs: () => createTariffsSubgraph(ground),
    billing: () =>
      createBillingSubgraph({
        ...ground,
        hub: `${config.country}/${config.party}`.toUpperCase(),
        payments: {
          bank: config.bank,
          stripe: config.stripe && { ...config.stripe, returnUrl: `${publicUrl}/` },
        },
      }),
  };
  const names = (Object.keys(open) as SubgraphName[]).filter((name) => config.parts.has(name));
  const opened = await Promise.allSettled(names.map((name) => open[name]()));
  const all = new Map<SubgraphName, Subgraph>();
  names.forEach((name, i) => {
    const result = opened[i];
    if (result?.status === 'fulfilled') all.set(name, result.value);
  });
  const close = async () => {
    await Promise.all([...all.values()].map((subgraph) => subgraph.close()));
  };
  const failed = opened.find((result) => result.status === 'rejected');
  if (failed) {
    await close();
    throw failed.reason;
  }
  return { all, parties: all.get('parties') as PartiesSubgraph | undefined, close };
};
