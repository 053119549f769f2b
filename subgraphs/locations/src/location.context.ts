/** What resolvers of this subgraph get: who asks, Locations by ref in one query per level, and live statuses. */
import {
  documentLoader,
  expanded,
  reaches,
  requireSystem,
  scopeOf,
  type DocumentLoader,
  type DocumentStore,
  type DomainEvent,
  type Outbox,
  type Subscription,
} from '@chargesphere/chassis';
import { foldRef, refOf, segmentsOf, type Caller, type Location } from '@chargesphere/schema';
import { changesWanted, routesOf, type StatusChange, type StatusFilter } from './evse-status.rules.js';
import { movesOf } from './place.moves.js';
import { connectorNode, evseNode, type ConnectorNode, type EvseNode } from './location.types.js';

export interface LocationsContext {
  caller: Caller;
  locations: DocumentLoader<Location>;
  /** The changes this caller may see and wants, from now on. */
  watchStatuses(filter?: StatusFilter | null): Subscription<StatusChange>;
  /** Locations that are new or have moved, from now on. For the hub itself. */
  watchPlaces(): Subscription<DomainEvent<Location>>;
}

export const locationsContext =
  (store: DocumentStore<Location>, outbox: Outbox) =>
  (caller: Caller): LocationsContext => ({
    caller,
    locations: documentLoader(store, caller),
    watchStatuses(filter) {
      const scope = scopeOf(caller, store.kind.visibility);
      const wanted = changesWanted(filter);
      return expanded(outbox.subscribe<Location>(routesOf(filter)), (event) =>
        reaches(store.kind, scope, event) ? wanted(event) : [],
      );
    },
    watchPlaces() {
      requireSystem(caller);
      return movesOf(outbox);
    },
  });

const sameId = (a: string, b: string | undefined): boolean => b !== undefined && foldRef(a) === foldRef(b);

/** The EVSE of a ref such as NL/TNM/LOC1/3256. */
export const evseByRef = async (context: LocationsContext, ref: string): Promise<EvseNode | undefined> => {
  const [country, party, id, uid] = segmentsOf(ref);
  const location = await context.locations.load(refOf(country ?? '', party ?? '', id ?? ''));
  const evse = location?.evses?.find((candidate) => sameId(candidate.uid, uid));
  return location && evse && evseNode(location, evse);
};

/** The connector of a ref such as NL/TNM/LOC1/3256/1. */
export const connectorByRef = async (
  context: LocationsContext,
  ref: string,
): Promise<ConnectorNode | undefined> => {
  const evse = await evseByRef(context, ref);
  const id = segmentsOf(ref)[4];
  const connector = evse?.connectors.find((candidate) => sameId(candidate.id, id));
  return evse && connector && connectorNode(evse, connector);
};
