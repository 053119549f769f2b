/**
 * The documents of the isolation matrix: one of every kind that is for one party only, marked `hush`, and one of every
 * kind that can be for everybody, marked `murmur`; and how they come to the hub.
 */
import type {
  CDR,
  InvoiceReconciliationRecord,
  Location,
  Session,
  Tariff,
  Token,
} from '@chargesphere/schema';
import { samples, type Cpo, type Emsp, type CallResult } from '@chargesphere/simulator';
import { HUSH, HUSHED_NUMBER, MURMUR, MURMURED_NUMBER, WHISPER } from './isolation.marks.js';

export const CPO = {
  country_code: 'NL',
  party_id: 'VIC',
  name: `${WHISPER} Laden`,
  website: `https://${WHISPER}.example.com`,
};
export const EMSP = {
  country_code: 'DE',
  party_id: 'VEM',
  name: `${WHISPER} Mobil`,
  website: `https://${WHISPER}.example.com`,
};

const cpo = { country_code: CPO.country_code, party_id: CPO.party_id };
const emsp = { country_code: EMSP.country_code, party_id: EMSP.party_id };
type Mark = typeof HUSH | typeof MURMUR;
const amountOf = (mark: Mark): number => (mark === HUSH ? HUSHED_NUMBER : MURMURED_NUMBER);
const textOf = (text: string) => [{ language: 'en', text }];
const imageOf = (mark: Mark) => ({
  url: `https://${mark}.example.com/i.png`,
  category: 'OTHER',
  type: 'png',
});

export const location = (mark: Mark, difference: Partial<Location> = {}): Location =>
  samples.location({
    ...cpo,
    id: `${mark}-location`,
    name: `${mark} name`,
    address: `${mark} street 1`,
    city: `${mark} city`,
    postal_code: `${mark}`,
    directions: textOf(`${mark} way`),
    operator: { name: `${mark} operator`, website: `https://${mark}.example.com`, logo: imageOf(mark) },
    suboperator: { name: `${mark} suboperator` },
    owner: { name: `${mark} owner` },
    images: [imageOf(mark)],
    help_phone: `${mark} phone`,
    energy_mix: { is_green_energy: true, supplier_name: `${mark} supplier` },
    related_locations: [
      { latitude: '52.1', longitude: '4.8', name: { language: 'en', text: `${mark} gate` } },
    ],
    evses: [
      samples.evse({
        uid: `${mark}-evse`,
        evse_id: `NL*VIC*${mark}`,
        capabilities: [
          'CHARGING_PROFILE_CAPABLE',
          'CHARGING_PREFERENCES_CAPABLE',
          'REMOTE_START_STOP_CAPABLE',
        ],
        physical_reference: `${mark} number`,
        directions: textOf(`${mark} turn`),
        connectors: [
          samples.connector({
            id: `${mark}-connector`,
            tariff_ids: [`${mark}-tariff`],
            terms_and_conditions: `https://${mark}.example.com/terms`,
          }),
        ],
      }),
    ],
    ...difference,
  });

export const tariff = (mark: Mark): Tariff =>
  samples.tariff({
    ...cpo,
    id: `${mark}-tariff`,
    tariff_alt_text: textOf(`${mark} price`),
    tariff_alt_url: `https://${mark}.example.com`,
    elements: [{ price_components: [{ type: 'ENERGY', price: amountOf(mark), vat: 21, step_size: 1 }] }],
  });

export const token = (mark: Mark): Token =>
  samples.token({
    ...emsp,
    uid: `${mark}-token`,
    contract_id: `DE-VEM-${mark}`,
    visual_number: `${mark} number`,
    issuer: `${mark} issuer`,
    group_id: `${mark}-group`,
    energy_contract: { supplier_name: `${mark} energy`, contract_id: `${mark}-energy` },
  });

const cdrToken = { ...emsp, uid: `${HUSH}-token`, type: 'RFID', contract_id: `DE-VEM-${HUSH}` } as const;
const total_cost = { before_taxes: HUSHED_NUMBER, taxes: [{ name: 'VAT', percentage: 21, amount: 1 }] };

export const session = (difference: Partial<Session> = {}): Session =>
  samples.session({
    ...cpo,
    id: `${HUSH}-session`,
    kwh: HUSHED_NUMBER,
    cdr_token: cdrToken,
    authorization_reference: `${HUSH}-authorization`,
    location_id: `${HUSH}-location`,
    evse_uid: `${HUSH}-evse`,
    connector_id: `${HUSH}-connector`,
    meter_id: `${HUSH} meter`,
    total_cost,
    ...difference,
  });

export const cdr = (difference: Partial<CDR> = {}): CDR => {
  const { cdr_location, ...rest } = samples.cdr();
  return {
    ...rest,
    ...cpo,
    id: `${HUSH}-cdr`,
    session_id: `${HUSH}-session`,
    cdr_token: cdrToken,
    authorization_reference: `${HUSH}-authorization`,
    cdr_location: {
      ...cdr_location,
      id: `${HUSH}-location`,
      name: `${HUSH} name`,
      address: `${HUSH} street`,
      city: HUSH,
    },
    meter_id: `${HUSH} meter`,
    total_cost,
    remark: `${HUSH} remark`,
    invoice_reference_id: `${HUSH}-invoice`,
    ...difference,
  };
};

export const invoice = (
  difference: Partial<InvoiceReconciliationRecord> = {},
): InvoiceReconciliationRecord => ({
  ...cpo,
  id: `${HUSH}-record`,
  invoice_id: `${HUSH}-invoice`,
  cdrs: [`${HUSH}-cdr`],
  last_updated: '2026-12-01T08:00:00Z',
  ...difference,
});

// ---- how they come to the hub

const done = async (calling: Promise<CallResult>): Promise<CallResult> => {
  const result = await calling;
  if (result.http > 299 || (result.envelope?.status_code ?? 9999) > 1999)
    throw new Error(`The hub did not take it: HTTP ${result.http} ${result.text}`);
  return result;
};

const [toCpo, toEmsp] = ['NL/VIC', 'DE/VEM'];

/** Everything that the two push, but the CDR. The eMSP refuses one broadcast, with a sentence of its own. */
export const pushAll = async (own: Cpo, theirs: Emsp): Promise<void> => {
  const unwilling = theirs.behave({
    on: { module: 'tariffs' },
    times: 1,
    statusCode: 2001,
    statusMessage: `${HUSH} sentence of the receiver`,
  });
  await done(own.pushTariff(tariff(MURMUR)));
  await theirs.next({ module: 'tariffs' });
  unwilling();
  await done(theirs.pushToken(token(MURMUR)));
  await done(own.pushLocation(location(MURMUR)));
  const headers = { 'X-Correlation-ID': `${HUSH}-correlation`, 'X-Request-ID': `${HUSH}-request` };
  await done(own.pushLocation(location(HUSH), { to: toEmsp, headers }));
  await done(own.pushTariff(tariff(HUSH), { to: toEmsp }));
  await done(theirs.pushToken(token(HUSH), { to: toCpo }));
  await done(own.pushSession(session()));
};

/** The CDR and the invoice over it. Returns the CDR's URL at the hub, which is the operator's to read. */
export const pushBill = async (own: Cpo): Promise<string> => {
  const { headers } = await done(own.pushCdr(cdr()));
  own.ownInvoices.put(`NL/VIC/${HUSH}-record`, invoice());
  await done(own.call('invoicereconciliation', 'RECEIVER', 'POST', [], invoice(), { to: toEmsp }));
  return headers['location'] ?? '';
};

/** What the second page of the operator's own list is called at the hub, for the eMSP that reads it. */
export const linkToNextPage = async (theirs: Emsp): Promise<string> => {
  const options = { to: toCpo, query: { limit: 1 } };
  const { headers } = await done(theirs.call('locations', 'SENDER', 'GET', [], undefined, options));
  return /<([^>]+)>/.exec(headers['link'] ?? '')?.[1] ?? '';
};
