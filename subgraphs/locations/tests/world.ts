/** A locations subgraph on a database of its own, and the Locations its CPOs push. */
import type { Caller, Connector, EVSE, JsonObject, Location } from '@chargesphere/schema';
import { cpo, GraphWorld, type PutResult } from '../../../tests/setup/graph.js';
import { createLocationsSubgraph } from '../src/index.js';

export * from '../../../tests/setup/graph.js';

/** Minutes after 12:00: the later one wins. */
export const at = (minute: number): string => `2026-03-01T12:${String(minute).padStart(2, '0')}:00Z`;

export const connector = (difference: JsonObject = {}): JsonObject => ({
  ...({
    id: '1',
    standard: 'IEC_62196_T2',
    format: 'SOCKET',
    power_type: 'AC_3_PHASE',
    max_voltage: 230,
    max_amperage: 32,
    last_updated: at(0),
  } satisfies Connector),
  ...difference,
});

export const evse = (difference: JsonObject = {}): JsonObject => ({
  ...({
    uid: '3256',
    evse_id: 'NL*TNM*E3256',
    status: 'AVAILABLE',
    connectors: [],
    last_updated: at(0),
  } satisfies Omit<EVSE, 'connectors'> & { connectors: never[] }),
  connectors: [connector()],
  ...difference,
});

/** A flawless Location of NL/TNM; takes only what should differ. */
export const location = (difference: JsonObject = {}): JsonObject => ({
  ...({
    country_code: 'NL',
    party_id: 'TNM',
    id: 'LOC1',
    publish: true,
    name: 'Central Station',
    address: 'Stationsplein 1',
    city: 'Amsterdam',
    country: 'NLD',
    coordinates: { latitude: '52.378900', longitude: '4.900500' },
    time_zone: 'Europe/Amsterdam',
    last_updated: at(0),
  } satisfies Location),
  evses: [evse()],
  ...difference,
});

export interface Push {
  as?: Caller;
  addressee?: string;
}

export class World {
  private constructor(readonly graph: GraphWorld) {}

  static async open(): Promise<World> {
    return new World(await GraphWorld.open('locations', createLocationsSubgraph));
  }

  close(): Promise<void> {
    return this.graph.close();
  }

  empty(): Promise<void> {
    return this.graph.empty('locations.location');
  }

  ask<T = JsonObject>(caller: Caller, text: string, variables: Record<string, unknown> = {}): Promise<T> {
    return this.graph.ask<T>(caller, text, variables);
  }

  put(document: JsonObject, push: Push = {}): Promise<PutResult> {
    return this.#push('putLocation', { document: 'LocationDocument' }, { document }, push);
  }

  putEvse(in_: string, document: JsonObject, push: Push = {}): Promise<PutResult> {
    const types = { location: 'ID', document: 'EvseDocument' };
    return this.#push('putEvse', types, { location: in_, document }, push);
  }

  putConnector(in_: string, document: JsonObject, push: Push = {}): Promise<PutResult> {
    const types = { evse: 'ID', document: 'ConnectorDocument' };
    return this.#push('putConnector', types, { evse: in_, document }, push);
  }

  /** On the level the ref names. */
  patch(ref: string, patch: JsonObject, push: Push = {}): Promise<PutResult> {
    const mutation = ['patchLocation', 'patchEvse', 'patchConnector'][ref.split('/').length - 3] ?? '';
    return this.#push(mutation, { ref: 'ID', patch: 'DocumentPatch' }, { ref, patch }, push);
  }

  #push(
    mutation: string,
    types: Record<string, string>,
    variables: Record<string, unknown>,
    { as = cpo, addressee }: Push,
  ): Promise<PutResult> {
    return this.graph.change(as, mutation, types, { ...variables, addressee });
  }

  /** The stored document as the viewer sees it, or the copy for an addressee. */
  async document(ref = 'NL/TNM/LOC1', as: Caller = cpo, addressee?: string): Promise<Location | null> {
    const text = `query ($ref: ID!, $addressee: ID) { found: locationDocument(ref: $ref, addressee: $addressee) }`;
    return (await this.ask<{ found: Location | null }>(as, text, { ref, addressee })).found;
  }

  /** `last_updated` on the three levels of NL/TNM/LOC1, its first EVSE, its first connector. */
  async times(): Promise<(string | undefined)[]> {
    const found = await this.document();
    const first = found?.evses?.[0];
    return [found?.last_updated, first?.last_updated, first?.connectors[0]?.last_updated];
  }

  /** Ids of the Locations a filter finds, in the order of the list. */
  async find(filter: JsonObject, as: Caller = cpo): Promise<string[]> {
    const text = `query ($filter: LocationFilter) { locations(filter: $filter, page: { limit: 200 }) { items { id } } }`;
    const { locations } = await this.ask<{ locations: { items: { id: string }[] } }>(as, text, { filter });
    return locations.items.map(({ id }) => id);
  }
}
