export { createBillingSubgraph } from './subgraph.js';
