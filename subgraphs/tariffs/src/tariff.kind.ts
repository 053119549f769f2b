/** How Tariffs are kept: the document as sent. */
import { ownerRolesOf, refOf, Tariff as TariffTable, type Tariff } from '@chargesphere/schema';
import type { DocumentKind } from '@chargesphere/chassis';

export const tariffKind: DocumentKind<Tariff> = {
  name: 'tariff',
  schema: 'tariffs',
  table: 'tariff',
  refOf: (tariff) => refOf(tariff.country_code, tariff.party_id, tariff.id),
  lastUpdatedOf: (tariff) => tariff.last_updated,
  keepsCopyPerAddressee: true,
  checkedBy: TariffTable,
  promoted: {
    currency: { type: 'text', value: (tariff) => tariff.currency.toUpperCase() },
    type: { type: 'text', value: (tariff) => tariff.type ?? null },
  },
  visibility: {
    module: 'tariffs',
    ownerRoles: ownerRolesOf.tariffs,
    // What a CPO addresses to the hub is meant for everybody connected (RTE-039), in every role.
    readsHubAddressed: (roles) => roles.length > 0,
  },
};
