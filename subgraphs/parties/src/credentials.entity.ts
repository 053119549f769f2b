/**
 * Tokens between platforms (TRN-006, TRN-012): those we accept as hashes, those we use sealed by the hub's key. They
 * are never Tokens of drivers, and no class here is shown in the graph.
 */
import { Entity, Enum, ManyToOne, OneToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { OptionalProps, PrimaryKeyProp, type Rel } from '@mikro-orm/core';
import { Platform } from './platform.entity.js';

export const TokenKinds = { TOKEN_A: 'TOKEN_A', TOKEN_B: 'TOKEN_B', TOKEN_C: 'TOKEN_C' } as const;
export type TokenKind = keyof typeof TokenKinds;

@Entity({ tableName: 'inbound_token' })
export class InboundToken {
  [OptionalProps]?: 'expiresAt';

  /** SHA-256 of the token, hexadecimal. */
  @PrimaryKey({ type: 'text' })
  declare hash: string;

  @ManyToOne({ entity: () => Platform, deleteRule: 'cascade', index: true })
  declare platform: Rel<Platform>;

  @Enum({ items: Object.values(TokenKinds), type: 'text' })
  declare kind: TokenKind;

  @Property({ type: 'datetime', length: 3 })
  declare issuedAt: Date;

  /** From this instant on it is void; null while it is the token in force. */
  @Property({ type: 'datetime', length: 3, nullable: true })
  expiresAt: Date | null = null;
}

@Entity({ tableName: 'outbound_token' })
export class OutboundToken {
  [PrimaryKeyProp]?: 'platform';

  @OneToOne({ entity: () => Platform, primary: true, deleteRule: 'cascade' })
  declare platform: Rel<Platform>;

  /** AES-256-GCM, see the chassis' vault. */
  @Property({ type: 'text' })
  declare sealed: string;

  /** TRN-005: does this platform expect the token in Base64, as 2.2 and later say? */
  @Property({ type: 'boolean' })
  declare base64: boolean;
}
