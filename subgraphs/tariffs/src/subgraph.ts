/** The `tariffs` subgraph put together. */
import {
  auditRelay,
  createSubgraph,
  documentLoader,
  DocumentStore,
  findResolver,
  openFrame,
  violationResolver,
  type FrameOptions,
  type Subgraph,
} from '@chargesphere/chassis';
import type { Tariff } from '@chargesphere/schema';
import { tariffPayloadMigration } from '../migrations/2026-11-23-tariffs-payload.js';
import { tariffViolationsMigration } from '../migrations/2026-11-23-tariffs-violations.js';
import { tariffsMigration } from '../migrations/2026-11-23-tariffs.js';
import { findMigration } from '../migrations/2026-12-08-tariffs-find.js';
import { EstimateResolver } from './estimate.resolver.js';
import { AgreedTariffResolver } from './agreed-tariff.resolver.js';
import { RunningCostResolver, SessionWithCost, tariffCopies } from './running-cost.resolver.js';
import { tariffKind } from './tariff.kind.js';
import { TariffResolver, TariffType, type TariffsContext } from './tariff.resolver.js';

export const createTariffsSubgraph = async (options: FrameOptions): Promise<Subgraph<TariffsContext>> => {
  const frame = await openFrame(options, {
    schema: 'tariffs',
    migrations: [tariffsMigration, tariffViolationsMigration, tariffPayloadMigration, findMigration],
  });
  const store = new DocumentStore<Tariff>(tariffKind, frame.pool, frame.outbox);
  return createSubgraph<TariffsContext>({
    name: 'tariffs',
    resolvers: [
      new TariffResolver(store),
      new RunningCostResolver(),
      new AgreedTariffResolver(store),
      new EstimateResolver(store),
      findResolver(store, {
        kind: 'TARIFF',
        shown: ({ currency, type }) => ({ title: currency, detail: type ?? null }),
      }),
      violationResolver(TariffType, store),
    ],
    orphanedTypes: [SessionWithCost],
    tableTypes: [TariffType],
    references: {
      Tariff: ({ ref }, context) => context.tariffs.load(ref),
      // As the gateway brings it: the Session itself is not kept here.
      Session: (session) => session,
    },
    context: (caller) => ({
      caller,
      tariffs: documentLoader(store, caller, true),
      tariffCopies: tariffCopies(store, caller),
    }),
    audit: frame.audit,
    modules: [auditRelay('tariffs', frame.audit)],
    check: () => frame.check(),
    close: () => frame.close(),
  });
};
