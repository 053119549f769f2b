/** A node of a hub in a process of its own, to be killed: it works on jobs in the smallest of steps. */
import { createLog } from '@chargesphere/chassis';
import { createBillingSubgraph } from '../src/index.js';

const [url = ''] = process.argv.slice(2);
await createBillingSubgraph({
  url,
  log: createLog({ level: 'silent' }),
  poolSize: 4,
  limits: { cdrs: 5, transfers: 7, statements: 1 },
  jobs: { beat_ms: 100, lost_ms: 500 },
});
