export { createPartiesSubgraph, type PartiesOptions, type PartiesSubgraph } from './subgraph.js';
export type { HubParty } from './ground.js';

export type { Mail, SendMail } from './people/mail.js';
export { LOGIN_LASTS_MS } from './people/login.store.js';
