/**
 * Credentials that the hub itself sends anew (PUT), because a token may have leaked (CRED-047), its endpoints changed
 * (VER-016) or other parties can be reached now (CRED-061): what is ordered, and what became of the last attempt.
 */
import { OptionalProps, PrimaryKeyProp, type Rel } from '@mikro-orm/core';
import { Entity, OneToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Platform } from './platform.entity.js';

@Entity({ tableName: 'renewal' })
export class Renewal {
  [PrimaryKeyProp]?: 'platform';
  [OptionalProps]?: 'orderedAt' | 'begunAt' | 'tokenHash' | 'failedAt' | 'failure';

  @OneToOne({ entity: () => Platform, primary: true, deleteRule: 'cascade' })
  declare platform: Rel<Platform>;

  /** Null when nobody wants one. */
  @Property({ type: 'datetime', length: 3, nullable: true })
  orderedAt: Date | null = null;

  /** When a node took it up; a second one keeps its hands off meanwhile. */
  @Property({ type: 'datetime', length: 3, nullable: true })
  begunAt: Date | null = null;

  /** Of the token that is being sent: it takes the place of all others when the partner answers. */
  @Property({ type: 'text', nullable: true })
  tokenHash: string | null = null;

  @Property({ type: 'datetime', length: 3, nullable: true })
  failedAt: Date | null = null;

  /** Why the last one failed; null after one that succeeded. */
  @Property({ type: 'text', nullable: true })
  failure: string | null = null;
}

/** VER-016: the endpoint list partners know, as a fingerprint. */
@Entity({ tableName: 'told_offer' })
export class ToldOffer {
  @PrimaryKey({ type: 'text' })
  declare name: string;

  @Property({ type: 'text' })
  declare fingerprint: string;
}
