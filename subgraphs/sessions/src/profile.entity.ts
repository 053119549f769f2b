/** What an EVSE plans for a charge, as its CPO last told: one row for each Session it told about (CHP-007). */
import type { JsonObject } from '@chargesphere/schema';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

@Entity({ tableName: 'active_charging_profile' })
export class ActiveProfile {
  /** Folded ref of the Session. */
  @PrimaryKey({ type: 'text' })
  declare session: string;

  /** The ActiveChargingProfile as it came. */
  @Property({ type: 'json' })
  declare document: JsonObject;

  @Property({ type: 'datetime', length: 3 })
  declare receivedAt: Date;
}
