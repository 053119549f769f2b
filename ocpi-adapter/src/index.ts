/** The OCPI wire of the hub: see README.md for what it owns. */
export { defaultHealthLimits } from './health/health.limits.js';
export { createAdapter } from './adapter.js';
export type { Adapter } from './adapter.js';
export type { Graph, GraphRequest } from './graph.js';
export type { OutboundTls } from './client/agents.js';
export { ClientAddresses, isNetwork } from './protection/client-address.js';
export type { SharedCounts } from './protection/rates.js';
export type { AdapterOptions, Limits, Observation } from './options.js';
export { statusTable } from './transport/status.js';
