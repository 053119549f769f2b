/**
 * Carries out commands that operators order in the graph: finds the party, takes the order up, sends it once
 * (CMD-036), and stores what was answered or why nothing was. Results come later, at the URL that was sent along.
 */
import { randomUUID } from 'node:crypto';
import { Problem } from '@chargesphere/schema';
import type { Logger } from 'pino';
import type { PartnerDirectory, Receiver } from '../client/partners.js';
import type { Followed } from '../follower.js';
import type { GraphClient } from '../graph.js';
import type { Relay } from '../hub/relay.js';
import type { HubDirectory } from '../identity/hub.js';
import type { Reply } from '../transport/envelope.js';
import type { MessageIds } from '../transport/headers.js';
import { Refusal } from '../transport/status.js';
import type { OrderPage } from './command.operations.js';
import { BeginCommand, CommandOrdered, CommandOrders } from './command.operations.js';
import type { CommandOrder } from './command-request.js';
import { messageOf, sideOf } from './command-request.js';
import { lacksConnector } from './connector-need.js';
import type { Failure } from './outcome.js';
import { failureOf, noteAnswer, noteFailure } from './outcome.js';

export interface CommandParts {
  graph: GraphClient;
  relay: Relay;
  partners: PartnerDirectory;
  hub: HubDirectory;
  log: Logger;
  /** Absolute URL for the results of a command of this module and kind, with the secret at its end (CMD-030). */
  responseUrl: (module: string, kind: string, callback: string) => string;
}

/** CMD-014: what the CPO would have to refuse. */
const NEEDS_CONNECTOR: Failure = {
  status: 2001,
  reason: 'This EVSE starts charges at a Connector that is named only; say which one in connectorId.',
};

export class CommandCarrier {
  private readonly running = new Map<string, Promise<void>>();

  constructor(private readonly parts: CommandParts) {}

  /** For the follower: an event only wakes, so an event that was lost is made good by the next. */
  readonly followed: Followed<unknown> = {
    subscription: CommandOrdered,
    onOpen: () => this.carryOut(),
    onEvent: () => this.carryOut(),
  };

  /** Starts every order that waits and is not under way here. Resolves when those are started. */
  async carryOut(): Promise<void> {
    let after: string | null = null;
    do {
      const page: OrderPage = await this.parts.graph.askAsHub(CommandOrders, { after }, newIds(randomUUID()));
      for (const order of page.result.items) {
        if (this.running.has(order.id)) continue;
        const done = this.carryOutOne(order).finally(() => this.running.delete(order.id));
        this.running.set(order.id, done);
      }
      after = page.result.next;
    } while (after !== null);
  }

  /** Resolves when no command is on its way any more. */
  async settled(): Promise<void> {
    await Promise.all(this.running.values());
  }

  private async carryOutOne(order: CommandOrder): Promise<void> {
    const { log } = this.parts;
    const about = { command: order.id, kind: order.kind, correlationId: order.correlationId };
    try {
      await this.deliver(order, newIds(order.correlationId));
    } catch (error) {
      // Another node has the order, or it is too old: nothing has failed and nothing is left to do.
      if (error instanceof Problem && error.code === 'CONFLICT') return;
      log.error({ err: error, ...about }, 'a command could not be carried out or its outcome not be stored');
    }
  }

  private async deliver(order: CommandOrder, ids: MessageIds): Promise<void> {
    const { graph, relay, hub } = this.parts;
    const from = await hub.read();
    const receiver = await this.receiverOf(order, ids);
    if (isFailure(receiver)) return noteFailure(graph, order.id, receiver, ids, false);
    if (await lacksConnector(graph, order, ids))
      return noteFailure(graph, order.id, NEEDS_CONNECTOR, ids, false);
    const { id, kind } = order;
    const { result } = await graph.askAsHub(BeginCommand, { id, platformId: receiver.platformId }, ids);
    const module = sideOf(order)?.module ?? '';
    const message = messageOf(order, this.parts.responseUrl(module, kind, result.callback ?? ''));
    let reply: Reply;
    try {
      ({ reply } = await relay.send(receiver, message, { from, ids, mode: 'HUB' }));
    } catch (error) {
      return noteFailure(graph, id, failureOf(error), ids);
    }
    await noteAnswer(graph, order, receiver.ref, reply, ids);
  }

  private async receiverOf(order: CommandOrder, ids: MessageIds): Promise<Receiver | Failure> {
    const side = sideOf(order);
    if (!side) return { status: 4000, reason: `This part of the hub is too old to carry out ${order.kind}.` };
    try {
      return await this.parts.partners.find(order.receiver.ref, side, ids);
    } catch (error) {
      if (error instanceof Refusal) return failureOf(error);
      throw error;
    }
  }
}

const newIds = (correlationId: string): MessageIds => ({ requestId: randomUUID(), correlationId });

const isFailure = (found: Receiver | Failure): found is Failure => 'reason' in found;
