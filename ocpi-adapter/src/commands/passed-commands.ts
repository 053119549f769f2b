/**
 * Commands and charging profiles between parties (requirements 13.3 and 14.3): the hub puts a URL of its own in the place
 * of the sender's response_url, so that the receiver needs no token of the sender's platform, and the result comes back
 * the way the command went (RTE-063, AMB-066). What belongs to it is a record, so a restart or another node makes no
 * difference (HUB-041).
 */
import type { JsonObject } from '@chargesphere/schema';
import { segmentsOf } from '@chargesphere/schema';
import type { Logger } from 'pino';
import type { PartnerConnection, PartnerDirectory, Receiver } from '../client/partners.js';
import type { GraphClient } from '../graph.js';
import { legOf } from '../hub/onward.js';
import type { Message } from '../hub/relay.js';
import type { Seal, SealedFor } from '../hub/seal.js';
import type { DataRequest } from '../transport/endpoint.js';
import type { Reply } from '../transport/envelope.js';
import { success } from '../transport/envelope.js';
import type { PartyId } from '../transport/headers.js';
import { Refusal } from '../transport/status.js';
import { PutCommandResult } from './command.operations.js';
import { resultTableOf } from './command-request.js';
import { failureOf, noteAnswer, noteFailure } from './outcome.js';
import type { Forward } from './passed-command.operations.js';
import { CommandForward, NoteForwarded, PassCommand } from './passed-command.operations.js';

/** A command as its sender has it. */
export interface AskedCommand {
  kind: string;
  /** As its path names it. */
  name: string;
  /** In OCPI spelling without `response_url`, with the ids of the URL beside the fields of the body. */
  request: JsonObject;
  responseUrl: string;
}

export interface PassedCommandParts {
  graph: GraphClient;
  partners: PartnerDirectory;
  seal: Seal;
  log: Logger;
  /** Absolute URL for the results of a command of this module and kind, with the secret at its end (CMD-030). */
  responseUrl: (module: string, kind: string, callback: string) => string;
}

/** Longer than any URL that is meant. */
const LONGEST_URL = 2000;

export class PassedCommands {
  constructor(private readonly parts: PassedCommandParts) {}

  /** CMD-036: sent once, and what the receiver answers is the answer. `message` gets the hub's response_url. */
  async pass(
    request: DataRequest,
    receiver: Receiver,
    asked: AskedCommand,
    message: (responseUrl: string) => Pick<Message, 'query' | 'body'>,
  ): Promise<Reply> {
    const { graph, seal, responseUrl } = this.parts;
    const { caller: ids, platformId, requester, relay, method, path, module } = request;
    await this.checkResponseUrl(request, asked.responseUrl);
    const { kind, name } = asked;
    const input = {
      kind,
      name,
      requester: requester.ref,
      requesterPlatformId: platformId,
      receiver: receiver.ref,
      platformId: receiver.platformId,
      request: asked.request,
      responseUrl: seal.close(asked.responseUrl, sealedFor(platformId)),
    };
    const { result: sent } = await graph.askAsHub(PassCommand, { input }, ids);
    const own = message(responseUrl(module, kind, sent.callback));
    let reply: Reply;
    try {
      ({ reply } = await relay.send(receiver, { method, path, ...own, wait: 'forward_ms' }, legOf(request)));
    } catch (error) {
      await this.noted(sent.id, () => noteFailure(graph, sent.id, failureOf(error), ids));
      throw error;
    }
    await this.noted(sent.id, () => noteAnswer(graph, { id: sent.id, kind: name }, receiver.ref, reply, ids));
    return reply;
  }

  /**
   * CMD-032, CMD-033: a result at one of the hub's URLs. Whether it is due, and from this platform, is decided behind
   * the graph; then it goes to whoever sent the command, whose answer is the answer.
   */
  async result(request: DataRequest, kind: string, callback: string): Promise<Reply> {
    const { graph } = this.parts;
    const { value: document, text } = await request.body(resultTableOf(kind));
    const put = await graph.ask(PutCommandResult, { callback, document }, request.caller);
    const { result: forward } = await graph.askAsHub(CommandForward, { id: put.result }, request.caller);
    return forward ? this.forward(request, put.result, forward, text) : success();
  }

  private async forward(request: DataRequest, id: string, forward: Forward, text: string): Promise<Reply> {
    const note = (status: number) =>
      this.noted(id, () => this.parts.graph.askAsHub(NoteForwarded, { id, status }, request.caller));
    try {
      const reply = await this.post(request, forward, text);
      const isTaken = reply.http < 300 || reply.ocpi > 1999;
      await note(isTaken ? reply.ocpi : 2000);
      return reply;
    } catch (error) {
      await note(failureOf(error).status);
      throw error;
    }
  }

  private async post(request: DataRequest, forward: Forward, text: string): Promise<Reply> {
    const { partners, seal } = this.parts;
    const { caller, relay, place, came } = request;
    const { requester: ref, requesterPlatformId: platformId } = forward;
    const connection = await partners.connection(platformId, caller);
    if (!connection) throw new Refusal('E26', `${ref} is not connected now, so it cannot be told.`);
    const url = seal.open(forward.responseUrl, sealedFor(platformId));
    if (typeof url !== 'string' || !isAt(connection, url))
      throw new Refusal('E27', `${ref} is no longer where it wanted the result, so it cannot be told.`);
    const { token, base64Token } = connection;
    const key = { token, base64Token };
    const receiver = { ref, party: partyOf(ref), platformId, module: request.module, url, key };
    const ids = { ...caller, correlationId: came.correlationId ?? forward.correlationId };
    const leg = { from: partyOf(forward.receiver), ids, mode: 'DIRECT' as const, place };
    const message = { method: 'POST' as const, body: text, wait: 'forward_ms' as const };
    return (await relay.call(receiver, url, message, leg)).reply;
  }

  /**
   * The token that the hub sends there is the one of the sender's platform, so the URL has to lead to it: else whoever
   * has only got hold of the hub's token could have the other one sent to himself.
   */
  private async checkResponseUrl({ platformId, caller }: DataRequest, responseUrl: string): Promise<void> {
    const connection = await this.parts.partners.connection(platformId, caller);
    if (responseUrl.length <= LONGEST_URL && connection && isAt(connection, responseUrl)) return;
    throw new Refusal(
      'RTE-063',
      'The response_url has to be an absolute URL on a host of your own platform, as your version details name it.',
    );
  }

  /** The parties have their answers already; what the hub could not write down changes nothing about them. */
  private async noted(command: string, write: () => Promise<unknown>): Promise<void> {
    try {
      await write();
    } catch (error) {
      this.parts.log.error({ err: error, command }, 'what became of a command could not be stored');
    }
  }
}

const sealedFor = (platformId: string): SealedFor => ({ purpose: 'response url', platformId });

/** On a host of the platform; never in clear where the platform itself is not. */
function isAt({ endpoints }: PartnerConnection, text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { hostname, protocol, username, password } = new URL(text);
  if (username !== '' || password !== '') return false;
  return endpoints.some((endpoint) => {
    const own = new URL(endpoint.url);
    return own.hostname === hostname && (protocol === 'https:' || protocol === own.protocol);
  });
}

const partyOf = (ref: string): PartyId => {
  const [country_code = '', party_id = ''] = segmentsOf(ref);
  return { country_code, party_id };
};
