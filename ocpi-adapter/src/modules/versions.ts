/** Modules versions and version details (chapter 4): what the hub speaks and where. No side effects (VER-006). */
import type { VersionDetails } from '@chargesphere/schema';
import type { ConfigurationEndpoint } from '../transport/endpoint.js';
import { success } from '../transport/envelope.js';
import type { Offer } from '../versions/offer.js';

/** VER-002, VER-007: every version this hub offers, with an absolute URL (TRN-102). */
export const versionsEndpoint = (offers: readonly Offer[]): ConfigurationEndpoint => {
  const data = offers.map(({ version, url }) => ({ version, url }));
  return {
    kind: 'configuration',
    module: 'versions',
    role: 'SENDER',
    takesTokenA: true,
    answers: { GET: () => Promise.resolve(success(data)) },
  };
};

/** VER-010: both roles of a module stand in one document (VER-012), and nothing that is not answered. */
export const detailsEndpoint = ({ version, endpoints }: Offer): ConfigurationEndpoint => {
  const data: VersionDetails = {
    version,
    endpoints: endpoints.map(({ url, endpoint: { module, role } }) => ({ identifier: module, role, url })),
  };
  return {
    kind: 'configuration',
    module: 'versions',
    role: 'SENDER',
    takesTokenA: true,
    answers: { GET: () => Promise.resolve(success(data)) },
  };
};
