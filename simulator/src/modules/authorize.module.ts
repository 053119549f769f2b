/** Real-time authorization on the Sender interface of Tokens: POST {token_uid}/authorize?type= (requirements 12.4). */
import type { AuthorizationInfo, LocationReferences, Token } from '@chargesphere/schema';
import { notOffered, refusal, success, type Answer } from '../wire/envelope.js';
import type { OcpiRequest } from '../wire/ocpi.request.js';
import { checks } from './document.check.js';
import type { DocumentStore } from './document.store.js';

/** What the eMSP decides about a token it knows; the location is absent when the CPO sent none. */
export type Authorizer = (
  token: Token,
  location: LocationReferences | undefined,
) => AuthorizationInfo | 'LOCATION_NEEDED' | Promise<AuthorizationInfo | 'LOCATION_NEEDED'>;

/** Valid tokens are ALLOWED where they were asked for; others are BLOCKED, and still answered in full (TOK-033). */
export const usualAuthorizer: Authorizer = (token, location) => ({
  allowed: token.valid ? 'ALLOWED' : 'BLOCKED',
  token,
  ...(location && token.valid && { location }),
});

export const authorizeBelow =
  (tokens: DocumentStore<Token>, decide: () => Authorizer) =>
  async ({ method, segments, query, body, hasBody }: OcpiRequest): Promise<Answer> => {
    const [uid = '', suffix, ...rest] = segments;
    if (suffix !== 'authorize' || rest.length > 0)
      return refusal(404, 2000, 'There is nothing at this path.');
    if (method !== 'POST') return notOffered(method);
    const references = hasBody ? checks.LocationReferences.whole(body) : undefined;
    if (typeof references === 'string') return refusal(200, 2001, references);

    const type = query.get('type') ?? 'RFID';
    const token = tokens
      .all()
      .find((one) => one.uid.toUpperCase() === uid.toUpperCase() && one.type === type);
    if (!token) return refusal(404, 2004, 'This token is not known.'); // TOK-032: both, and no data
    const decision = await decide()(token, references);
    return decision === 'LOCATION_NEEDED'
      ? refusal(200, 2002, 'A location is needed to authorize this token.')
      : success(decision);
  };
