/**
 * What a module tells the wire: its endpoints, who may call them, and what to do for each path and method.
 * The wire knows HTTP and these shapes; it knows no module.
 */
import type { Caller, JsonObject, ObjectTable } from '@chargesphere/schema';
import type { PassedCommands } from '../commands/passed-commands.js';
import type { GraphClient } from '../graph.js';
import type { HubFacts } from '../identity/hub.js';
import type { Identity } from '../identity/platforms.js';
import type { Requester } from '../identity/requester.js';
import type { Away, Receiver } from '../client/partners.js';
import type { Broadcaster } from '../hub/broadcaster.js';
import type { Mode } from '../hub/mode.js';
import type { Redelivery } from '../hub/redelivery.js';
import type { OwnUrls } from '../hub/own-urls.js';
import type { Relay } from '../hub/relay.js';
import type { Place } from '../protection/places.js';
import type { Payload } from './body.js';
import type { Reply } from './envelope.js';
import type { MessageIds, PartyId } from './headers.js';
import type { PageLimits } from './paging.js';

export const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
export type Method = (typeof methods)[number];
export type InterfaceRole = 'SENDER' | 'RECEIVER';

type Answers<Request> = Readonly<Partial<Record<Method, (request: Request) => Promise<Reply>>>>;

/** What a request itself said, before the hub found out what it means. */
export interface Came {
  /** The query as it came: some of it cannot be told from its parameters (CHP-042). */
  search: string;
  /** TO, the hub included. */
  to: PartyId | undefined;
  /** X-Correlation-ID, when it had one of its own. */
  correlationId: string | undefined;
}

/** A request of a functional module, once it is clear who asks and whom it concerns. */
export interface DataRequest {
  readonly module: string;
  readonly method: Method;
  readonly mode: Mode;
  /** Decoded path segments below the module URL. */
  readonly path: readonly string[];
  readonly query: URLSearchParams;
  /** Absolute URL without query: what page links start with. */
  readonly url: string;
  readonly came: Came;
  readonly requester: Requester;
  readonly platformId: string;
  /** Of the platform; what waits for another party counts against it (HUB-063). */
  readonly place: Place | undefined;
  /** FROM on every leg that carries the request on. */
  readonly from: PartyId;
  /** Ref of the party in TO; undefined for everything that is addressed to the hub or to nobody by name. */
  readonly addressee: string | undefined;
  /** The same party, ready to be called. */
  readonly receiver: Receiver | undefined;
  /** The same party, when it is OFFLINE and the resource can do without its answer. */
  readonly away: Away | undefined;
  readonly caller: Caller;
  readonly graph: GraphClient;
  readonly pages: PageLimits;
  /** The body of a POST or PUT; that of a strict platform without violations of the table (TYPE-011). */
  readonly body: (table: ObjectTable) => Promise<Payload>;
  /** The same of a PATCH: some fields of the table. */
  readonly change: (table: ObjectTable) => Promise<Payload>;
  /** A body that may be missing (TOK-038). */
  readonly payload: (table: ObjectTable) => Promise<Payload | undefined>;
  /** A party that open routing has found, on this side of this module; throws E25, E26 or E29. */
  readonly partner: (ref: string) => Promise<Receiver>;
  readonly relay: Relay;
  readonly broadcaster: Broadcaster;
  readonly redelivery: Redelivery;
  readonly ownUrls: OwnUrls;
  readonly commands: PassedCommands;
  /** URL at the receiver, when the request follows a link that the hub has made of one of the receiver's. */
  readonly continued: string | undefined;
}

/** A place below a functional endpoint. `list` marks the paginated GET, which has routing rules of its own. */
export interface DataResource {
  readonly list?: true;
  /** The hub itself takes part in the exchange, so TO may name it without meaning everybody. */
  readonly forHub?: true;
  /** Only another party can answer: the hub keeps nothing of the kind, and nobody can be asked by naming the hub. */
  readonly passedOn?: true;
  /** What comes here may be kept for a party that is OFFLINE, so that it is no reason to refuse it at once. */
  readonly canWait?: true;
  readonly answers: Answers<DataRequest>;
}

/** A functional module on one side: routed, with routing headers (RTE-001). */
export interface DataEndpoint {
  readonly kind: 'data';
  readonly module: string;
  readonly role: InterfaceRole;
  /** Roles that may call it, and roles that can be behind TO: table 4.3 of the requirements. */
  readonly callers: ReadonlySet<string>;
  readonly addressees: ReadonlySet<string>;
  /** RTE-030: may a push go to the hub for everybody? */
  readonly broadcast: boolean;
  /** Undefined where OCPI has no such path; a Refusal with its own sentence where the hub does not offer it yet. */
  readonly at: (path: readonly string[]) => DataResource | undefined;
}

/** A request of a configuration module: never routed, routing headers ignored (RTE-002, RTE-008). */
export interface ConfigurationRequest {
  readonly query: URLSearchParams;
  /** Absolute URL without query. */
  readonly url: string;
  readonly identity: Identity;
  readonly authorization: string | undefined;
  readonly ids: MessageIds;
  /** The platform with all its parties: configuration modules know no requesting party. */
  readonly caller: Caller;
  readonly graph: GraphClient;
  readonly pages: PageLimits;
  readonly hub: () => Promise<HubFacts>;
  readonly body: () => Promise<JsonObject>;
}

export interface ConfigurationEndpoint {
  readonly kind: 'configuration';
  readonly module: string;
  readonly role: InterfaceRole;
  /** TRN-010: only versions and credentials take a token A. */
  readonly takesTokenA: boolean;
  readonly answers: Answers<ConfigurationRequest>;
  /** Methods for the Allow header, where they depend on who asks (E07, E08). */
  readonly allow?: (identity: Identity) => readonly Method[];
}

export type Endpoint = DataEndpoint | ConfigurationEndpoint;
