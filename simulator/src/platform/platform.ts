/**
 * A partner platform over real HTTP: a server and a client of its own, several parties, any number of peers.
 * Conformant to OCPI 2.3.0 unless told otherwise with `behave`. CPOs and eMSPs are built on it.
 */
import { Behaviours, type Behaviour } from '../wire/behaviour.js';
import { makeToken, tokenIn } from '../wire/credentials-token.js';
import { refusal, type Answer, type Json } from '../wire/envelope.js';
import { Journal, type Match, type Received, type Sent } from '../wire/journal.js';
import { layoutFor } from '../wire/layout.js';
import { OcpiClient, type CallResult } from '../wire/ocpi.client.js';
import type { InterfaceRole, ModuleOffer, OcpiRequest } from '../wire/ocpi.request.js';
import { OcpiServer, type Incoming } from '../wire/ocpi.server.js';
import type { Complaint } from '../wire/complaints.js';
import { distinctParties, isFunctional, partyIn, routingHeaders } from '../wire/routing.js';
import { joined, type EndpointPath } from './endpoint.url.js';
import { crawl, type CrawlOptions } from './crawl.js';
import { credentialsOf } from './credentials.document.js';
import { discover } from './discovery.js';
import { Menu } from './menu.js';
import { endpointOf, NEWCOMER, PeerBook, usualPartyOf } from './peer.js';
import type { Caller, Invitation, Peer, PlatformState } from './peer.js';
import type { CallOptions, Party, PlatformOptions } from './platform.options.js';
import { answerCredentials } from './registration.receiver.js';
import { register, unregister, update, type Registrar } from './registration.sender.js';

const NOT_AUTHORIZED = refusal(401, 2000, 'The credentials token is missing, unknown or not allowed here.');

export class Platform {
  readonly name: string;
  readonly parties: readonly Party[];
  readonly version: string;
  readonly journal: Journal;
  readonly pageLimit: number;
  private readonly behaviours = new Behaviours();
  private readonly book = new PeerBook();
  private readonly client: OcpiClient;
  private readonly server: OcpiServer;
  private readonly menu: Menu;
  private readonly registrar: Registrar;
  private port = 0;

  constructor(private readonly options: PlatformOptions) {
    this.name = options.name;
    this.parties = options.parties;
    this.version = options.version ?? '2.3.0';
    this.pageLimit = options.pageLimit ?? 50;
    this.menu = new Menu(options.layout ?? layoutFor(options.name), this.version);
    this.journal = new Journal(options.journalLimit);
    this.client = new OcpiClient(this.journal, options.timeout_ms ?? 10_000);
    this.registrar = {
      version: this.version,
      client: this.client,
      book: this.book,
      credentials: (token) => credentialsOf(this.parties, this.versionsUrl, token, options.hub_party_id),
    };
    for (const peer of options.state?.peers ?? []) this.book.add(structuredClone(peer));
    this.server = new OcpiServer({
      host: options.host ?? '127.0.0.1',
      routes: () => this.menu.routes(),
      ourParties: () => distinctParties(this.parties),
      journal: this.journal,
      behaviours: this.behaviours,
      answer: (incoming) => this.answer(incoming),
    });
  }

  /** Starts the server. Called by the create functions. */
  async listen(): Promise<void> {
    this.port = await this.server.listen(this.options.port ?? this.options.state?.port ?? 0);
  }

  async close(): Promise<void> {
    await Promise.all([this.server.close(), this.client.close()]);
  }

  get origin(): string {
    return `http://${this.options.host ?? '127.0.0.1'}:${this.port}`;
  }

  get versionsUrl(): string {
    return this.origin + this.menu.layout.versions;
  }

  /** Adds an interface of a module. Partners learn of it when they look next; tell them with `update()`. */
  offer(...offers: ModuleOffer[]): void {
    this.menu.offers.push(...offers);
  }

  /** Absolute URL of one of its own interfaces. */
  urlOf(module: string, role: InterfaceRole): string {
    return this.origin + this.menu.layout.endpoint(this.version, module, role);
  }

  // --- registration -------------------------------------------------------------------------------------------

  /** A TOKEN_A and where to begin, for a partner that is to register here (CRED-020). */
  invite(): Invitation {
    const token = makeToken();
    this.book.invite(token);
    return { token, versionsUrl: this.versionsUrl };
  }

  /** Registers at a partner that invited us. Throws a RegistrationFailure with the partner's answer. */
  async register(invitation: Invitation): Promise<Peer> {
    const peer = await register(this.registrar, invitation);
    this.stateChanged();
    return peer;
  }

  /** Renews the credentials with a partner (PUT). */
  async update(peer: Peer = this.peer): Promise<void> {
    await update(this.registrar, peer);
    this.stateChanged();
  }

  /** Ends the connection with a partner (DELETE). */
  async unregister(peer: Peer = this.peer): Promise<CallResult> {
    const result = await unregister(this.registrar, peer);
    this.stateChanged();
    return result;
  }

  /** Reads the partner's endpoints again. */
  async rediscover(peer: Peer = this.peer): Promise<void> {
    const { versionsUrl, outgoingToken: token, version } = peer;
    peer.endpoints = await discover(this.client, { versionsUrl, token, version });
    this.stateChanged();
  }

  get peers(): readonly Peer[] {
    return this.book.peers;
  }

  /** The partner registered last. */
  get peer(): Peer {
    const peer = this.book.peers.at(-1);
    if (!peer)
      throw new Error(`${this.name} is not registered anywhere; call register() or be invited first.`);
    return peer;
  }

  /** Drops a partner without telling it, as after a loss of data. */
  forget(peer: Peer = this.peer): void {
    this.book.remove(peer);
    this.stateChanged();
  }

  get state(): PlatformState {
    return structuredClone({ port: this.port, peers: this.book.peers });
  }

  // --- messages -----------------------------------------------------------------------------------------------

  /**
   * Calls an interface of a partner. The URL comes from its version details, the routing headers from `to` and
   * `from`; whatever is answered is returned, and only silence throws.
   */
  async call(
    module: string,
    role: InterfaceRole,
    method: string,
    path: EndpointPath,
    body?: unknown,
    options: CallOptions = {},
  ): Promise<CallResult> {
    const peer = options.peer ?? this.peer;
    const endpoint = endpointOf(peer, module, role);
    if (!endpoint)
      throw new Error(
        `${peer.versionsUrl} offers no ${module} ${role}; it cannot be called from ${this.name}.`,
      );
    const url = new URL(joined(endpoint.url, path));
    for (const [name, value] of Object.entries(options.query ?? {}))
      if (value !== undefined) url.searchParams.set(name, String(value));
    return this.client.send({
      module,
      method,
      url: url.href,
      token: peer.outgoingToken,
      body,
      headers: { ...this.routing(module, peer, options), ...options.headers },
      ...(options.timeout_ms !== undefined && { timeout_ms: options.timeout_ms }),
    });
  }

  /** Calls a URL that came in a request, such as a response_url, as the party it had asked (TRN-098). */
  callBack(url: string, method: string, body: unknown, request: OcpiRequest): Promise<CallResult> {
    const { module, peer, from: to, to: from, correlationId } = request;
    const headers = { ...routingHeaders(to, from), 'X-Correlation-ID': correlationId };
    return this.client.send({ module, method, url, token: peer.outgoingToken, body, headers });
  }

  /** Reads a whole list from a partner's Sender interface, page by page along the links (TRN-050). */
  pull(module: string, options: CrawlOptions & CallOptions = {}): Promise<Json[]> {
    const { maxPages, ...callOptions } = options;
    const peer = options.peer ?? this.peer;
    return crawl(
      () => this.call(module, 'SENDER', 'GET', [], undefined, callOptions),
      (url) =>
        this.client.send({
          module,
          method: 'GET',
          url,
          token: peer.outgoingToken,
          headers: { ...this.routing(module, peer, options), ...options.headers },
        }),
      endpointOf(peer, module, 'SENDER')?.url ?? '',
      maxPages,
    );
  }

  get received(): readonly Received[] {
    return this.journal.received;
  }

  get sent(): readonly Sent[] {
    return this.journal.sent;
  }

  /** The next arrival that matches; every arrival is given out once. */
  next(match?: Match, timeout_ms?: number): Promise<Received> {
    return this.journal.next(match, timeout_ms);
  }

  /** What was not conformant in everything received. */
  get complaints(): Complaint[] {
    return this.journal.received.flatMap(({ complaints }) => complaints);
  }

  /** Misbehaves for chosen requests; the function returned ends it. */
  behave(behaviour: Behaviour): () => void {
    return this.behaviours.add(behaviour);
  }

  /** Behaves well again in everything. */
  behaveWell(): void {
    this.behaviours.clear();
  }

  // --- inside -------------------------------------------------------------------------------------------------

  private routing(module: string, peer: Peer, { to, from }: CallOptions): Record<string, string> {
    if (!isFunctional(module)) return {};
    const receiver = to === null ? undefined : to === undefined ? usualPartyOf(peer) : partyIn(to);
    const speaker =
      from === null ? undefined : from === undefined ? distinctParties(this.parties)[0] : partyIn(from);
    return routingHeaders(receiver, speaker);
  }

  private stateChanged(): void {
    this.options.onStateChange?.(this.state);
  }

  private async answer(incoming: Incoming): Promise<Answer> {
    const { received, url, query, hasBody } = incoming;
    const { module, role, method, segments, body, to, from, headers } = received;
    const token = tokenIn(headers.authorization);
    const caller = this.book.callerBy(token);
    if (!caller || token === undefined) return NOT_AUTHORIZED;
    const correlationId = headers['x-correlation-id'] ?? '';
    if (module === undefined) return refusal(404, 2000, 'There is nothing at this path.');
    if (module === 'versions' || module === 'details') return this.menu.answer(incoming, module, this.origin);
    if (module === 'credentials') {
      const answer = await answerCredentials(this.registrar, { method, body, caller, token, correlationId });
      if (method !== 'GET') this.stateChanged();
      return answer;
    }
    // TRN-010: TOKEN_A opens versions and credentials only.
    const peer = this.peerOf(caller);
    if (!peer) return NOT_AUTHORIZED;
    const offer = this.menu.find(module, role);
    if (!offer) return refusal(404, 2000, 'There is nothing at this path.');
    return offer.answer({
      module,
      method,
      segments,
      query,
      body,
      hasBody,
      to,
      from,
      url,
      peer,
      correlationId,
    });
  }

  /** A partner may speak to us the moment it answered our POST, before the answer reached us. */
  private peerOf(caller: Caller): Peer | undefined {
    if (caller.kind === 'peer') return caller.peer;
    if (caller.kind === 'invited') return undefined;
    return this.book.peers.at(-1) ?? { ...NEWCOMER, version: this.version };
  }
}

/** A platform with nothing but versions and credentials; add modules with `offer`. */
export async function createPlatform(options: PlatformOptions): Promise<Platform> {
  const platform = new Platform(options);
  await platform.listen();
  return platform;
}
