/**
 * Parties as the hub calls them: which platform speaks for a party on one side of a module, where, and with which
 * token (RTE-022, VER-022). The plain token is in memory as long as a call may need it and the platform has not
 * changed; the list is bounded and emptied by every change.
 */
import { foldRef, segmentsOf } from '@chargesphere/schema';
import type { GraphClient } from '../graph.js';
import { operation } from '../graph.js';
import { EventCache } from '../identity/event-cache.js';
import type { InterfaceRole } from '../transport/endpoint.js';
import type { MessageIds, PartyId } from '../transport/headers.js';
import { Refusal } from '../transport/status.js';
import type { PartnerEndpoint } from './discovery.js';
import type { PartnerKey } from './http.js';

/** One side of a module, and the roles of the parties that are on it (table 4.3). */
export interface PartnerSide {
  module: string;
  role: InterfaceRole;
  parties: ReadonlySet<string>;
}

/** Where and how to call a party. */
export interface Receiver {
  ref: string;
  party: PartyId;
  platformId: string;
  module: string;
  /** URL of the endpoint. */
  url: string;
  key: PartnerKey;
}

interface Speaker {
  role: string;
  status: string;
  platform: { id: string } | null;
}
/** A platform as it is reached now. */
export interface PartnerConnection {
  token: string;
  base64Token: boolean;
  endpoints: PartnerEndpoint[];
}

const PartySpeakers = operation<{ result: { roles: Speaker[] } | null }, { ref: string }>(`
  query PartySpeakers($ref: ID!) {
    result: party(ref: $ref) { roles(withSuspended: true) { role status platform { id } } }
  }
`);
const ConnectionOf = operation<{ result: PartnerConnection | null }, { id: string }>(`
  query PartnerConnection($id: ID!) {
    result: platformConnection(id: $id) { token base64Token endpoints { identifier role url } }
  }
`);

/** Nothing may pass between the two. Whoever did not name the party himself is not told that it is there (HUB-033). */
export class OutOfReach extends Refusal {}

/** A party that may be reached, but whose platform is OFFLINE: what is worth it can wait for its return (TRN-104). */
export class Away extends Refusal {
  constructor(readonly whom: Pick<Receiver, 'ref' | 'platformId'>) {
    super('E26', notConnected(whom.ref));
  }
}

/** What agreements say of a pair of parties (HUB-032). */
type Passage = 'ALLOWED' | 'PLANNED' | 'HIDDEN' | 'FORBIDDEN_MODULE';
const PassageBetween = operation<{ result: Passage }, { from: string; to: string; module: string }>(`
  query PassageBetween($from: ID!, $to: ID!, $module: String!) {
    result: passage(from: $from, to: $to, module: $module)
  }
`);

export class PartnerDirectory {
  private readonly cache: EventCache<Receiver>;
  private readonly passages: EventCache<Passage>;
  private readonly connections: EventCache<PartnerConnection | null>;

  constructor(
    private readonly graph: GraphClient,
    limits: { cachedPlatforms: number; cached_ms: number },
  ) {
    this.cache = new EventCache(limits.cachedPlatforms, limits.cached_ms);
    this.passages = new EventCache(limits.cachedPlatforms, limits.cached_ms);
    this.connections = new EventCache(limits.cachedPlatforms, limits.cached_ms);
  }

  /**
   * Throws E25 for a stranger and whoever is hidden from the party that asks, E26 for a party that is not connected
   * (an Away when its platform is OFFLINE), E29 for one without that side of the module. `from` is the ref of the party that asks; without it the hub asks,
   * which may call everybody.
   */
  async find(ref: string, side: PartnerSide, ids: MessageIds, from?: string): Promise<Receiver> {
    const folded = foldRef(ref);
    if (from !== undefined) await this.checkPassage(foldRef(from), folded, side.module, ids);
    const key = `${folded} ${side.module} ${side.role}`;
    return this.cache.get(key) ?? (await this.cache.load(key, () => this.look(folded, side, ids)));
  }

  /** How a platform is called, whoever speaks for it; null when it is not connected. */
  async connection(platformId: string, ids: MessageIds): Promise<PartnerConnection | null> {
    const look = async () => (await this.graph.askAsHub(ConnectionOf, { id: platformId }, ids)).result;
    return this.connections.get(platformId) ?? this.connections.load(platformId, look);
  }

  /** Some platform has changed; any party may be elsewhere now. */
  forget(): void {
    this.cache.forget(() => true);
    this.passages.forget(() => true);
    this.connections.forget(() => true);
  }

  private async checkPassage(from: string, to: string, module: string, ids: MessageIds): Promise<void> {
    const key = `${from} ${to} ${module}`;
    const look = async () => (await this.graph.askAsHub(PassageBetween, { from, to, module }, ids)).result;
    const passage = this.passages.get(key) ?? (await this.passages.load(key, look));
    switch (passage) {
      case 'ALLOWED':
        return;
      case 'PLANNED':
        throw new OutOfReach(
          'E26',
          `${to} is planned, but there is no agreement yet that lets you reach it.`,
        );
      case 'HIDDEN':
        throw stranger(to); // the words of a party that does not exist, so that nobody can tell the two apart
      case 'FORBIDDEN_MODULE':
        throw new OutOfReach('E25', `Your agreement with ${to} does not cover ${module}.`);
      default:
        passage satisfies never;
    }
  }

  private async look(ref: string, side: PartnerSide, ids: MessageIds): Promise<Receiver> {
    const { result: party } = await this.graph.askAsHub(PartySpeakers, { ref }, ids);
    if (party === null) throw stranger(ref);
    const platformId = platformOf(ref, party.roles, side);
    const connection = await this.connection(platformId, ids);
    if (connection === null) throw new Refusal('E26', notConnected(ref));
    const { token, base64Token, endpoints } = connection;
    const url = endpoints.find((one) => isSide(one, side))?.url;
    if (url === undefined)
      throw new Refusal(
        'E29',
        `The platform of ${ref} offers no ${side.module} as ${side.role}; ask its operator to add it.`,
      );
    const [country_code = '', party_id = ''] = segmentsOf(ref);
    return {
      ref,
      party: { country_code, party_id },
      platformId,
      module: side.module,
      url,
      key: { token, base64Token },
    };
  }
}

/**
 * VER-022, HUB-035: the same party may be a CPO on one platform and an eMSP on another; the side says which is meant, and
 * of several roles that fit the first: a charge is limited by its CPO, or by an eMSP in front of it (CHP-004).
 */
function platformOf(ref: string, speakers: readonly Speaker[], { module, parties }: PartnerSide): string {
  const fitting = [...parties].flatMap((wanted) =>
    speakers.filter(({ role }) => role.toUpperCase() === wanted),
  );
  if (fitting.length === 0)
    throw new Refusal(
      'E29',
      `${ref} is registered as ${speakers.map(({ role }) => role).join(' and ')} and takes no part in ${module} on that side.`,
    );
  const platformIn = (wanted: string) => fitting.find(({ status }) => status === wanted)?.platform;
  const platform = platformIn('CONNECTED');
  if (platform) return platform.id;
  const offline = platformIn('OFFLINE');
  throw offline ? new Away({ ref, platformId: offline.id }) : new Refusal('E26', notConnected(ref));
}

const stranger = (ref: string) =>
  new OutOfReach('E25', `${ref} is not known to this hub; check the OCPI-to headers.`);

const notConnected = (ref: string): string => `${ref} is not connected now; try again when it is back.`;

const isSide = ({ identifier, role }: PartnerEndpoint, side: PartnerSide): boolean =>
  identifier.toLowerCase() === side.module.toLowerCase() && role === side.role;
