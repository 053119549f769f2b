/**
 * Which rows of the status table an operation can be answered with, for the OpenAPI document and its readers
 * (STA-020). Read from the operation itself; what a receiver behind the hub answers is not ours to promise (STA-010).
 */
import { isRouted } from '@chargesphere/schema';
import type { Row } from '../transport/status.js';
import { statusOf, statusTable } from '../transport/status.js';
import type { Operation } from './operations.js';

/** A row as readers want it: its number, the pair, and the case. */
export interface ToldRefusal {
  readonly row: string;
  readonly http: number;
  readonly ocpi: number;
  readonly when: string;
}

export function refusalsOf(operation: Operation): ToldRefusal[] {
  return rowsOf(operation).map((row) => {
    const { http, ocpi } = statusOf(row, operation.module);
    return { row, http, ocpi, when: statusTable[row].when };
  });
}

/** In the order in which a request is judged: who, where, what, and then the object (RTE-015). */
function rowsOf(operation: Operation): Row[] {
  const { module, method, requestBody, paginated, takesTokenA } = operation;
  return [
    'HUB-063 full',
    'HUB-063 guessing',
    'E02',
    'HUB-063 rate',
    'HUB-063 requests',
    ...(takesTokenA ? [] : (['E03'] as const)),
    ...(isRouted(module) ? routedRows(operation) : []),
    ...(requestBody ? bodyRows(operation) : []),
    ...(paginated ? (['TRN-049'] as const) : []),
    ...objectRows(operation),
    ...(module === 'credentials' && method !== 'GET' ? credentialsRows(method) : []),
    'E34',
  ];
}

const hasOwner = (path: string): boolean => path.includes('/{country_code}/{party_id}');

const routedRows = ({ path, method, broadcast, paginated }: Operation): Row[] => [
  'E24',
  'E25',
  'E26',
  'E29',
  ...(method !== 'GET' && !broadcast ? (['E32'] as const) : []),
  ...(broadcast || paginated ? [] : (['E31'] as const)),
  ...(hasOwner(path) ? (['E15'] as const) : []),
  ...forwarded,
];
const bodyRows = ({ path, method, module }: Operation): Row[] => [
  'TRN-106 size',
  'TRN-106 time',
  'E01',
  'E12',
  ...(hasOwner(path) ? (['E16', 'E14'] as const) : []),
  ...(method === 'PATCH' && module !== 'credentials' ? (['E13'] as const) : []),
];

function objectRows({ path, method, module, role }: Operation): Row[] {
  if (!path.includes('{')) return [];
  if (path.endsWith('/authorize')) return ['RTE-035', 'E18', 'E19'];
  if (path.endsWith('/charging_preferences')) return ['RTE-035', 'E17', 'E23'];
  if (module === 'commands' && role === 'RECEIVER') return ['RTE-035', 'E21', 'CMD-035', 'RTE-063'];
  if (module === 'chargingprofiles' && role === 'RECEIVER')
    return ['RTE-035', ...(method === 'PUT' ? [] : (['E12'] as const)), 'RTE-063'];
  if (method !== 'GET') return ['E17'];
  return hasOwner(path) ? ['E06'] : ['E06', 'RTE-035'];
}

/** When another party is asked while the requester waits (HUB-092). */
const forwarded = ['HUB-063 forwards', 'E27', 'E28', 'E30', 'HUB-044'] as const;

const credentialsRows = (method: Operation['method']): Row[] => [
  method === 'POST' ? 'E07' : 'E08',
  ...(method === 'DELETE' ? [] : (['E09', 'E10', 'E11', 'CRED-011'] as const)),
];
