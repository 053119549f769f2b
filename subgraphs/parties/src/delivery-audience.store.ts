/**
 * Who can receive a broadcast: parties on connected platforms that have the Receiver interface of its module
 * (RTE-022). Kept in memory until a platform changes, on this node or on another.
 */
import type { Outbox } from '@chargesphere/chassis';
import type { Pool } from 'pg';
import { broadcastModules, receives, type Audience, type Candidate } from './delivery.rules.js';
import { PLATFORM_CHANGED } from './platform.events.js';

/** What agreements and visibility let pass. */
export interface Passing {
  snapshot(): Promise<{ mayPass(from: string, to: string, module: string): boolean }>;
}

type Candidates = ReadonlyMap<string, readonly Candidate[]>;

export class AudienceStore {
  private known: Promise<Candidates> | undefined;

  constructor(
    private readonly pool: Pool,
    outbox: Outbox,
    private readonly passing: Passing,
  ) {
    void this.follow(outbox);
  }

  async of(audience: Audience): Promise<Candidate[]> {
    const [candidates, passing] = await Promise.all([this.read(), this.passing.snapshot()]);
    const mayPass = (from: string, to: string, module: string) => passing.mayPass(from, to, module);
    return (candidates.get(audience.module) ?? []).filter((one) => receives(one, audience, mayPass));
  }

  private async follow(outbox: Outbox): Promise<void> {
    const changes = outbox.subscribe([PLATFORM_CHANGED]);
    while (!(await changes.next()).done) this.known = undefined;
  }

  /** A failed read is not remembered; one during which something changed serves only who began it. */
  private read(): Promise<Candidates> {
    if (this.known) return this.known;
    const reading = this.load();
    this.known = reading;
    reading.catch(() => {
      if (this.known === reading) this.known = undefined;
    });
    return reading;
  }

  private async load(): Promise<Candidates> {
    const { rows } = await this.pool.query<{
      module: string;
      platformId: string;
      receiver: string;
      roles: string[];
    }>(
      `select lower(e.identifier) as module, p.id as "platformId", r.party_key as receiver, array_agg(distinct r.role) as roles
       from parties.platform p
       join parties.endpoint e on e.platform_id = p.id and e.role = 'RECEIVER' and lower(e.identifier) = any($1)
       join parties.role r on r.platform_id = p.id and r.status = 'CONNECTED'
       where p.status = 'CONNECTED'
       group by 1, p.seq, p.id, r.party_key order by p.seq, r.party_key`,
      [broadcastModules],
    );
    const found = Map.groupBy(rows, ({ module }) => module);
    return new Map(
      [...found].map(([module, parties]) => [
        module,
        parties.map(({ platformId, receiver, roles }) => ({ platformId, receiver, roles: new Set(roles) })),
      ]),
    );
  }
}
