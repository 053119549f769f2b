/**
 * CDRs that could not be handed over, for receivers whose operator wants them late rather than not at all: they are
 * kept, and offered again until they are accepted. Off unless an operator has said so for the platform (TRN-104).
 */
import type { Receiver } from '../client/partners.js';
import type { GraphClient } from '../graph.js';
import { refOf } from '@chargesphere/schema';
import type { BroadcastMessage } from './broadcaster.js';
import { queuedMessage } from './broadcaster.js';
import type { MessageIds } from '../transport/headers.js';
import { QueueRedelivery, RedeliveryPolicy } from './delivery.operations.js';

/** A CDR as it came, without the segments its URL does not have. */
export type FailedPush = Omit<BroadcastMessage, 'publish' | 'method' | 'path' | 'query' | 'body'> & {
  /** Id of the CDR. */
  id: string;
  body: string;
};

export class Redelivery {
  constructor(private readonly graph: GraphClient) {}

  /** Is it worth keeping a CDR for this platform? */
  async covers(platformId: string, ids: MessageIds): Promise<boolean> {
    const { result } = await this.graph.askAsHub(RedeliveryPolicy, { id: platformId }, ids);
    return result?.redeliversCdrs === true;
  }

  /**
   * True when the hub has the CDR and takes it upon itself to hand it over; then the sender may be told success. False
   * when no operator has asked for that.
   */
  async accept(
    { id, ...push }: FailedPush,
    { platformId, ref }: Pick<Receiver, 'platformId' | 'ref'>,
  ): Promise<boolean> {
    const { country_code, party_id } = push.owner;
    const message = queuedMessage({ ...push, path: [], query: new URLSearchParams(), method: 'PUT' });
    const { result } = await this.graph.askAsHub(
      QueueRedelivery,
      {
        message: { ...message, method: 'POST', object: refOf(country_code, party_id, id).toUpperCase() },
        to: { platformId, receiver: ref.toUpperCase() },
      },
      push.ids,
    );
    return result;
  }
}
