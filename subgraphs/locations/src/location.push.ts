/** What CPOs push about their Locations, on all three levels (LOC-001, LOC-002). */
import {
  argument,
  accepted,
  acceptedPatch,
  DocumentPatch,
  PutResult,
  type ChangeRule,
  type DocumentStore,
} from '@chargesphere/chassis';
import {
  Connector,
  connectorOf,
  EVSE,
  evseOf,
  foldRef,
  isOlder,
  Location,
  mergePatch,
  patchConnector,
  patchEvse,
  Problem,
  putConnector,
  putEvse,
  refOf,
  segmentsOf,
  type JsonObject,
  type LocationChange,
} from '@chargesphere/schema';
import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import type { LocationsContext } from './location.context.js';
import { ConnectorDocument, EvseDocument, LocationDocument } from './location.types.js';

const ADDRESSEE = {
  nullable: true,
  description: 'Ref of the party it is meant for; left out, it is for everybody connected.',
} as const;

/** The ids a ref must have for the level it names. */
const idsOf = (ref: string, count: number, shape: string): string[] => {
  const ids = segmentsOf(ref);
  if (ids.length === count && ids.every((id) => id !== '')) return ids;
  throw new Problem('INVALID_INPUT', `"${ref}" does not name the object; write it as ${shape}.`);
};

/** A part that took another id would be a second one of that id. */
const keepsId = (patch: JsonObject, field: 'uid' | 'id', id = ''): void => {
  const given = patch[field];
  if (typeof given === 'string' && foldRef(given) !== foldRef(id))
    throw new Problem(
      'INVALID_DOCUMENT',
      `The patch of ${id} must not change its ${field} to ${given}; leave ${field} out.`,
    );
};

@Resolver()
export class LocationPushResolver {
  constructor(private readonly store: DocumentStore<Location>) {}

  @Mutation(() => PutResult, { description: 'Stores a whole Location, unless a newer version is stored.' })
  putLocation(
    @Ctx() { caller }: LocationsContext,
    @Arg('document', () => LocationDocument, argument.document) document: JsonObject,
    @Arg('addressee', () => ID, ADDRESSEE) addressee: string | null,
  ): Promise<PutResult> {
    return this.store.put(caller, accepted<Location>(Location, document), addressee);
  }

  @Mutation(() => PutResult, {
    description: 'Changes the given fields of a Location; needs `last_updated` (LOC-008).',
  })
  patchLocation(
    @Ctx() { caller }: LocationsContext,
    @Arg('ref', () => ID, argument.ref) ref: string,
    @Arg('patch', () => DocumentPatch, argument.patch) patch: JsonObject,
    @Arg('addressee', () => ID, ADDRESSEE) addressee: string | null,
  ): Promise<PutResult> {
    idsOf(ref, 3, 'NL/TNM/LOC1');
    const change = acceptedPatch(Location, patch);
    return this.store.change(caller, ref, addressee, (stored) => {
      if (!stored) throw unknownLocation(ref);
      if (isOlder(change, stored)) return 'OLDER';
      return { document: mergePatch(stored, change) as Location };
    });
  }

  @Mutation(() => ID, {
    description:
      'Takes a Location out that its owner lists no more (LOC-012), and gives its ref. A later push brings it back.',
  })
  async withdrawLocation(
    @Ctx() { caller }: LocationsContext,
    @Arg('ref', () => ID, argument.ref) ref: string,
    @Arg('addressee', () => ID, ADDRESSEE) addressee: string | null,
  ): Promise<string> {
    idsOf(ref, 3, 'NL/TNM/LOC1');
    if (await this.store.remove(caller, ref, addressee)) return ref;
    throw unknownLocation(ref);
  }

  @Mutation(() => PutResult, { description: 'Adds an EVSE to a Location or replaces it (LOC-010).' })
  putEvse(
    @Ctx() { caller }: LocationsContext,
    @Arg('location', () => ID, { description: 'Ref of the Location.' }) location: string,
    @Arg('document', () => EvseDocument, argument.document) document: JsonObject,
    @Arg('addressee', () => ID, ADDRESSEE) addressee: string | null,
  ): Promise<PutResult> {
    const ids = idsOf(location, 3, 'NL/TNM/LOC1');
    const evse = accepted<EVSE>(EVSE, document);
    return this.#changePart(caller, [...ids, evse.uid], addressee, (stored) => putEvse(stored, evse));
  }

  @Mutation(() => PutResult, { description: 'Changes the given fields of an EVSE, its status for example.' })
  patchEvse(
    @Ctx() { caller }: LocationsContext,
    @Arg('ref', () => ID, argument.ref) ref: string,
    @Arg('patch', () => DocumentPatch, argument.patch) patch: JsonObject,
    @Arg('addressee', () => ID, ADDRESSEE) addressee: string | null,
  ): Promise<PutResult> {
    const ids = idsOf(ref, 4, 'NL/TNM/LOC1/3256');
    const change = acceptedPatch(EVSE, patch);
    keepsId(change, 'uid', ids[3]);
    return this.#changePart(caller, ids, addressee, (stored) => patchEvse(stored, ids[3] ?? '', change));
  }

  @Mutation(() => PutResult, { description: 'Adds a connector to an EVSE or replaces it.' })
  putConnector(
    @Ctx() { caller }: LocationsContext,
    @Arg('evse', () => ID, { description: 'Ref of the EVSE.' }) evse: string,
    @Arg('document', () => ConnectorDocument, argument.document) document: JsonObject,
    @Arg('addressee', () => ID, ADDRESSEE) addressee: string | null,
  ): Promise<PutResult> {
    const ids = idsOf(evse, 4, 'NL/TNM/LOC1/3256');
    const connector = accepted<Connector>(Connector, document);
    return this.#changePart(caller, [...ids, connector.id], addressee, (stored) =>
      putConnector(stored, ids[3] ?? '', connector),
    );
  }

  @Mutation(() => PutResult, { description: 'Changes the given fields of a connector.' })
  patchConnector(
    @Ctx() { caller }: LocationsContext,
    @Arg('ref', () => ID, argument.ref) ref: string,
    @Arg('patch', () => DocumentPatch, argument.patch) patch: JsonObject,
    @Arg('addressee', () => ID, ADDRESSEE) addressee: string | null,
  ): Promise<PutResult> {
    const ids = idsOf(ref, 5, 'NL/TNM/LOC1/3256/1');
    const change = acceptedPatch(Connector, patch);
    keepsId(change, 'id', ids[4]);
    return this.#changePart(caller, ids, addressee, (stored) =>
      patchConnector(stored, ids[3] ?? '', ids[4] ?? '', change),
    );
  }

  /** A part changes inside its Location's document, under that row's lock. */
  async #changePart(
    caller: LocationsContext['caller'],
    ids: string[],
    addressee: string | null,
    change: (location: JsonObject) => LocationChange,
  ): Promise<PutResult> {
    const location = refOf(...ids.slice(0, 3));
    let ref = refOf(...ids);
    const rule: ChangeRule<Location> = (stored) => {
      if (!stored) throw unknownLocation(location);
      const changed = change(stored);
      if (changed.outcome === 'NOT_FOUND')
        throw new Problem(
          'NOT_FOUND',
          `${location} has no such ${changed.missing}; send the ${changed.missing} with PUT first.`,
        );
      ref = refAsSpelled(changed.location as Location, ids);
      if (changed.outcome === 'OLDER') return 'OLDER';
      return { document: changed.location as Location, outcome: changed.outcome };
    };
    const { outcome } = await this.store.change(caller, location, addressee, rule);
    return { ref, outcome };
  }
}

/** A URL may have any case (TRN-087); the graph has the owner's. */
const refAsSpelled = (location: Location, [, , , uid = '', id]: string[]): string => {
  const { country_code, party_id, id: locationId } = location;
  const spelled = [country_code, party_id, locationId, String(evseOf(location, uid)?.['uid'] ?? uid)];
  if (id !== undefined) spelled.push(String(connectorOf(location, uid, id)?.['id'] ?? id));
  return refOf(...spelled);
};

const unknownLocation = (ref: string): Problem =>
  new Problem(
    'NOT_FOUND',
    `The Location ${ref} is not known here; send the whole Location with PUT first (LOC-015).`,
  );
