/** What can be pulled: one row a module, with who owns its objects, how one is named and how it is stored. */
import type { JsonObject, ObjectTable } from '@chargesphere/schema';
import { CDR, Location, refOf, Session, Tariff, Token } from '@chargesphere/schema';
import { operation } from '../../graph.js';
import { cdrsReceiver } from '../../modules/cdrs.js';
import type { DeleteOperation, ListOperation, PutOperation } from '../../modules/document.js';
import { ListLocations, locationsReceiver, PutLocation } from '../../modules/locations.js';
import { PutSession, sessionsReceiver } from '../../modules/sessions.js';
import { DeleteTariff, ListTariffs, PutTariff, tariffsReceiver } from '../../modules/tariffs.js';
import { PutToken, tokensReceiver } from '../../modules/tokens.js';

export interface PulledModule {
  module: string;
  /** Roles that own such objects: who may push them is whose lists are pulled. */
  owners: ReadonlySet<string>;
  put: PutOperation;
  /** What its objects are held against when they are a strict platform's (TYPE-011). */
  table: ObjectTable;
  /** Fields that name an object within its owner. */
  key: readonly string[];
  /** AMB-022: a date_from is sent always. */
  needsDateFrom?: true;
  /**
   * TRN-048: how what a full list does not hold is taken out of ours. Locations end so (LOC-012) and Tariffs; nothing
   * else can be deleted (TRN-088), and Tokens stay (TOK-006).
   */
  withdraw?: { list: ListOperation; remove: DeleteOperation };
}

/** CDR-001: a CDR that is known already stays as it is; another one under its id is refused, and so quarantined. */
const PullCdr: PutOperation = operation(`
  mutation PullCdr($document: CdrDocument!, $addressee: ID) {
    result: postCdr(document: $document, addressee: $addressee) { outcome }
  }
`);

/** OCPI has no DELETE for Locations: only a list that lacks one ends it. */
const WithdrawLocation: DeleteOperation = operation(`
  mutation WithdrawLocation($ref: ID!, $addressee: ID) {
    result: withdrawLocation(ref: $ref, addressee: $addressee)
  }
`);

const rows: readonly PulledModule[] = [
  {
    module: 'locations',
    owners: locationsReceiver.callers,
    put: PutLocation,
    table: Location,
    key: ['id'],
    withdraw: { list: ListLocations, remove: WithdrawLocation },
  },
  {
    module: 'tariffs',
    owners: tariffsReceiver.callers,
    put: PutTariff,
    table: Tariff,
    key: ['id'],
    withdraw: { list: ListTariffs, remove: DeleteTariff },
  },
  {
    module: 'sessions',
    owners: sessionsReceiver.callers,
    put: PutSession,
    table: Session,
    key: ['id'],
    needsDateFrom: true,
  },
  { module: 'cdrs', owners: cdrsReceiver.callers, put: PullCdr, table: CDR, key: ['id'] },
  // TOK-003: the type is part of the key.
  { module: 'tokens', owners: tokensReceiver.callers, put: PutToken, table: Token, key: ['uid', 'type'] },
];

export const pulledModules: ReadonlyMap<string, PulledModule> = new Map(
  rows.map((row): [string, PulledModule] => [row.module, row]),
);

/** The ref of an object as it names itself; undefined when it does not. */
export function refIn(document: JsonObject, { key }: PulledModule): string | undefined {
  const ids = ['country_code', 'party_id', ...key].map((field) => document[field]);
  return ids.every((id) => typeof id === 'string' && id !== '') ? refOf(...(ids as string[])) : undefined;
}
