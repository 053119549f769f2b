/**
 * Finding out what a partner offers: versions, then the details of one version (VER-001 to VER-018). Used by both
 * parts of a registration, by the one who starts it and in the call-back of the one who was asked.
 */
import { isObject } from '../wire/envelope.js';
import { isSuccess, type CallResult, type OcpiClient } from '../wire/ocpi.client.js';
import type { Endpoint } from './peer.js';

/** Why a registration stopped, in the words and codes of requirements 2.3 (E09 to E11). */
export class RegistrationFailure extends Error {
  override readonly name = 'RegistrationFailure';
  constructor(
    message: string,
    readonly status_code: number,
    /** The partner's answer that stopped it, when there was one. */
    readonly result?: CallResult,
  ) {
    super(message);
  }
}

export interface DiscoveryTarget {
  versionsUrl: string;
  token: string;
  version: string;
  /** Kept along a chain of causally connected requests (AMB-013). */
  correlationId?: string;
}

const readEndpoint = (value: unknown): Endpoint[] => {
  if (!isObject(value) || typeof value.identifier !== 'string' || typeof value.url !== 'string') return [];
  const role = value.role === 'SENDER' || value.role === 'RECEIVER' ? value.role : undefined;
  return [{ identifier: value.identifier, url: value.url, ...(role && { role }) }];
};

/** The endpoints of the wanted version; throws a RegistrationFailure with 3001, 3002 or 3003. */
export async function discover(client: OcpiClient, target: DiscoveryTarget): Promise<Endpoint[]> {
  const { versionsUrl, token, version, correlationId } = target;
  const headers: Record<string, string> = correlationId ? { 'X-Correlation-ID': correlationId } : {};

  const read = async (module: string, url: string): Promise<unknown> => {
    const result = await client
      .send({ module, method: 'GET', url, token, headers })
      .catch((error: unknown) => {
        throw new RegistrationFailure(error instanceof Error ? error.message : String(error), 3001);
      });
    if (!isSuccess(result))
      throw new RegistrationFailure(
        `GET ${url} was answered ${result.http} with status ${result.envelope?.status_code ?? 'none'}.`,
        3001,
        result,
      );
    return result.envelope?.data;
  };

  const versions = await read('versions', versionsUrl);
  const ours = (Array.isArray(versions) ? versions : []).find(
    (entry) => isObject(entry) && entry.version === version,
  ) as unknown;
  if (!isObject(ours) || typeof ours.url !== 'string')
    throw new RegistrationFailure(`${versionsUrl} does not list version ${version}.`, 3002);

  const details = await read('details', ours.url);
  const endpoints = isObject(details) && Array.isArray(details.endpoints) ? details.endpoints : [];
  const known = endpoints.flatMap(readEndpoint);
  if (!known.some(({ identifier }) => identifier.toLowerCase() === 'credentials'))
    throw new RegistrationFailure(`${ours.url} lists no credentials endpoint.`, 3003);
  return known;
}
