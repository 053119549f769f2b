/**
 * Where a platform puts its endpoints. URLs are free per platform and must be discovered (TRN-100), so platforms
 * here differ on purpose, from each other and from the hub: a hub that builds URLs from a pattern fails at once.
 */
import type { InterfaceRole } from './ocpi.request.js';

export interface Layout {
  versions: string;
  details(version: string): string;
  endpoint(version: string, module: string, role: InterfaceRole): string;
}

export const layouts: readonly [Layout, ...Layout[]] = [
  {
    versions: '/api/roaming/discover',
    details: (version) => `/api/roaming/v/${version}`,
    endpoint: (version, module, role) =>
      `/api/roaming/${version}/${role === 'SENDER' ? 'ours' : 'yours'}/${module}`,
  },
  {
    // Endpoint URLs with a trailing slash are as good as without (TRN-103).
    versions: '/ev/interfaces/',
    details: (version) => `/ev/interfaces/${version.replaceAll('.', '-')}/`,
    endpoint: (version, module, role) => `/ev/${module}/${role.toLowerCase()}/${version}/`,
  },
  {
    versions: '/partner-gateway',
    details: (version) => `/partner-gateway/details/${version}`,
    endpoint: (version, module, role) => `/exchange/${version}/${module}-${role === 'SENDER' ? 'out' : 'in'}`,
  },
];

/** The same name always gets the same layout, so that a restarted platform keeps its URLs. */
export const layoutFor = (name: string): Layout => {
  const sum = [...name].reduce((total, letter) => total + (letter.codePointAt(0) ?? 0), 0);
  return layouts[sum % layouts.length] ?? layouts[0];
};
