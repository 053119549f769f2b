/**
 * Connections to partners, pooled by undici: one Agent for all of them, and one for each platform that wants to see a
 * client certificate of its own (TRN-001). The address policy sits in each (CRED-036). Roots and keys are read once an
 * Agent, because reading them takes longer than a whole request.
 */
import { createSecureContext, getCACertificates, type SecureVersion } from 'node:tls';
import { Agent } from 'undici';
import type { CallStyle } from '../protection/call-styles.js';
import type { AddressPolicy } from './address.js';
import { publicLookup } from './address.js';

/** A certificate and its key, both PEM. */
export interface ShownCertificate {
  chain: string;
  key: string;
}

export interface OutboundTls {
  minVersion?: SecureVersion;
  /** PEM: roots beside those Node knows. */
  ca?: string;
  /** Shown to partners that have none of their own. */
  certificate?: ShownCertificate;
}

export interface AgentLimits {
  connect_ms: number;
  answerBytes: number;
}

interface Own {
  certificate: ShownCertificate;
  agent: Agent;
}

export class Agents {
  private readonly common: Agent;
  /** Of platforms with a certificate, which are few: by their ids. */
  private readonly own = new Map<string, Own>();

  constructor(
    private readonly policy: AddressPolicy,
    private readonly limits: AgentLimits,
  ) {
    this.common = this.agent(policy.tls?.certificate);
  }

  of(platformId: string | undefined, { certificate }: Pick<CallStyle, 'certificate'>): Agent {
    const known = platformId === undefined ? undefined : this.own.get(platformId);
    if (platformId === undefined || isSame(known?.certificate, certificate))
      return known?.agent ?? this.common;
    // Its certificate is another one now: what is under way ends in peace.
    void known?.agent.close();
    this.own.delete(platformId);
    if (!certificate) return this.common;
    const agent = this.agent(certificate);
    this.own.set(platformId, { certificate, agent });
    return agent;
  }

  async close(): Promise<void> {
    await Promise.all(
      [this.common, ...[...this.own.values()].map(({ agent }) => agent)].map((one) => one.destroy()),
    );
  }

  private agent(certificate: ShownCertificate | undefined): Agent {
    const { policy, limits } = this;
    const lookup = policy.lookup ?? (policy.allowPrivateAddresses ? undefined : publicLookup);
    const { minVersion, ca } = policy.tls ?? {};
    const secureContext = createSecureContext({
      ...(minVersion && { minVersion }),
      ...(ca !== undefined && { ca: [...getCACertificates('default'), ca] }),
      ...(certificate && { cert: certificate.chain, key: certificate.key }),
    });
    return new Agent({
      allowH2: false,
      maxResponseSize: limits.answerBytes,
      connect: { timeout: limits.connect_ms, secureContext, ...(lookup && { lookup }) },
    });
  }
}

const isSame = (one: ShownCertificate | undefined, other: ShownCertificate | undefined): boolean =>
  one?.chain === other?.chain && one?.key === other?.key;
