export { createTariffsSubgraph } from './subgraph.js';
