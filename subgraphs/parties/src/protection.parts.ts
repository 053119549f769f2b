/** Tiers, quirks and client certificates put together: what the graph is given. */
import { ClientCertificateResolver } from './client-certificate.resolver.js';
import { ClientCertificateStore } from './client-certificate.store.js';
import type { Ground } from './ground.js';
import { QuirksResolver } from './quirks.resolver.js';
import { TierResolver } from './tier.resolver.js';
import { TierStore } from './tier.store.js';

export const protectionParts = (ground: Ground) => {
  const tiers = new TierStore(ground);
  const certificates = new ClientCertificateStore(ground);
  return {
    tiers,
    certificates,
    resolvers: [
      new TierResolver(tiers),
      new QuirksResolver(ground),
      new ClientCertificateResolver(certificates),
    ],
  };
};
