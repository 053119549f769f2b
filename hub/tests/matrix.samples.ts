/** Valid documents for the matrix, each the one that its path names, for any owner and with any ids. */
import type { CDR, InvoiceReconciliationRecord } from '@chargesphere/schema';
import { samples } from '@chargesphere/simulator';

/** What says which document is meant: the module, the path below it, and its ids by name. */
interface Named {
  module: string;
  side: string | undefined;
  template: string;
  ids: string[];
}

type Ids = Record<string, string>;
type Owner = { country_code: string; party_id: string };

const owner = ({ country_code = '', party_id = '' }: Ids): Owner => ({ country_code, party_id });

const cdr = (difference: Owner & { id: string }): CDR => {
  const { id: session_id, start_date_time, cdr_token, charging_periods = [], currency } = samples.session();
  const { last_updated, coordinates, address, city, country, id, evses = [] } = samples.location();
  const { uid: evse_uid = '', evse_id } = evses?.[0] ?? samples.evse();
  const { id: connector_id, standard, format, power_type } = samples.connector();
  return {
    start_date_time,
    end_date_time: '2026-11-02T09:00:00Z',
    session_id,
    cdr_token,
    auth_method: 'WHITELIST',
    cdr_location: {
      ...{ id, address, city, country, coordinates, evse_uid, evse_id: evse_id ?? '#NA', connector_id },
      ...{ connector_standard: standard, connector_format: format, connector_power_type: power_type },
    },
    currency,
    tariffs: [samples.tariff()],
    charging_periods: charging_periods ?? [],
    total_cost: { before_taxes: 0.6, taxes: [{ name: 'VAT', percentage: 21, amount: 0.126 }] },
    total_energy: 1.5,
    total_time: 1,
    last_updated,
    ...difference,
  };
};

const record = (difference: Owner & { id: string }): InvoiceReconciliationRecord => ({
  invoice_id: 'INV-2026-11',
  cdrs: ['C101'],
  last_updated: '2026-12-01T08:00:00Z',
  ...difference,
});

const response_url = 'http://127.0.0.1:9/results/1';
const charging_profile = {
  charging_rate_unit: 'A',
  charging_profile_period: [{ start_period: 0, limit: 16 }],
};

/** By module and the last id of the path; a bare path takes the document that an id would name. */
const OBJECTS: Record<string, (ids: Ids) => object> = {
  'locations location_id': (ids) => samples.location({ ...owner(ids), id: ids['location_id'] ?? '' }),
  'locations evse_uid': ({ evse_uid = '' }) => samples.evse({ uid: evse_uid }),
  'locations connector_id': ({ connector_id = '' }) => samples.connector({ id: connector_id }),
  'sessions session_id': (ids) => samples.session({ ...owner(ids), id: ids['session_id'] ?? '' }),
  'tariffs tariff_id': (ids) => samples.tariff({ ...owner(ids), id: ids['tariff_id'] ?? '' }),
  'tokens token_uid': (ids) => samples.token({ ...owner(ids), uid: ids['token_uid'] ?? '' }),
  'cdrs cdr_id': (ids) => cdr({ ...owner(ids), id: ids['cdr_id'] ?? '' }),
  'cdrs ': (ids) => cdr({ ...owner(ids), id: ids['new'] ?? '' }),
  'invoicereconciliation id': (ids) => record({ ...owner(ids), id: ids['id'] ?? '' }),
  'invoicereconciliation ': (ids) => record({ ...owner(ids), id: ids['new'] ?? '' }),
  'commands secret': () => ({ result: 'ACCEPTED' }),
  'chargingprofiles secret': () => ({ result: 'ACCEPTED' }),
  'commands command': () => ({ response_url, token: samples.token(), location_id: 'nowhere' }),
  // What both sides have under this id, and a little more.
  'chargingprofiles session_id': () => ({
    start_date_time: '2026-11-02T08:00:00Z',
    charging_profile,
    response_url,
  }),
};

/** An empty object where the path takes no document at all. */
export function documentFor({ module, template, ids: names }: Named, ids: Ids): object {
  if (template.endsWith('/authorize')) return { location_id: 'LOC1' };
  if (template.endsWith('/charging_preferences')) return { profile_type: 'CHEAP' };
  return OBJECTS[`${module} ${names.at(-1) ?? ''}`]?.(ids) ?? {};
}
