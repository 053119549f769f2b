/** Everything a partner can send with a violation that would only be kept on record, one row a kind (TYPE-011). */
import { samples } from '@chargesphere/simulator';
import { documentFor } from './matrix.samples.js';

export const long = (length: number): string => 'x'.repeat(length);
export const OWNER = { country_code: 'NL', party_id: 'ALF' };
const LOC = ['NL', 'ALF', 'LOC1'];
const { uid: EVSE_UID } = samples.evse();
const EVSE = [...LOC, EVSE_UID];
const CONNECTOR = [...EVSE, samples.connector().id];
const now = () => new Date().toISOString();
export const dated = (fields: object) => ({ ...fields, last_updated: now() });
const cdr = (difference: object) => ({
  ...documentFor({ module: 'cdrs', side: 'receiver', template: '', ids: ['cdr_id'] }, OWNER),
  ...difference,
});
export const record = (difference: object) => ({
  ...OWNER,
  ...{ id: 'R1', invoice_id: 'INV-1', cdrs: ['C1'], last_updated: now() },
  ...difference,
});
const plan = (limit: number) => ({
  start_date_time: now(),
  charging_profile: { charging_rate_unit: 'A', charging_profile_period: [{ start_period: 0, limit }] },
});

/** A command whose result is posted. */
export interface Order {
  mutation: string;
  input: object;
  module: string;
}

/** What is sent with a violation, who sends it, and where the violation is. */
interface Push {
  name: string;
  by?: 'emsp';
  module: string;
  side?: 'SENDER';
  method: 'POST' | 'PUT' | 'PATCH';
  path: string[] | Order;
  body: () => object;
  pointer: string;
  to?: string | null;
  /** It goes on to another partner, which has an opinion of its own. */
  isRelayed?: true;
}

const unlock: Order = {
  mutation: 'unlockConnector',
  input: { cpo: 'NL/ALF', locationId: 'LOC1', evseUid: EVSE_UID, connectorId: samples.connector().id },
  module: 'commands',
};
const askForPlan: Order = {
  mutation: 'getActiveChargingProfile',
  input: { session: 'NL/ALF/101', duration: 900 },
  module: 'chargingprofiles',
};

export const pushes: Push[] = [
  {
    name: 'PUT of a Location',
    module: 'locations',
    method: 'PUT',
    path: LOC,
    pointer: '/city',
    body: () => samples.location(dated({ city: long(46) })),
  },
  {
    name: 'PATCH of a Location',
    module: 'locations',
    method: 'PATCH',
    path: LOC,
    pointer: '/name',
    body: () => dated({ name: long(256) }),
  },
  {
    name: 'PUT of an EVSE',
    module: 'locations',
    method: 'PUT',
    path: EVSE,
    pointer: '/physical_reference',
    body: () => samples.evse(dated({ physical_reference: long(17) })),
  },
  {
    name: 'PATCH of an EVSE',
    module: 'locations',
    method: 'PATCH',
    path: EVSE,
    pointer: '/floor_level',
    body: () => dated({ floor_level: long(5) }),
  },
  {
    name: 'PUT of a Connector',
    module: 'locations',
    method: 'PUT',
    path: CONNECTOR,
    pointer: '/terms_and_conditions',
    body: () => samples.connector(dated({ terms_and_conditions: 'no address' })),
  },
  {
    name: 'PATCH of a Connector',
    module: 'locations',
    method: 'PATCH',
    path: CONNECTOR,
    pointer: '/tariff_ids/0',
    body: () => dated({ tariff_ids: [long(37)] }),
  },
  {
    name: 'PUT of a Session',
    module: 'sessions',
    method: 'PUT',
    path: ['NL', 'ALF', '101'],
    pointer: '/meter_id',
    body: () => samples.session(dated({ meter_id: long(256) })),
    to: 'DE/BET',
  },
  {
    name: 'PATCH of a Session',
    module: 'sessions',
    method: 'PATCH',
    path: ['NL', 'ALF', '101'],
    pointer: '/authorization_reference',
    body: () => dated({ authorization_reference: long(37) }),
    to: 'DE/BET',
  },
  {
    name: 'PUT of a Tariff',
    module: 'tariffs',
    method: 'PUT',
    path: ['NL', 'ALF', '12'],
    pointer: '/tariff_alt_url',
    body: () => samples.tariff(dated({ id: '12', tariff_alt_url: 'no address' })),
  },
  {
    name: 'POST of a CDR',
    module: 'cdrs',
    method: 'POST',
    path: [],
    pointer: '/remark',
    body: () => cdr({ id: 'C1', remark: long(256) }),
    to: 'DE/BET',
  },
  {
    name: 'POST of a reconciliation record',
    module: 'invoicereconciliation',
    method: 'POST',
    path: [],
    pointer: '/invoice_id',
    body: () => record({ id: 'R2', invoice_id: long(256) }),
    to: 'DE/BET',
  },
  {
    name: 'PUT of a reconciliation record',
    module: 'invoicereconciliation',
    method: 'PUT',
    path: ['NL', 'ALF', 'R1'],
    pointer: '/cdrs/0',
    body: () => record({ cdrs: [long(37)] }),
    to: 'DE/BET',
  },
  {
    name: 'POST of the result of a command',
    module: 'commands',
    side: 'SENDER',
    method: 'POST',
    path: unlock,
    pointer: '/message/0/text',
    to: null,
    body: () => ({ result: 'ACCEPTED', message: [{ language: 'en', text: long(513) }] }),
  },
  {
    name: 'POST of the result of a charging profile',
    module: 'chargingprofiles',
    side: 'SENDER',
    method: 'POST',
    path: askForPlan,
    pointer: '/profile/charging_profile/charging_profile_period/0/limit',
    body: () => ({ result: 'ACCEPTED', profile: plan(6.25) }),
    to: null,
  },
  {
    name: 'PUT of a plan of a charge',
    module: 'chargingprofiles',
    side: 'SENDER',
    method: 'PUT',
    path: ['101'],
    pointer: '/charging_profile/charging_profile_period/0/limit',
    body: () => plan(6.25),
    to: null,
  },
  {
    name: 'POST of a question about a token',
    module: 'tokens',
    side: 'SENDER',
    method: 'POST',
    path: ['012345678', 'authorize'],
    pointer: '/location_id',
    body: () => ({ location_id: long(37) }),
    to: 'DE/BET',
    isRelayed: true,
  },
  {
    name: 'PUT of a Token',
    by: 'emsp',
    module: 'tokens',
    method: 'PUT',
    path: ['DE', 'BET', '012345678'],
    pointer: '/visual_number',
    body: () => samples.token(dated({ visual_number: long(65) })),
  },
  {
    name: 'PATCH of a Token',
    by: 'emsp',
    module: 'tokens',
    method: 'PATCH',
    path: ['DE', 'BET', '012345678'],
    pointer: '/issuer',
    body: () => dated({ issuer: long(65) }),
  },
  {
    name: 'PUT of charging preferences',
    by: 'emsp',
    module: 'sessions',
    side: 'SENDER',
    method: 'PUT',
    path: ['101', 'charging_preferences'],
    pointer: '/energy_need',
    to: null,
    isRelayed: true,
    body: () => ({ profile_type: 'CHEAP', energy_need: 1.23456 }),
  },
];
