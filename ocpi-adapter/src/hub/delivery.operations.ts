/** The operations on the graph that sending to several needs: accepting, taking up, and recording what became of it. */
import { operation } from '../graph.js';
import type { PartnerEndpoint } from '../client/discovery.js';

/** What is to be sent, as the graph takes it. */
export interface QueuedMessage {
  module: string;
  method: string;
  path: readonly string[];
  query: Readonly<Record<string, string>>;
  owner: string;
  object: string;
  platformId: string | null;
  requestId: string;
  correlationId: string;
  body: string | null;
}

export const QueueBroadcasts = operation<
  { result: number[] },
  { messages: (QueuedMessage & { isPublished: boolean })[] }
>(`
  mutation QueueBroadcasts($messages: [BroadcastInput!]!) { result: queueBroadcasts(messages: $messages) }
`);

export const QueueRedelivery = operation<
  { result: boolean },
  { message: QueuedMessage; to: { platformId: string; receiver: string } }
>(`
  mutation QueueRedelivery($message: MessageInput!, $to: DestinationInput!) {
    result: queueRedelivery(message: $message, to: $to)
  }
`);

export const RedeliveryPolicy = operation<{ result: { redeliversCdrs: boolean } | null }, { id: string }>(`
  query RedeliveryPolicy($id: ID!) { result: platform(id: $id) { redeliversCdrs } }
`);

/** LOC-026: a message about a part of a Location does not say whether the Location is published. */
export const LocationPublishing = operation<{ result: { publish: boolean } | null }, { ref: string }>(`
  query LocationPublishing($ref: ID!) { result: location(ref: $ref) { publish } }
`);

/** A delivery that this node has taken up. */
export interface DeliveryTask {
  id: string;
  broadcastId: string;
  platformId: string;
  receiver: string | null;
  expiresAt: string;
}

export type DeliveryKind = 'BROADCAST' | 'REDELIVERY' | 'CLIENT_INFO';

/** What deliveries carry. */
export interface DeliveryMessage {
  id: string;
  kind: DeliveryKind;
  module: string;
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string[];
  query: Record<string, string>;
  owner: string;
  object: string;
  requestId: string;
  correlationId: string;
  body: string | null;
}

export const TakeDeliveries = operation<
  { result: { deliveries: DeliveryTask[]; messages: DeliveryMessage[] } },
  { node: string; full: string[]; perPlatform: number; limit: number }
>(`
  mutation TakeDeliveries($node: ID!, $full: [ID!]!, $perPlatform: Int!, $limit: Int!) {
    result: takeDeliveries(node: $node, full: $full, perPlatform: $perPlatform, limit: $limit) {
      deliveries { id broadcastId platformId receiver expiresAt }
      messages { id kind module method path query owner object requestId correlationId body }
    }
  }
`);

export const KeepLanes = operation<{ result: string[] }, { node: string; busy: string[] }>(`
  mutation KeepLanes($node: ID!, $busy: [ID!]!) { result: keepLanes(node: $node, busy: $busy) }
`);

export const ReleaseLanes = operation<{ result: boolean }, { node: string }>(`
  mutation ReleaseLanes($node: ID!) { result: releaseLanes(node: $node) }
`);

/** What became of a delivery. */
export interface Outcome {
  id: string;
  status: 'DELIVERED' | 'REFUSED' | 'FAILED' | 'COALESCED' | 'DROPPED' | 'EXPIRED';
  wasSent: boolean;
  /** Try again later instead, as long as it is worth it. */
  again: boolean;
  http?: number | undefined;
  ocpi?: number | undefined;
  reason?: string | undefined;
  carriedBy?: string | undefined;
  sentAt?: string | undefined;
}

export const SettleDeliveries = operation<{ result: number }, { node: string; outcomes: Outcome[] }>(`
  mutation SettleDeliveries($node: ID!, $outcomes: [OutcomeInput!]!) {
    result: settleDeliveries(node: $node, outcomes: $outcomes)
  }
`);

/** How to call a platform, whichever of its parties is meant. */
export interface LaneConnection {
  token: string;
  base64Token: boolean;
  endpoints: PartnerEndpoint[];
}

export const LaneConnectionOf = operation<
  { platform: { status: string } | null; connection: LaneConnection | null },
  { id: string }
>(`
  query LaneConnectionOf($id: ID!) {
    platform(id: $id) { status }
    connection: platformConnection(id: $id) { token base64Token endpoints { identifier role url } }
  }
`);

export const DeliveriesQueued = operation<{ result: boolean }>(`
  subscription DeliveriesQueued { result: deliveriesQueued }
`);
