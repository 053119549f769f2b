/** CDRs as CSV, one row each, in the words of OCPI. The documents themselves are in the graph. */
import type { CDR } from '@chargesphere/schema';
import { refOf } from '@chargesphere/schema';
import { Decimal } from 'decimal.js';
import type { Readable } from 'node:stream';
import { csvOf, type CsvColumn } from './rows.csv.js';

const taxesOf = ({ total_cost }: CDR): Decimal =>
  (total_cost.taxes ?? []).reduce((sum, { amount }) => sum.plus(amount), new Decimal(0));

const columns: readonly CsvColumn<CDR>[] = [
  { name: 'cdr', value: (cdr) => refOf(cdr.country_code, cdr.party_id, cdr.id) },
  { name: 'cpo', value: (cdr) => refOf(cdr.country_code, cdr.party_id) },
  { name: 'emsp', value: ({ cdr_token }) => refOf(cdr_token.country_code, cdr_token.party_id) },
  { name: 'session_id', value: (cdr) => cdr.session_id },
  { name: 'contract_id', value: (cdr) => cdr.cdr_token.contract_id },
  { name: 'location_id', value: (cdr) => cdr.cdr_location.id },
  { name: 'evse_id', value: (cdr) => cdr.cdr_location.evse_id },
  { name: 'address', value: (cdr) => cdr.cdr_location.address },
  { name: 'city', value: (cdr) => cdr.cdr_location.city },
  { name: 'country', value: (cdr) => cdr.cdr_location.country },
  { name: 'start_date_time', value: (cdr) => cdr.start_date_time },
  { name: 'end_date_time', value: (cdr) => cdr.end_date_time },
  { name: 'energy_kwh', value: (cdr) => cdr.total_energy },
  { name: 'time_h', value: (cdr) => cdr.total_time },
  { name: 'parking_time_h', value: (cdr) => cdr.total_parking_time },
  { name: 'currency', value: (cdr) => cdr.currency },
  { name: 'before_taxes', value: (cdr) => cdr.total_cost.before_taxes },
  { name: 'taxes', value: (cdr) => taxesOf(cdr).toFixed(), isSafe: true },
  {
    name: 'after_taxes',
    value: (cdr) => taxesOf(cdr).plus(cdr.total_cost.before_taxes).toFixed(),
    isSafe: true,
  },
  { name: 'credit', value: (cdr) => cdr.credit === true },
  { name: 'credit_reference_id', value: (cdr) => cdr.credit_reference_id },
  { name: 'last_updated', value: (cdr) => cdr.last_updated },
];

export const cdrsCsv = (cdrs: AsyncIterable<CDR> | Iterable<CDR>): Readable => csvOf(cdrs, columns);
