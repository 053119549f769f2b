/**
 * What becomes of deliveries by the passing of time, in small batches, on every node: what nobody took up in time
 * expires, what waits for a platform that is not connected any more is dropped (HCI-005, TRN-104), texts are removed
 * when nothing waits for them (HUB-034), and old records go for good.
 */
import type { Logger } from '@chargesphere/chassis';
import type { DeliveryGround } from './broadcast.store.js';
import { DELIVERIES_SETTLED } from './delivery.events.js';
import type { DeliveryWorkStore } from './delivery-work.store.js';
import { PLATFORM_CHANGED } from './platform.events.js';

const SWEEP_EVERY_MS = 5_000;
/** Old records are looked for once in so many sweeps. */
const REMOVE_EVERY = 12;
const SETTLED_AT_ONCE = 1_000;
/** A broadcast may bring hundreds of deliveries with it. */
const REMOVED_AT_ONCE = 50;
/** Texts stay a little longer than anything may wait, so that nothing that was just taken up misses its own. */
const TEXT_MARGIN_MS = 60_000;

export class DeliverySweep {
  private timer: NodeJS.Timeout | undefined;
  private sweeping: Promise<void> | undefined;
  private isAskedAgain = false;
  private isClosed = false;
  private rounds = 0;

  constructor(
    private readonly ground: DeliveryGround,
    private readonly work: DeliveryWorkStore,
    private readonly log: Logger,
  ) {}

  start(): void {
    this.timer = setInterval(() => void this.sweep(), SWEEP_EVERY_MS).unref();
    void this.follow();
  }

  /** Never rejects: what could not be swept is swept next time. */
  sweep(): Promise<void> {
    if (this.sweeping) {
      this.isAskedAgain = true;
      return this.sweeping;
    }
    this.sweeping = this.sweepUntilQuiet().finally(() => (this.sweeping = undefined));
    return this.sweeping;
  }

  async close(): Promise<void> {
    this.isClosed = true;
    clearInterval(this.timer);
    await this.sweeping;
  }

  private async follow(): Promise<void> {
    const changes = this.ground.outbox.subscribe([PLATFORM_CHANGED]);
    while (!(await changes.next()).done) void this.sweep();
  }

  private async sweepUntilQuiet(): Promise<void> {
    do {
      this.isAskedAgain = false;
      if (this.isClosed) return;
      try {
        await this.settle(EXPIRE);
        await this.settle(DROP);
        if (this.rounds++ % REMOVE_EVERY === 0) await this.removeOld();
      } catch (error) {
        this.log.warn({ err: error }, 'could not clear deliveries away; trying again');
      }
    } while (this.isAskedAgain);
  }

  private async settle(text: string): Promise<void> {
    for (let isMore = true; isMore && !this.isClosed;) {
      const { outbox, pool } = this.ground;
      const { rows } = await pool.query<{ id: string }>(
        `with settled as (${text}), told as (
           insert into parties.outbox (topic, ref, node, detail)
           select $4, '', $3, jsonb_build_object('ids', array_agg(id)) from settled having count(*) > 0
         ) select id from settled`,
        [this.ground.now(), SETTLED_AT_ONCE, outbox.node, DELIVERIES_SETTLED],
      );
      if (rows.length > 0) this.work.tell(rows.map(({ id }) => id));
      isMore = rows.length === SETTLED_AT_ONCE;
    }
  }

  /** Broadcasts with their deliveries, and the texts of those nothing waits for. */
  async removeOld(): Promise<void> {
    const { pool, times } = this.ground;
    const before = (age_ms: number): Date => new Date(this.ground.now().getTime() - age_ms);
    const some = async (text: string, age_ms: number): Promise<boolean> =>
      (await pool.query(text, [before(age_ms), REMOVED_AT_ONCE])).rowCount === REMOVED_AT_ONCE;
    while (!this.isClosed && (await some(FORGET_TEXTS, times.expireAfter_ms + TEXT_MARGIN_MS)));
    while (!this.isClosed && (await some(REMOVE, times.keep_ms)));
  }
}

const EXPIRE = `
  update parties.delivery set status = 'EXPIRED', settled_at = $1, reason = coalesce(reason, 'It waited for too long.')
  where id = any(array(
    select id from parties.delivery where status = 'WAITING' and expires_at <= $1 limit $2 for update skip locked))
  returning id::text as id`;

/** What a node has in its hands is for the node to drop, unless the node is gone. CDRs wait until they are taken. */
const DROP = `
  update parties.delivery set status = 'DROPPED', settled_at = $1, node = null,
    reason = 'The platform was not connected any more.'
  where id = any(array(
    select d.id from parties.delivery d join parties.platform p on p.id = d.platform_id
    join parties.broadcast b on b.id = d.broadcast_id
    where p.status <> 'CONNECTED' and (b.kind <> 'REDELIVERY' or p.status <> 'OFFLINE')
    and (d.status = 'WAITING' or (d.status = 'SENDING' and not exists (
      select from parties.lane l where l.platform_id = p.id and l.node = d.node and l.lease_until > $1)))
    limit $2 for update of d skip locked))
  returning id::text as id`;

const FORGET_TEXTS = `
  update parties.broadcast set body = null where id = any(array(
    select b.id from parties.broadcast b where b.body is not null and b.accepted_at <= $1
    and not exists (select from parties.delivery d
      where d.broadcast_id = b.id and d.status in ('WAITING', 'SENDING'))
    order by b.accepted_at limit $2 for update skip locked))`;

const REMOVE = `
  with old as (
    select id from parties.broadcast where accepted_at <= $1 order by accepted_at limit $2 for update skip locked
  ), gone as (
    delete from parties.delivery where broadcast_id in (select id from old)
  )
  delete from parties.broadcast where id in (select id from old)`;
