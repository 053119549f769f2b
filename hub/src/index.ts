/** What other programs start a hub with; the command line is in main.ts. */
export { ConfigError, parts, readConfig, subgraphNames, variables } from './config.js';
export type { Config, Part, SubgraphName, Variable } from './config.js';
export { startHub, type Hub } from './hub.js';
export { openSubgraphs, type OpenSubgraphs } from './subgraphs.js';
