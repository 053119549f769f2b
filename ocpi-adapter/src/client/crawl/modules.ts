/**
 * What can be pulled: one row a module, with who owns its objects, how one is named and how it is stored. CDRs are a
 * row away: their operation stores a document like the others.
 */
import type { JsonObject } from '@chargesphere/schema';
import { refOf } from '@chargesphere/schema';
import type { DeleteOperation, ListOperation, PutOperation } from '../../modules/document.js';
import { locationsReceiver, PutLocation } from '../../modules/locations.js';
import { PutSession, sessionsReceiver } from '../../modules/sessions.js';
import { DeleteTariff, ListTariffs, PutTariff, tariffsReceiver } from '../../modules/tariffs.js';
import { PutToken, tokensReceiver } from '../../modules/tokens.js';

export interface PulledModule {
  module: string;
  /** Roles that own such objects: who may push them is whose lists are pulled. */
  owners: ReadonlySet<string>;
  put: PutOperation;
  /** Fields that name an object within its owner. */
  key: readonly string[];
  /** AMB-022: a date_from is sent always. */
  needsDateFrom?: true;
  /**
   * TRN-048: how what a full list does not hold is taken out of ours. Tariffs only: nothing else can be deleted
   * (TRN-088), and Tokens stay (TOK-006).
   */
  withdraw?: { list: ListOperation; remove: DeleteOperation };
}

const rows: readonly PulledModule[] = [
  { module: 'locations', owners: locationsReceiver.callers, put: PutLocation, key: ['id'] },
  {
    module: 'tariffs',
    owners: tariffsReceiver.callers,
    put: PutTariff,
    key: ['id'],
    withdraw: { list: ListTariffs, remove: DeleteTariff },
  },
  {
    module: 'sessions',
    owners: sessionsReceiver.callers,
    put: PutSession,
    key: ['id'],
    needsDateFrom: true,
  },
  // TOK-003: the type is part of the key.
  { module: 'tokens', owners: tokensReceiver.callers, put: PutToken, key: ['uid', 'type'] },
];

export const pulledModules: ReadonlyMap<string, PulledModule> = new Map(
  rows.map((row): [string, PulledModule] => [row.module, row]),
);

/** The ref of an object as it names itself; undefined when it does not. */
export function refIn(document: JsonObject, { key }: PulledModule): string | undefined {
  const ids = ['country_code', 'party_id', ...key].map((field) => document[field]);
  return ids.every((id) => typeof id === 'string' && id !== '') ? refOf(...(ids as string[])) : undefined;
}
