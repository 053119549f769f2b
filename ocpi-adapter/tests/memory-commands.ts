/**
 * Commands of the memory graph: ordered by tests, taken up and reported by the adapter, with results from partners.
 * What each command may still go through is the subgraph's business; here is only what the wire relies on.
 */
import { randomUUID } from 'node:crypto';
import type { Caller, JsonObject } from '@chargesphere/schema';
import { foldRef, isJsonObject, Problem, refOf } from '@chargesphere/schema';
import { Changes } from './changes.js';

export interface MemoryCommand {
  id: string;
  kind: string;
  receiver: { ref: string };
  request: JsonObject;
  correlationId: string;
  status: string;
  platformId?: string;
  callback?: string;
  answer?: unknown;
  failure?: { status: number; reason: string };
  results: JsonObject[];
  /** Of a command between parties. */
  requester?: string;
  requesterPlatformId?: string;
  responseUrl?: string;
  /** How many results its sender has. */
  forwarded?: number;
}

type Passed = Omit<Required<MemoryCommand>, 'receiver'> & { receiver: string };

type Documents = Record<'Session' | 'Token', ReadonlyMap<string, JsonObject>>;

export class MemoryCommands {
  readonly all: MemoryCommand[] = [];
  readonly plans = new Map<string, JsonObject>();
  readonly ordered = new Changes<{ id: string }, 'commandUpdated'>('commandUpdated');
  private readonly watchers = new Set<() => void>();

  constructor(private readonly documents: Documents) {}

  /** Orders a command without telling anybody. */
  order(kind: string, receiver: string, request: JsonObject): MemoryCommand {
    const order = { id: randomUUID(), kind, receiver: { ref: receiver }, request };
    const command = { ...order, correlationId: `chain-${order.id}`, status: 'REQUESTED', results: [] };
    this.all.push(command);
    return command;
  }

  /** Orders a command, tells of it, and resolves when it has been answered or has failed. */
  async carriedOut(kind: string, receiver: string, request: JsonObject): Promise<MemoryCommand> {
    const command = this.order(kind, receiver, request);
    void this.announce(command);
    return this.when(command, ({ status }) => status === 'ANSWERED' || status === 'FAILED');
  }

  announce({ id }: MemoryCommand): Promise<void> {
    return this.ordered.publish({ id });
  }

  /** Resolves as soon as the command is so. */
  when(command: MemoryCommand, isSo: (command: MemoryCommand) => boolean): Promise<MemoryCommand> {
    return new Promise((resolve) => {
      const look = () => {
        if (!isSo(command)) return;
        this.watchers.delete(look);
        resolve(command);
      };
      this.watchers.add(look);
      look();
    });
  }

  readonly fields = {
    commands: ({ page }: { page: { limit: number; after?: string | null } }) => {
      const waiting = this.all.filter(({ status }) => status === 'REQUESTED');
      const start = page.after ? waiting.findIndex(({ id }) => id === page.after) + 1 : 0;
      const items = waiting.slice(start, start + page.limit);
      const isMore = waiting.length > start + page.limit;
      return { items, next: isMore ? items.at(-1)?.id : null };
    },

    beginCommand: ({ id, platformId }: { id: string; platformId: string }) => {
      const command = this.find(id, 'REQUESTED');
      return this.change(command, { status: 'SENT', platformId, callback: `secret-${id}` });
    },

    answerCommand: ({ id, data }: { id: string; data: unknown }) => {
      const command = this.find(id, 'SENT');
      const isAnswer =
        typeof data === 'string' || (isJsonObject(data) && ('result' in data || 'allowed' in data));
      if (!isAnswer) throw new Problem('INVALID_DOCUMENT', 'It is no answer.');
      return this.change(command, { status: 'ANSWERED', answer: data });
    },

    failCommand: (told: { id: string; wasSent: boolean; status: number; reason: string }) => {
      const { id, wasSent, status, reason } = told;
      const command = this.find(id, wasSent ? 'SENT' : 'REQUESTED');
      return this.change(command, { status: 'FAILED', failure: { status, reason } });
    },

    putCommandResult: (told: { callback: string; document: JsonObject }, { principal }: Caller) => {
      const command = this.all.find(({ callback }) => callback === told.callback);
      if (!command || principal.kind !== 'platform' || command.platformId !== principal.platformId)
        throw new Problem('NOT_FOUND', 'No result is expected at this URL.');
      if (!('result' in told.document))
        throw new Problem('INVALID_DOCUMENT', 'The result is not valid.', [
          { pointer: '/result', code: 'MISSING', message: 'result is required.', severity: 'refuse' },
        ]);
      this.change(command, { results: [...command.results, told.document] });
      return command.id;
    },

    passCommand: ({ input }: { input: Passed }, { correlationId }: Caller) => {
      const { kind, receiver, request, ...passed } = input;
      const command = { ...this.order(kind, receiver, request), ...passed, correlationId, status: 'SENT' };
      this.all.splice(-1, 1, command);
      return this.change(command, { callback: `secret-${command.id}` });
    },

    commandReceivers: ({ requester, subject }: { requester: string; subject: string }) =>
      this.all
        .filter((one) => one.requester === requester && Object.values(one.request).includes(subject))
        .map(({ receiver }) => receiver.ref),

    commandForward: ({ id }: { id: string }) => {
      const command = this.all.find((one) => one.id === id);
      if (!command?.requester || command.forwarded === command.results.length) return null;
      return { ...command, receiver: command.receiver.ref };
    },

    noteForwarded: ({ id, status }: { id: string; status: number }) => {
      const command = this.all.find((one) => one.id === id);
      if (command && status < 2000) this.change(command, { forwarded: command.results.length });
      return id;
    },

    putActiveChargingProfile: ({ session, document }: { session: string; document: JsonObject }) => {
      const set = this.all.some(
        ({ kind, results, receiver, request }) =>
          kind === 'SET_CHARGING_PROFILE' &&
          results.some(({ result }) => result === 'ACCEPTED') &&
          foldRef(`${receiver.ref}/${String(request['session_id'])}`) === foldRef(session),
      );
      if (!set) throw new Problem('NOT_FOUND', 'The hub has set no charging profile on it.');
      this.plans.set(session, document);
      return null;
    },

    tokenIssuers: ({ uid, type }: { uid: string; type: string }, { principal }: Caller) => {
      if (principal.kind !== 'system') throw new Problem('FORBIDDEN', 'This is for the hub itself.');
      return [
        ...new Set(
          [...this.documents.Token.values()]
            .filter((token) => token['uid'] === uid && token['type'] === type)
            .map(({ country_code, party_id }) => refOf(String(country_code), String(party_id))),
        ),
      ];
    },

    sessionDocumentsById: ({ id }: { id: string }) =>
      [...this.documents.Session.values()].filter((session) => session['id'] === id),
  };

  private find(id: string, status: string): MemoryCommand {
    const command = this.all.find((one) => one.id === id);
    if (command?.status === status) return command;
    throw new Problem('CONFLICT', `Command ${id} is ${command?.status ?? 'unknown'}.`);
  }

  private change(command: MemoryCommand, change: Partial<MemoryCommand>): MemoryCommand {
    Object.assign(command, change);
    for (const look of [...this.watchers]) look();
    return command;
  }
}

export const commandsSdl = `
  enum CommandStatus { REQUESTED SENT ANSWERED FAILED }
  input CommandFilter { status: [CommandStatus!] }
  input PageInput { limit: Int! = 20 after: String }
  type Command { id: ID! kind: String! receiver: Party! request: JSON! correlationId: String! }
  type CommandPage { items: [Command!]! next: String }
  type CommandDelivery { callback: ID }
  enum CommandKind {
    START_SESSION STOP_SESSION RESERVE_NOW CANCEL_RESERVATION UNLOCK_CONNECTOR OTHER
    SET_CHARGING_PROFILE CLEAR_CHARGING_PROFILE GET_ACTIVE_CHARGING_PROFILE
  }
  input PassedCommandInput {
    kind: CommandKind! name: String! requester: ID! requesterPlatformId: ID! receiver: ID! platformId: ID!
    request: JSON! responseUrl: String!
  }
  type PassedCommandReceipt { id: ID! callback: ID! }
  type CommandForward {
    requester: ID! requesterPlatformId: ID! receiver: ID! responseUrl: String! correlationId: String!
  }
  extend type PartyRole { platform: Platform }
  extend type Query {
    commands(filter: CommandFilter, page: PageInput): CommandPage!
    tokenIssuers(uid: String!, type: String!): [ID!]!
    commandReceivers(requester: ID!, subject: String!, kind: [CommandKind!]!): [ID!]!
    commandForward(id: ID!): CommandForward
    sessionDocumentsById(id: String!): [SessionDocument!]!
  }
  extend type Mutation {
    beginCommand(id: ID!, platformId: ID!): CommandDelivery!
    answerCommand(id: ID!, data: JSON): Command!
    failCommand(id: ID!, wasSent: Boolean!, status: Int!, reason: String!): Command!
    putCommandResult(callback: ID!, document: JSON!): ID!
    putActiveChargingProfile(session: ID!, document: JSON!, setBy: ID, byHub: Boolean): ID
    passCommand(input: PassedCommandInput!): PassedCommandReceipt!
    noteForwarded(id: ID!, status: Int!): ID!
  }
  extend type Subscription { commandUpdated(filter: CommandFilter): Command! }
`;
