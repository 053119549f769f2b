/** How platforms are, as the graph would keep it: what the adapter reports is kept, and what a test puts here is due. */

export const healthSdl = `
  input SignInput { platformId: ID! heardAt: DateTime answeredAt: DateTime }
  input ProbeReportInput { platformId: ID! claim: ID! ok: Boolean! http: Int reason: String ms: Int! }
  type ProbedConnection { id: ID! versionsUrl: String! token: String! base64Token: Boolean! }
  type ProbeTask { claim: ID! connection: ProbedConnection! }
  type ProbeOrders { nextAt: DateTime probes: [ProbeTask!]! }
  type TroubledPlatforms { offline: [ID!]! openCircuits: [ID!]! }
  extend type Query { troubledPlatforms: TroubledPlatforms! }
  extend type Mutation {
    hearPlatforms(signs: [SignInput!]!): [ID!]!
    claimProbes(urgent: [ID!]!, limit: Int!): ProbeOrders!
    reportProbe(report: ProbeReportInput!): Boolean!
    openCircuit(platformId: ID!, reason: String!): Boolean!
    reportRefusal(platformId: ID!, http: Int!, module: String!): Boolean!
  }
`;

/** Asked in the background: nothing that tests of requests could count. */
export const healthOperations: ReadonlySet<string> = new Set([
  'HearPlatforms',
  'ClaimProbes',
  'ReportProbe',
  'OpenCircuit',
  'ReportRefusal',
  'TroubledPlatforms',
]);

interface Due {
  claim: string;
  connection: { id: string; versionsUrl: string; token: string; base64Token: boolean };
}

interface Sign {
  platformId: string;
  heardAt?: string;
  answeredAt?: string;
}

export class MemoryHealth {
  /** Probes that are handed out next. */
  due: Due[] = [];
  /** Platforms somebody was in a hurry about. */
  readonly urgent: string[] = [];
  readonly signs: Sign[] = [];
  readonly reports: Record<string, unknown>[] = [];
  readonly refusals: Record<string, unknown>[] = [];
  readonly opened: string[] = [];
  offline: string[] = [];
  openCircuits: string[] = [];
  private readonly waiting = new Map<string, () => void>();

  /** Resolves when the adapter has done that next. */
  next(what: keyof MemoryHealth['fields']): Promise<void> {
    return new Promise((resolve) => this.waiting.set(what, resolve));
  }

  readonly fields = {
    troubledPlatforms: () => ({ offline: this.offline, openCircuits: this.openCircuits }),
    hearPlatforms: ({ signs }: { signs: Sign[] }) => {
      this.signs.push(...signs);
      return this.did('hearPlatforms', []);
    },
    claimProbes: ({ urgent }: { urgent: string[] }) => {
      this.urgent.push(...urgent);
      const probes = this.due.splice(0);
      return this.did('claimProbes', { nextAt: null, probes });
    },
    reportProbe: ({ report }: { report: Record<string, unknown> }) => {
      this.reports.push(report);
      return this.did('reportProbe', true);
    },
    openCircuit: ({ platformId }: { platformId: string }) => {
      this.opened.push(platformId);
      return this.did('openCircuit', true);
    },
    reportRefusal: (refusal: Record<string, unknown>) => {
      this.refusals.push(refusal);
      return this.did('reportRefusal', true);
    },
  };

  private did<T>(what: string, answer: T): T {
    this.waiting.get(what)?.();
    this.waiting.delete(what);
    return answer;
  }
}
