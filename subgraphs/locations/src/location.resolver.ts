/** Locations, EVSEs and connectors for reading. */
import {
  argument,
  DocumentWindow,
  Json,
  pageOf,
  PageInput,
  PartyStub,
  requireSystem,
  sql,
  TariffStub,
  windowOf,
  type DocumentPage,
  type DocumentStore,
  type Page,
  type Stub,
} from '@chargesphere/chassis';
import { connectorOf, evseOf, Problem, refOf, segmentsOf, type Location } from '@chargesphere/schema';
import { Arg, Ctx, FieldResolver, Float, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { FrequentWords } from './location.frequent-words.js';
import { connectorByRef, evseByRef, type LocationsContext } from './location.context.js';
import { LocationFilter } from './location.inputs.js';
import { nearestLocations } from './location.nearest.js';
import { searchOf } from './location.search.js';
import {
  connectorNode,
  ConnectorType,
  ConnectorDocument,
  evseNode,
  EvseDocument,
  evseOfConnector,
  EvseType,
  LocationDocument,
  LocationDocumentPage,
  locationOf,
  LocationPage,
  LocationType,
  NearLocation,
  type ConnectorNode,
  type EvseNode,
} from './location.types.js';

const NEAREST_MAX = 100;

/** Ref of a location as part of the ref of its EVSE or connector. */
const locationRef = (ref: string): string => refOf(...segmentsOf(ref).slice(0, 3));

@Resolver(() => LocationType.cls)
export class LocationResolver {
  private readonly words: FrequentWords;

  constructor(private readonly store: DocumentStore<Location>) {
    this.words = new FrequentWords(store);
  }

  @Query(() => LocationType.cls, {
    nullable: true,
    description: 'One Location; null when it is not there or not to be seen.',
  })
  location(
    @Arg('ref', () => ID, argument.ref) ref: string,
    @Ctx() context: LocationsContext,
  ): Promise<Location | undefined> {
    return context.locations.load(ref);
  }

  @Query(() => EvseType.cls, {
    nullable: true,
    description: 'One EVSE by its ref, such as NL/TNM/LOC1/3256.',
  })
  evse(
    @Arg('ref', () => ID, argument.ref) ref: string,
    @Ctx() context: LocationsContext,
  ): Promise<EvseNode | undefined> {
    return evseByRef(context, ref);
  }

  @Query(() => ConnectorType.cls, {
    nullable: true,
    description: 'One connector by its ref, such as NL/TNM/LOC1/3256/1.',
  })
  connector(
    @Arg('ref', () => ID, argument.ref) ref: string,
    @Ctx() context: LocationsContext,
  ): Promise<ConnectorNode | undefined> {
    return connectorByRef(context, ref);
  }

  @Query(() => LocationPage, {
    description: 'Locations that fulfil all conditions, in the order in which they became known.',
  })
  async locations(
    @Ctx() { caller }: LocationsContext,
    @Arg('filter', () => LocationFilter, argument.filter) filter: LocationFilter | null,
    @Arg('page', () => PageInput, argument.page) page: PageInput | null,
  ): Promise<Page<Location>> {
    const { where, by } = searchOf(filter, await this.words.shares());
    return pageOf(this.store, caller, page, where, ({ document }) => document, { by });
  }

  @Query(() => [NearLocation], {
    description: `The Locations nearest to a point, nearest first; ${NEAREST_MAX} at the most.`,
  })
  async nearestLocations(
    @Ctx() { caller }: LocationsContext,
    @Arg('latitude', () => Float, { description: 'Of the point, in degrees (WGS 84).' }) latitude: number,
    @Arg('longitude', () => Float, { description: 'Of the point, in degrees (WGS 84).' }) longitude: number,
    @Arg('limit', () => Int, { defaultValue: 20, description: 'How many.' }) limit: number,
    @Arg('filter', () => LocationFilter, argument.filter) filter: LocationFilter | null,
  ): Promise<NearLocation[]> {
    if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180)
      throw new Problem(
        'INVALID_INPUT',
        'The point is not on the globe; latitude is within ±90, longitude within ±180.',
      );
    if (limit < 1 || limit > NEAREST_MAX)
      throw new Problem('INVALID_INPUT', `limit is ${limit}; it must be from 1 to ${NEAREST_MAX}.`);
    const { where } = searchOf(filter, await this.words.shares());
    return nearestLocations(this.store, caller, where, { latitude, longitude }, limit);
  }

  @Query(() => LocationDocument, {
    nullable: true,
    description: 'The document of a Location, or the copy addressed to a party.',
  })
  async locationDocument(
    @Ctx() { caller }: LocationsContext,
    @Arg('ref', () => ID, argument.ref) ref: string,
    @Arg('addressee', () => ID, argument.copyOf) addressee: string | null,
  ): Promise<object | null> {
    return (await this.store.getPrinted(caller, ref, addressee)) ?? null;
  }

  @Query(() => EvseDocument, { nullable: true, description: 'The document of an EVSE.' })
  async evseDocument(
    @Ctx() { caller }: LocationsContext,
    @Arg('ref', () => ID, argument.ref) ref: string,
    @Arg('addressee', () => ID, argument.copyOf) addressee: string | null,
  ): Promise<object | null> {
    const location = await this.store.get(caller, locationRef(ref), addressee);
    return (location && evseOf(location, segmentsOf(ref)[3] ?? '')) ?? null;
  }

  @Query(() => ConnectorDocument, { nullable: true, description: 'The document of a connector.' })
  async connectorDocument(
    @Ctx() { caller }: LocationsContext,
    @Arg('ref', () => ID, argument.ref) ref: string,
    @Arg('addressee', () => ID, argument.copyOf) addressee: string | null,
  ): Promise<object | null> {
    const location = await this.store.get(caller, locationRef(ref), addressee);
    const [, , , uid = '', id = ''] = segmentsOf(ref);
    return (location && connectorOf(location, uid, id)) ?? null;
  }

  @Query(() => LocationDocumentPage, { description: 'Whole Locations as OCPI pages them (LOC-011).' })
  locationDocuments(
    @Ctx() { caller }: LocationsContext,
    @Arg('window', () => DocumentWindow, argument.window) window: DocumentWindow,
    @Arg('owner', () => ID, { nullable: true, description: 'Only objects of this party.' })
    owner: string | null,
  ): Promise<DocumentPage> {
    return windowOf(this.store, caller, window, owner);
  }

  @Query(() => [Json], {
    description:
      'Every visible object with this id, whoever owns it (RTE-035): Locations, or EVSEs or connectors within them.',
  })
  async locationDocumentsById(
    @Ctx() { caller }: LocationsContext,
    @Arg('id', () => String, { description: 'Id of the Location, whoever owns it.' }) id: string,
    @Arg('evseUid', () => String, { nullable: true, description: 'Uid of the EVSE in it that is meant.' })
    evseUid: string | null,
    @Arg('connectorId', () => String, { nullable: true, description: 'Id of the connector of that EVSE.' })
    connectorId: string | null,
  ): Promise<object[]> {
    const hits = { where: [sql`t.id_folded = ${id.toUpperCase()}`], limit: 20 };
    if (!evseUid) return (await this.store.listPrinted(caller, hits)).map(({ document }) => document);
    const rows = await this.store.list(caller, hits);
    return rows.flatMap(({ document }) => {
      const found = connectorId ? connectorOf(document, evseUid, connectorId) : evseOf(document, evseUid);
      return found ? [found] : [];
    });
  }

  @Query(() => [ID], {
    description:
      'Refs of the parties that own a Location of this id, whomever it was sent to (RTE-049). For the hub itself.',
  })
  async locationOwners(
    @Ctx() { caller }: LocationsContext,
    @Arg('id', () => String, { description: 'The id within its owner; case does not matter.' }) id: string,
  ): Promise<string[]> {
    requireSystem(caller);
    const rows = await this.store.ask<{ owner: string }>(sql`
      select distinct t.owner from ${this.store.table} t
      where t.id_folded = ${id.toUpperCase()} and t.removed_at is null order by t.owner limit 20`);
    return rows.map(({ owner }) => owner);
  }

  @FieldResolver(() => [EvseType.cls], { description: 'Its EVSEs, removed ones included.' })
  evses(@Root() location: Location): EvseNode[] {
    return location.evses?.map((evse) => evseNode(location, evse)) ?? [];
  }

  @FieldResolver(() => PartyStub, {
    nullable: true,
    description: 'The party that owns and operates it on the hub.',
  })
  cpo(@Root() { country_code, party_id }: Location): Stub {
    return { ref: refOf(country_code, party_id) };
  }

  @FieldResolver(() => [TariffStub], {
    nullable: 'items',
    description:
      'The tariffs of all its connectors, each once; null for one that is not known or not to be seen.',
  })
  tariffs(@Root() location: Location): Stub[] {
    const connectors = location.evses?.flatMap((evse) => evse.connectors) ?? [];
    return tariffStubs(
      location,
      connectors.flatMap((connector) => connector.tariff_ids ?? []),
    );
  }
}

const tariffStubs = ({ country_code, party_id }: Location, ids: string[]): Stub[] =>
  [...new Set(ids)].map((id) => ({ ref: refOf(country_code, party_id, id) }));

@Resolver(() => EvseType.cls)
export class EvseResolver {
  @FieldResolver(() => LocationType.cls, { description: 'Where it is.' })
  location(@Root() evse: EvseNode): Location {
    return locationOf(evse);
  }

  @FieldResolver(() => [ConnectorType.cls], {
    description: 'Its connectors; one of them can be used at a time.',
  })
  connectors(@Root() evse: EvseNode): ConnectorNode[] {
    return evse.connectors.map((connector) => connectorNode(evse, connector));
  }
}

@Resolver(() => ConnectorType.cls)
export class ConnectorResolver {
  @FieldResolver(() => EvseType.cls, { description: 'The EVSE it belongs to.' })
  evse(@Root() connector: ConnectorNode): EvseNode {
    return evseOfConnector(connector);
  }

  @FieldResolver(() => [TariffStub], {
    nullable: 'items',
    description: 'What charging here costs; null for a tariff that is not known or not to be seen.',
  })
  tariffs(@Root() connector: ConnectorNode): Stub[] {
    return tariffStubs(locationOf(evseOfConnector(connector)), connector.tariff_ids ?? []);
  }
}
