/** The operations on the parties graph that pulls need: to take them up, to report of them, to end them. */
import { operation } from '../../graph.js';
import type { PartnerEndpoint } from '../discovery.js';

/** A pull this node has taken up (HUB-051). */
export interface PullTask {
  claim: string;
  connection: { token: string; base64Token: boolean; endpoints: PartnerEndpoint[] } | null;
  pull: {
    id: string;
    module: string;
    mode: 'FULL' | 'INCREMENTAL';
    dateFrom: string | null;
    dateTo: string | null;
    /** Where to go on; none before the first page and after the last. */
    party: string | null;
    nextUrl: string | null;
    offset: number;
    answersForAll: boolean;
    total: number | null;
    pages: number;
    platform: {
      id: string;
      name: string;
      hubPartyId: string | null;
      isStrict: boolean;
      roles: { role: string; countryCode: string; partyId: string }[];
    };
  };
}

export const QueueDuePulls = operation<{ result: number }>(`
  mutation QueueDuePulls { result: queueDuePulls }
`);

export const ClaimPulls = operation<{ result: PullTask[] }, { limit: number }>(`
  mutation ClaimPulls($limit: Int!) {
    result: claimPulls(limit: $limit) {
      claim
      connection { token base64Token endpoints { identifier role url } }
      pull {
        id module mode dateFrom dateTo party nextUrl offset answersForAll total pages
        platform { id name hubPartyId isStrict roles { role countryCode partyId } }
      }
    }
  }
`);

/** Names the run in everything it reports. */
export interface Claim {
  pullId: string;
  claim: string;
}

/** An object that could not be accepted, and why (TRN-031). */
export interface BrokenObject {
  /** Its place on the page. */
  index: number;
  ref: string | undefined;
  pointer: string;
  code: string;
  reason: string;
  document: unknown;
}

export interface Position {
  party: string;
  url: string;
  offset: number;
  answersForAll: boolean;
}

export interface PageReport extends Claim {
  seen: number;
  stored: number;
  unchanged: number;
  total: number | undefined;
  next: Position | undefined;
  quarantined: BrokenObject[];
}

export const ReportPull = operation<{ result: unknown }, { input: PageReport }>(`
  mutation ReportPull($input: PullPageInput!) { result: reportPull(input: $input) { id } }
`);

export const KeepPull = operation<{ result: unknown }, Claim>(`
  mutation KeepPull($pullId: ID!, $claim: ID!) { result: keepPull(pullId: $pullId, claim: $claim) { id } }
`);

export const FinishPull = operation<
  { result: unknown },
  { input: Claim & { withdrawn: number; remark: string | undefined } }
>(`
  mutation FinishPull($input: PullEndInput!) { result: finishPull(input: $input) { id } }
`);

export const FailPull = operation<{ result: unknown }, Claim & { reason: string }>(`
  mutation FailPull($pullId: ID!, $claim: ID!, $reason: String!) {
    result: failPull(pullId: $pullId, claim: $claim, reason: $reason) { id }
  }
`);

export const ReleasePull = operation<{ result: unknown }, Claim>(`
  mutation ReleasePull($pullId: ID!, $claim: ID!) { result: releasePull(pullId: $pullId, claim: $claim) { id } }
`);

export const PullsQueued = operation<{ result: { id: string } }>(`
  subscription PullsQueued { result: pullUpdated(filter: { status: QUEUED }) { id } }
`);
