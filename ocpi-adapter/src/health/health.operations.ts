/** The operations on the graph that following partners' health needs. */
import { operation } from '../graph.js';

export interface Sign {
  platformId: string;
  heardAt?: string;
  answeredAt?: string;
}

export const HearPlatforms = operation<{ result: string[] }, { signs: Sign[] }>(`
  mutation HearPlatforms($signs: [SignInput!]!) { result: hearPlatforms(signs: $signs) }
`);

export interface ProbeTask {
  claim: string;
  connection: { id: string; versionsUrl: string; token: string; base64Token: boolean };
}

export const ClaimProbes = operation<
  { result: { nextAt: string | null; probes: ProbeTask[] } },
  { urgent: string[]; limit: number }
>(`
  mutation ClaimProbes($urgent: [ID!]!, $limit: Int!) {
    result: claimProbes(urgent: $urgent, limit: $limit) {
      nextAt
      probes { claim connection { id versionsUrl token base64Token } }
    }
  }
`);

/** What a probe brought. */
export interface ProbeOutcome {
  ok: boolean;
  http?: number;
  reason?: string;
}

export const ReportProbe = operation<
  { result: boolean },
  { report: ProbeOutcome & { platformId: string; claim: string; ms: number } }
>(`
  mutation ReportProbe($report: ProbeReportInput!) { result: reportProbe(report: $report) }
`);

export const OpenCircuit = operation<{ result: boolean }, { platformId: string; reason: string }>(`
  mutation OpenCircuit($platformId: ID!, $reason: String!) {
    result: openCircuit(platformId: $platformId, reason: $reason)
  }
`);

export const TroubledPlatforms = operation<{ result: { offline: string[]; openCircuits: string[] } }>(`
  query TroubledPlatforms { result: troubledPlatforms { offline openCircuits } }
`);

export const ReportRefusal = operation<
  { result: boolean },
  { platformId: string; http: number; module: string }
>(`
  mutation ReportRefusal($platformId: ID!, $http: Int!, $module: String!) {
    result: reportRefusal(platformId: $platformId, http: $http, module: $module)
  }
`);
