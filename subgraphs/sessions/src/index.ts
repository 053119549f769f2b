export { createSessionsSubgraph } from './subgraph.js';
