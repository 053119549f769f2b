/**
 * Reads a partner's versions and version details, as both handshakes need them (chapter 4, 5.2).
 * What partners send is read tolerantly (VER-004, VER-017, VER-018); what is missing is said with the row of the
 * status table that an inbound handshake answers and an outgoing one records.
 */
import { isJsonObject, ModuleID } from '@chargesphere/schema';
import type { LegAbout } from '../exchanges/exchange-leg.js';
import type { InterfaceRole } from '../transport/endpoint.js';
import { Refusal } from '../transport/status.js';
import { CallFailure } from './call-failure.js';
import type { Call, PartnerAnswer, PartnerClient, PartnerKey } from './http.js';
import { getOverSlash } from './redirect.js';

export interface PartnerEndpoint {
  identifier: string;
  role: InterfaceRole;
  url: string;
}

export interface PartnerVersion {
  version: string;
  url: string;
}

export interface Discovered {
  version: string;
  endpoints: PartnerEndpoint[];
  /** The key the partner took. */
  key: PartnerKey;
}

/** VER-004: entries we cannot read are skipped; unknown version numbers are simply never chosen. */
export function versionsIn(data: unknown, versionsUrl: string): PartnerVersion[] {
  if (!Array.isArray(data)) return [];
  return data.flatMap((entry: unknown) => {
    const { version, url } = isJsonObject(entry) ? entry : {};
    if (typeof version !== 'string' || typeof url !== 'string' || !URL.canParse(url, versionsUrl)) return [];
    return [{ version, url: new URL(url, versionsUrl).href }];
  });
}

/** Modules this hub knows by name, for reading them in any case (VER-018, AMB-041). */
const canonicalModules = new Map<string, string>([
  ...ModuleID.values.map((id): [string, string] => [id, id]),
  ['booking', 'Booking'],
  ['bookings', 'Booking'],
  ['payments', 'payments'],
  ['invoicereconciliation', 'invoicereconciliation'],
  ['invoice_reconciliation', 'invoicereconciliation'],
]);

/** VER-017: unknown modules are kept, a missing role means both; relative URLs are resolved (AMB-009). */
export function endpointsIn(data: unknown, detailsUrl: string): PartnerEndpoint[] {
  const endpoints = isJsonObject(data) ? data['endpoints'] : undefined;
  if (!Array.isArray(endpoints)) return [];
  return endpoints.flatMap((entry: unknown) => (isJsonObject(entry) ? endpointFrom(entry, detailsUrl) : []));
}

function endpointFrom(entry: Record<string, unknown>, detailsUrl: string): PartnerEndpoint[] {
  const { identifier, role, url } = entry;
  if (typeof identifier !== 'string' || typeof url !== 'string' || !URL.canParse(url, detailsUrl)) return [];
  const found = {
    identifier: canonicalModules.get(identifier.toLowerCase()) ?? identifier,
    url: new URL(url, detailsUrl).href,
  };
  const side = typeof role === 'string' ? role.toUpperCase() : undefined;
  if (side === 'SENDER' || side === 'RECEIVER') return [{ ...found, role: side }];
  return (['SENDER', 'RECEIVER'] as const).map((both) => ({ ...found, role: both }));
}

export const credentialsUrlIn = (endpoints: readonly PartnerEndpoint[]): string | undefined =>
  endpoints.find(({ identifier }) => identifier === 'credentials')?.url;

export interface Search {
  versionsUrl: string;
  /** Tried in order, the next one only after a 401 (TRN-005, CRED-048). */
  keys: readonly PartnerKey[];
  choose: (versions: PartnerVersion[]) => PartnerVersion | undefined;
  /** Of the handshake this belongs to (TRN-094). */
  correlationId: string;
  /** For the record of exchanges. */
  about?: LegAbout;
}

/** GET versions, choose, GET details, the latter with the key that worked. Throws E09, E10 or E11. */
export async function discover(client: PartnerClient, search: Search): Promise<Discovered> {
  const { versionsUrl, choose, correlationId } = search;
  const about = { ...search.about, module: 'versions' };
  const { answer, key } = await withFirstAccepted(client, search);
  const versions = versionsIn(answer.data, versionsUrl);
  const chosen = choose(versions);
  if (chosen === undefined)
    throw new Refusal(
      'E10',
      `${versionsUrl} lists ${listed(versions)}; no version there is one this hub can use here.`,
    );
  const details = await get(client, { url: chosen.url, key, correlationId, about });
  const endpoints = endpointsIn(details.data, chosen.url);
  // VER-013: without credentials nothing else can be agreed. All other modules are optional (VER-015).
  if (credentialsUrlIn(endpoints) === undefined)
    throw new Refusal('E11', `${chosen.url} lists no credentials endpoint; add it to the version details.`);
  return { version: chosen.version, endpoints, key };
}

const listed = (versions: PartnerVersion[]): string =>
  versions.map(({ version }) => version).join(', ') || 'no version';

async function withFirstAccepted(
  client: PartnerClient,
  { versionsUrl: url, keys, correlationId, about }: Search,
) {
  for (const [index, key] of keys.entries()) {
    try {
      return {
        answer: await get(client, { url, key, correlationId, about: { ...about, module: 'versions' } }),
        key,
      };
    } catch (error) {
      const isLast = index === keys.length - 1;
      if (isLast || !(error instanceof Refusal && isUnauthorized(error.cause))) throw error;
    }
  }
  throw new Error('discover() needs at least one key.');
}

const isUnauthorized = (cause: unknown): boolean =>
  cause instanceof CallFailure && cause.kind === 'unauthorized';

/** A successful GET, or E09 with the failure as its cause. */
async function get(client: PartnerClient, call: Omit<Call, 'method'>): Promise<PartnerAnswer> {
  try {
    return successful(await getOverSlash(client, call), call.url);
  } catch (error) {
    if (!(error instanceof CallFailure)) throw error;
    const refusal = new Refusal('E09', error.message);
    refusal.cause = error;
    throw refusal;
  }
}

/** An answer that is a success on both layers; anything else is a CallFailure that tells what came. */
export function successful(answer: PartnerAnswer, url: string): PartnerAnswer {
  const { http, status_code, status_message } = answer;
  const came = `${url} answered HTTP ${http} with OCPI status ${status_code ?? 'none'}`;
  const words = status_message === undefined ? '' : ` (${status_message})`;
  if (http === 401) throw new CallFailure('unauthorized', `${came}${words}: it does not know the token.`);
  if (http < 200 || http > 299) throw new CallFailure('refused', `${came}${words}.`);
  if (status_code === undefined)
    throw new CallFailure('rubbish', `${came}: there is no OCPI envelope in the body.`);
  if (status_code < 1000 || status_code > 1999) throw new CallFailure('refused', `${came}${words}.`);
  return answer;
}
