/** What resolvers of this subgraph get: who asks, and Locations by ref in one query per level. */
import { documentLoader, type DocumentLoader, type DocumentStore } from '@chargesphere/chassis';
import { foldRef, refOf, segmentsOf, type Caller, type Location } from '@chargesphere/schema';
import { connectorNode, evseNode, type ConnectorNode, type EvseNode } from './location.types.js';

export interface LocationsContext {
  caller: Caller;
  locations: DocumentLoader<Location>;
}

export const locationsContext =
  (store: DocumentStore<Location>) =>
  (caller: Caller): LocationsContext => ({ caller, locations: documentLoader(store, caller) });

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
