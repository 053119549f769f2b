export { createPartiesSubgraph, type PartiesOptions, type PartiesSubgraph } from './subgraph.js';
export type { HubParty } from './ground.js';
export type { KeyRole } from './api-key.entity.js';
