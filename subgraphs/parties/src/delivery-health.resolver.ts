/** What waits to be delivered, and since when: whether messages get through, at one look. */
import { DateTime, unauthenticated } from '@chargesphere/chassis';
import type { Caller } from '@chargesphere/schema';
import type { Pool } from 'pg';
import { Ctx, Field, ID, Int, ObjectType, Query, Resolver } from 'type-graphql';
import type { PartiesContext } from './parties.context.js';

/** Platforms that are shown at the most. */
const PLATFORMS_MAX = 200;
/** Deliveries of one platform that are counted. */
const COUNTED_MAX = 10_000;

@ObjectType({ description: 'What waits for one platform.' })
export class WaitingDeliveries {
  @Field(() => ID, { description: 'Id of the platform.' })
  declare platformId: string;

  @Field(() => String, { description: 'Its name.' })
  declare name: string;

  @Field(() => Int, { description: `Deliveries that wait or are being sent; ${COUNTED_MAX} may be more.` })
  declare waiting: number;

  @Field(() => DateTime, { description: 'When the oldest of them was accepted by the hub.' })
  declare oldest: Date;

  @Field(() => Int, { description: 'How often the hub has tried to deliver the oldest.' })
  declare attempts: number;
}

@ObjectType({ description: 'Whether messages get through to those they are for.' })
export class DeliveryHealth {
  @Field(() => Int, { description: 'Deliveries that wait or are being sent.' })
  declare waiting: number;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When the oldest was accepted; null when nothing waits.',
  })
  declare oldest: Date | null;

  @Field(() => [WaitingDeliveries], {
    description: `By platform, the one that has waited longest first; ${PLATFORMS_MAX} at the most.`,
  })
  declare platforms: WaitingDeliveries[];
}

@Resolver()
export class DeliveryHealthResolver {
  constructor(private readonly pool: Pool) {}

  @Query(() => DeliveryHealth, {
    description:
      'What waits to be delivered, and since when. Operators see all, a platform what waits for it.',
  })
  async deliveryHealth(@Ctx() { caller }: PartiesContext): Promise<DeliveryHealth> {
    // Of each platform the open ones only, in the order they are sent: an index of what is open holds just them.
    const { rows } = await this.pool.query<WaitingDeliveries & { all: number }>(
      `select p.id as "platformId", p.name, w.waiting, b.accepted_at as oldest, o.attempts,
         (sum(w.waiting) over ())::int as all
       from parties.platform p
       cross join lateral (select count(*)::int as waiting, min(id) as first from (
         select d.id from parties.delivery d
         where d.platform_id = p.id and d.status in ('WAITING', 'SENDING') limit ${COUNTED_MAX}) d) w
       join parties.delivery o on o.id = w.first
       join parties.broadcast b on b.id = o.broadcast_id
       where $1::uuid is null or p.id = $1
       order by b.accepted_at, p.id limit ${PLATFORMS_MAX}`,
      [platformOf(caller)],
    );
    return {
      waiting: rows[0]?.all ?? 0,
      oldest: rows[0]?.oldest ?? null,
      platforms: rows.map(({ all: _, ...row }) => row),
    };
  }
}

/** HUB-034: the platform whose deliveries a caller may see; null for all. */
const platformOf = ({ principal }: Caller): string | null => {
  if (principal.kind === 'anonymous') throw unauthenticated();
  return principal.kind === 'platform' ? principal.platformId : null;
};
