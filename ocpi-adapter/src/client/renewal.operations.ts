/** The operations on the parties graph by which credentials are renewed (CRED-047, CRED-061, VER-016). */
import { operation } from '../graph.js';
import type { Registration } from '../modules/credentials.operations.js';

export interface RenewalOrder {
  platformId: string;
  versionsUrl: string;
  version: string | null;
  /** In force towards the partner. */
  token: string;
  base64Token: boolean;
}

export const PendingRenewals = operation<{ result: RenewalOrder[] }>(`
  query PendingRenewals { result: pendingRenewals { platformId versionsUrl version token base64Token } }
`);

export const BeginRenewal = operation<{ result: { token: string } }, { platformId: string }>(`
  mutation BeginRenewal($platformId: ID!) { result: beginRenewal(platformId: $platformId) { token } }
`);

export const FinishRenewal = operation<{ result: unknown }, { input: Registration }>(`
  mutation FinishRenewal($input: ConnectionInput!) { result: finishRenewal(input: $input) { id } }
`);

export const FailRenewal = operation<
  { result: unknown },
  { platformId: string; reason: string; mayHaveArrived: boolean }
>(`
  mutation FailRenewal($platformId: ID!, $reason: String!, $mayHaveArrived: Boolean!) {
    result: failRenewal(platformId: $platformId, reason: $reason, mayHaveArrived: $mayHaveArrived) { id }
  }
`);

export const NoteOffer = operation<{ result: number }, { fingerprint: string }>(`
  mutation NoteOffer($fingerprint: String!) { result: noteOffer(fingerprint: $fingerprint) }
`);

export const RenewalChanged = operation<{ result: string }>(`
  subscription RenewalChanged { result: renewalChanged }
`);
