export { createBillingSubgraph } from './subgraph.js';
export * from './documents/index.js';
