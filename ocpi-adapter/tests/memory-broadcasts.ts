/** Broadcasts and deliveries of the memory graph: what was accepted, what tests lay out to be sent, and what became of it. */
import { Changes } from './changes.js';
import type { MemoryPlatform } from './memory-graph.js';

export const broadcastsSdl = `
  type Location { publish: Boolean! }
  input MessageInput {
    module: String! method: String! path: [String!]! query: JSON! owner: ID! object: ID! platformId: ID
    requestId: String! correlationId: String! body: String
  }
  input BroadcastInput {
    module: String! method: String! path: [String!]! query: JSON! owner: ID! object: ID! platformId: ID
    requestId: String! correlationId: String! body: String isPublished: Boolean!
  }
  input DestinationInput { platformId: ID! receiver: ID }
  input OutcomeInput {
    id: ID! status: String! wasSent: Boolean! again: Boolean! http: Int ocpi: Int reason: String carriedBy: ID sentAt: DateTime
  }
  type DeliveryTask { id: ID! broadcastId: ID! platformId: ID! receiver: ID expiresAt: DateTime! }
  type DeliveryMessage {
    id: ID! kind: String! module: String! method: String! path: [String!]! query: JSON! owner: ID! object: ID!
    requestId: String! correlationId: String! body: String
  }
  type DeliveryWork { deliveries: [DeliveryTask!]! messages: [DeliveryMessage!]! }
  extend type Query { location(ref: ID!): Location platform(id: ID!): Platform }
  extend type Mutation {
    queueBroadcasts(messages: [BroadcastInput!]!): [Int!]!
    queueRedelivery(message: MessageInput!, to: DestinationInput!): Boolean!
    takeDeliveries(node: ID!, full: [ID!]!, perPlatform: Int!, limit: Int!): DeliveryWork!
    keepLanes(node: ID!, busy: [ID!]!): [ID!]!
    settleDeliveries(node: ID!, outcomes: [OutcomeInput!]!): Int!
    releaseLanes(node: ID!): Boolean!
  }
  extend type Subscription { deliveriesQueued: Boolean! }
`;

export interface AcceptedMessage {
  module: string;
  method: string;
  path: string[];
  object: string;
  body: string | null;
  isPublished: boolean;
}

interface Task {
  id: string;
  broadcastId: string;
  platformId: string;
  receiver: string | null;
  expiresAt: string;
}

export interface MemoryWork {
  deliveries: Task[];
  messages: Record<string, unknown>[];
}

export class MemoryBroadcasts {
  readonly queued = new Changes<boolean, 'deliveriesQueued'>('deliveriesQueued');
  readonly accepted: AcceptedMessage[] = [];
  readonly outcomes: Record<string, unknown>[] = [];
  /** Platforms whose operator takes CDRs late. */
  readonly redelivers = new Set<string>();
  readonly redelivered: Record<string, unknown>[] = [];
  /** What is taken next; a test puts it here. */
  work: MemoryWork = { deliveries: [], messages: [] };
  /** Locations that are not published, by ref. */
  readonly unpublished = new Set<string>();
  /** Platforms whose lanes another node has taken over. */
  readonly lost = new Set<string>();

  constructor(private readonly platforms: ReadonlyMap<string, MemoryPlatform>) {}

  readonly fields = {
    platform: ({ id }: { id: string }) => this.platforms.get(id) ?? null,
    location: ({ ref }: { ref: string }) => ({ publish: !this.unpublished.has(ref) }),
    queueBroadcasts: ({ messages }: { messages: AcceptedMessage[] }) => {
      this.accepted.push(...messages);
      return messages.map(() => 0);
    },
    queueRedelivery: ({ message, to }: { message: Record<string, unknown>; to: { platformId: string } }) => {
      if (!this.redelivers.has(to.platformId)) return false;
      this.redelivered.push(message);
      return true;
    },
    takeDeliveries: () => {
      const taken = this.work;
      this.work = { deliveries: [], messages: [] };
      return taken;
    },
    keepLanes: ({ busy }: { busy: string[] }) => busy.filter((id) => !this.lost.has(id)),
    settleDeliveries: ({ outcomes }: { outcomes: Record<string, unknown>[] }) => {
      this.outcomes.push(...outcomes);
      return outcomes.length;
    },
    releaseLanes: () => true,
  };
}
