/** The `locations` subgraph put together. */
import {
  auditRelay,
  createSubgraph,
  DocumentStore,
  findResolver,
  sql,
  openFrame,
  violationResolver,
  type FrameOptions,
  type Subgraph,
} from '@chargesphere/chassis';
import type { Location } from '@chargesphere/schema';
import { locationPayloadMigration } from '../migrations/2026-11-23-locations-payload.js';
import { locationViolationsMigration } from '../migrations/2026-11-23-locations-violations.js';
import { locationsMigration } from '../migrations/2026-11-23-locations.js';
import { locationPublishMigration } from '../migrations/2026-11-24-locations-publish.js';
import { evseStatusMigration } from '../migrations/2026-11-25-locations-evse-status.js';
import { findMigration } from '../migrations/2026-12-08-locations-find.js';
import { EvseStatusResolver } from './evse-status.resolver.js';
import { connectorByRef, evseByRef, locationsContext, type LocationsContext } from './location.context.js';
import { LocationDisplayResolver } from './location.display.js';
import { locationKind } from './location.kind.js';
import { LocationPushResolver } from './location.push.js';
import { ConnectorResolver, EvseResolver, LocationResolver } from './location.resolver.js';
import { ConnectorType, EvseType, LocationType } from './location.types.js';
import { askedWords, wordQuery } from './location.words.js';
import { MapPointResolver } from './map-point.resolver.js';
import { PlaceResolver } from './place.resolver.js';

export const createLocationsSubgraph = async (options: FrameOptions): Promise<Subgraph<LocationsContext>> => {
  const frame = await openFrame(options, {
    schema: 'locations',
    migrations: [
      locationsMigration,
      locationViolationsMigration,
      locationPayloadMigration,
      locationPublishMigration,
      evseStatusMigration,
      findMigration,
    ],
  });
  const store = new DocumentStore<Location>(locationKind, frame.pool, frame.outbox);
  return createSubgraph<LocationsContext>({
    name: 'locations',
    resolvers: [
      new LocationResolver(store),
      new EvseResolver(),
      new ConnectorResolver(),
      new LocationPushResolver(store),
      new LocationDisplayResolver(),
      new EvseStatusResolver(),
      new MapPointResolver(store),
      new PlaceResolver(store),
      findResolver(store, {
        kind: 'LOCATION',
        also: (text) => {
          const words = askedWords(text);
          return words.length > 0 ? sql`t.search @@ ${wordQuery(words)}::tsquery` : undefined;
        },
        shown: ({ name, address, city }) => ({ title: name ?? address, detail: city }),
      }),
      violationResolver(LocationType, store),
    ],
    tableTypes: [LocationType, EvseType, ConnectorType],
    references: {
      Location: ({ ref }, context) => context.locations.load(ref),
      Evse: ({ ref }, context) => evseByRef(context, ref),
      Connector: ({ ref }, context) => connectorByRef(context, ref),
    },
    context: locationsContext(store, frame.outbox),
    audit: frame.audit,
    modules: [auditRelay('locations', frame.audit)],
    check: () => frame.check(),
    close: () => frame.close(),
  });
};
