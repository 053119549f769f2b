/**
 * What the audit trail shows of the records that operators change. A field is shown because it is named here, so no
 * secret is; a test asks about every new field of a platform.
 */
import type { AuditedFields } from '@chargesphere/chassis';

export const auditedFields: AuditedFields = {
  Platform: [
    'name',
    'status',
    'version',
    'versionsUrl',
    'hubPartyId',
    'failure',
    'tolerateNewline',
    'actsAsHub',
    'isStrict',
    'redeliversCdrs',
    'tierName',
    'trailingSlash',
    'overlongTexts',
    'heldReason',
  ],
  // Never the token.
  OutboundToken: ['base64'],
  Renewal: ['orderedAt'],
  Agreement: ['a', 'b', 'modules', 'status', 'note'],
  // Never the password, and of a key never the secret.
  Account: ['email', 'name', 'role', 'platformId', 'parties', 'disabledAt'],
  ApiKey: ['role', 'platformId', 'scopes', 'expiresAt', 'formerUntil'],
  HubPolicy: ['preset', 'strangers'],
  RateTier: ['requestsPerSecond', 'burst', 'requestsAtOnce', 'forwardsAtOnce', 'bodyBytes'],
  // Never the key.
  ClientCertificate: ['subject', 'issuer', 'fingerprint', 'expiresAt'],
  PullSchedule: ['module', 'mode', 'everyMinutes', 'spreadMinutes'],
  Pull: ['module', 'mode', 'status', 'dateFrom', 'dateTo'],
};
