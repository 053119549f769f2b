/** Location, Evse and Connector in the graph, derived from their tables. */
import {
  Connector as ConnectorTable,
  EVSE as EvseTable,
  Location as LocationTable,
  refOf,
  type Connector,
  type EVSE,
  type Location,
} from '@chargesphere/schema';
import { documentPageType, documentScalar, entityType, pageType } from '@chargesphere/chassis';
import { Field, Float, ObjectType } from 'type-graphql';
import { locationKind } from './location.kind.js';

export const LocationDocument = documentScalar(
  'LocationDocument',
  'A whole OCPI Location as its owner sent it.',
);
export const EvseDocument = documentScalar('EvseDocument', 'A whole OCPI EVSE as its owner sent it.');
export const ConnectorDocument = documentScalar(
  'ConnectorDocument',
  'A whole OCPI Connector as its owner sent it.',
);

/** What holds a part of a document, so that the part knows its own ref. */
const HOLDER = Symbol('holder');
export type EvseNode = EVSE & { [HOLDER]: Location };
export type ConnectorNode = Connector & { [HOLDER]: EvseNode };

export const evseNode = (location: Location, evse: EVSE): EvseNode => ({ ...evse, [HOLDER]: location });
export const connectorNode = (evse: EvseNode, connector: Connector): ConnectorNode => ({
  ...connector,
  [HOLDER]: evse,
});
export const locationOf = (evse: EvseNode): Location => evse[HOLDER];
export const evseOfConnector = (connector: ConnectorNode): EvseNode => connector[HOLDER];

const idsOf = ({ country_code, party_id, id }: Location): string[] => [country_code, party_id, id];
export const evseRef = (evse: EvseNode): string => refOf(...idsOf(locationOf(evse)), evse.uid);
export const connectorRef = (connector: ConnectorNode): string => {
  const evse = evseOfConnector(connector);
  return refOf(...idsOf(locationOf(evse)), evse.uid, connector.id);
};

export const LocationType = entityType<Location>(LocationTable, {
  refOf: locationKind.refOf,
  document: LocationDocument,
  without: ['evses'],
});
export const EvseType = entityType<EvseNode>(EvseTable, {
  refOf: evseRef,
  document: EvseDocument,
  without: ['connectors'],
});
export const ConnectorType = entityType<ConnectorNode>(ConnectorTable, {
  refOf: connectorRef,
  document: ConnectorDocument,
});

export const LocationPage = pageType('LocationPage', LocationType.cls);
export const LocationDocumentPage = documentPageType('LocationDocumentPage', LocationDocument);

@ObjectType({ description: 'A Location and how far away it is.' })
export class NearLocation {
  @Field(() => LocationType.cls, { description: 'The Location.' })
  declare location: Location;

  @Field(() => Float, { description: 'Distance on the surface of the Earth, in metres.' })
  declare distanceM: number;
}
