/**
 * Places for all endpoint facts, as a server would give them: one path per side and module.
 */
import type { EndpointFact } from '../src/index.js';
import { isRouted, Version } from '../src/index.js';

export const places = ({ module, interface: side, path, documents }: EndpointFact): string => {
  if (module === undefined) return documents?.[0] === Version ? '/versions' : '/2.3.0';
  const place = isRouted(module) ? `/${side?.toLowerCase()}/${module}` : `/${module}`;
  // A URL that was given before: each with an id that cannot be guessed.
  return path === undefined ? `${place}/given/{ticket}` : place;
};
