export { createLocationsSubgraph } from './subgraph.js';
