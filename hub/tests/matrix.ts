/**
 * The matrix of chapter 22: every method on every path of OCPI 2.3.0, whether the hub offers it or not, by every kind
 * of caller, with the pair of HTTP and OCPI code that requirements 2.3 ask for. The paths come from the endpoint
 * facts; the expectations are written here from the requirements, in the order of RTE-015, and know no code of ours.
 */
import { endpointFacts, pathSegments, type EndpointFact } from '@chargesphere/schema';

export const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
export type Method = (typeof METHODS)[number];

/**
 * Who calls. From `wrong owner` on in the right role: `right` finds the object there, `newcomer` does not, and
 * `careless` sends an empty object.
 */
export const CALLERS = [
  'no token',
  'unknown token',
  'token A',
  'wrong role',
  'wrong owner',
  'right',
  'newcomer',
  'careless',
] as const;
export type CallerKind = (typeof CALLERS)[number];

/** One path of the index, below the version's URL. */
export interface MatrixPath {
  module: string;
  side: 'SENDER' | 'RECEIVER' | undefined;
  /** Below the module's URL, `/{location_id}/{evse_uid}`. */
  template: string;
  ids: string[];
  /** Methods that the index gives to the path. */
  methods: Set<Method>;
}

export interface Cell {
  path: MatrixPath;
  method: Method;
  caller: CallerKind;
}

/** What requirements ask for: the row of 2.3, or the rule of a success, and the pair. */
export interface Expected {
  row: string;
  http: number;
  ocpi: number;
}

const pathsOf = (fact: EndpointFact): MatrixPath[] => {
  const { segments, required } = pathSegments(fact.path ?? '');
  return Array.from({ length: segments.length - required + 1 }, (_, more) => {
    const shown = segments.slice(0, required + more);
    return {
      module: fact.module ?? (fact.list ? 'versions' : 'version details'),
      side: fact.module === 'credentials' ? undefined : fact.interface,
      template: shown.map((one) => ('id' in one ? `/{${one.id}}` : `/${one.word}`)).join(''),
      ids: shown.flatMap((one) => ('id' in one ? [one.id] : [])),
      methods: new Set(fact.methods),
    };
  });
};

const made = (module: string, side: 'SENDER' | 'RECEIVER', method: Method, ...ids: string[]): MatrixPath => ({
  module,
  side,
  template: ids.map((id) => `/{${id}}`).join(''),
  ids,
  methods: new Set([method]),
});
/** Rows 14, 22 and 24 of the index: the URLs that a hub makes itself, as this one makes them. */
const MADE_HERE: readonly MatrixPath[] = [
  made('cdrs', 'RECEIVER', 'GET', 'country_code', 'party_id', 'cdr_id'),
  made('commands', 'SENDER', 'POST', 'kind', 'secret'),
  made('chargingprofiles', 'SENDER', 'POST', 'kind', 'secret'),
];

/** Rows of the index with one path are one path here. */
export const matrixPaths = (): MatrixPath[] => {
  const paths = new Map<string, MatrixPath>();
  for (const path of endpointFacts.filter(isIndexed).flatMap(pathsOf)) {
    const key = `${path.side} ${path.module}${path.template}`;
    const known = paths.get(key);
    if (known === undefined) paths.set(key, path);
    else for (const method of path.methods) known.methods.add(method);
  }
  return [...paths.values(), ...MADE_HERE];
};
const isIndexed = ({ module, path }: EndpointFact) => module === undefined || path !== undefined;

const isWrite = (method: Method) => method !== 'GET' && method !== 'DELETE';
const hasOwner = ({ ids }: MatrixPath) => ids[0] === 'country_code';
const isRouted = ({ side, module }: MatrixPath) => side !== undefined && module !== 'hubclientinfo';

/** Every cell that means something: owners stand in some paths only, roles do not matter in configuration modules. */
export const matrixCells = (): Cell[] =>
  matrixPaths().flatMap((path) =>
    METHODS.flatMap((method) =>
      CALLERS.filter((caller) => {
        if (caller === 'wrong owner') return hasOwner(path);
        if (caller === 'wrong role') return isRouted(path) && rolesOf(path)[1] !== undefined;
        if (caller === 'newcomer') return path.ids.length > 0 && path.methods.has(method);
        return caller !== 'careless' || (isWrite(method) && path.methods.has(method) && isRouted(path));
      }).map((caller) => ({ path, method, caller })),
    ),
  );

// ---- what the requirements ask for

type Partner = 'CPO' | 'EMSP' | 'NSP';

/** Table 4.3, "called by": one of the roles that may, and one that may not. Invoices know no roles (INV-015). */
const CALLED_BY: Record<string, readonly [Partner, Partner?]> = {
  'locations SENDER': ['EMSP', 'CPO'],
  'locations RECEIVER': ['CPO', 'EMSP'],
  'sessions SENDER': ['EMSP', 'CPO'],
  'sessions RECEIVER': ['CPO', 'EMSP'],
  'cdrs SENDER': ['EMSP', 'CPO'],
  'cdrs RECEIVER': ['CPO', 'EMSP'],
  'tariffs SENDER': ['EMSP', 'CPO'],
  'tariffs RECEIVER': ['CPO', 'EMSP'],
  'tokens SENDER': ['CPO', 'EMSP'],
  'tokens RECEIVER': ['EMSP', 'CPO'],
  'commands RECEIVER': ['EMSP', 'CPO'],
  'commands SENDER': ['CPO', 'EMSP'],
  'chargingprofiles RECEIVER': ['EMSP', 'CPO'],
  'chargingprofiles SENDER': ['CPO', 'NSP'],
  'invoicereconciliation SENDER': ['EMSP'],
  'invoicereconciliation RECEIVER': ['CPO'],
  'payments SENDER': ['CPO', 'EMSP'],
  'payments RECEIVER': ['CPO', 'EMSP'],
  'Booking SENDER': ['EMSP', 'CPO'],
  'Booking RECEIVER': ['CPO', 'EMSP'],
};
export const rolesOf = ({ module, side }: MatrixPath): readonly [Partner, Partner?] =>
  CALLED_BY[`${module} ${side}`] ?? ['EMSP'];

/** Not on this hub: only the hub calls hubclientinfo's Receiver (VER-020), payments and bookings are not core. */
const ABSENT = new Set([
  'hubclientinfo RECEIVER',
  'payments SENDER',
  'payments RECEIVER',
  'Booking SENDER',
  'Booking RECEIVER',
]);
export const mayBeAbsent = ({ module, side }: MatrixPath): boolean => ABSENT.has(`${module} ${side}`);

const as = (row: string, http: number, ocpi: number): Expected => ({ row, http, ocpi });
const unknownObject = ({ module }: MatrixPath): number =>
  module === 'locations' ? 2003 : module === 'tokens' ? 2004 : 2001;

/** The cell's pair, in the order in which a request is judged. Undefined where the requirements leave it open. */
export const expectedOf = (cell: Cell, isOffered: (path: MatrixPath) => boolean): Expected | undefined => {
  const { path, method, caller } = cell;
  const takesTokenA = path.module.startsWith('version') || path.module === 'credentials';
  if (caller === 'no token' || caller === 'unknown token') return as('E02', 401, 2000);
  if (caller === 'token A' && !takesTokenA) return as('E03', 401, 2000);
  if (!isOffered(path)) return as('E04', 404, 2000);
  if (!path.methods.has(method)) return as('E05', 405, 2000);
  if (path.module === 'credentials') return credentials(method, caller === 'token A');
  if (caller === 'wrong role') return as('E24', 200, 2001);
  if (caller === 'wrong owner') return as('E15', 404, 2001);
  return data(cell);
};

/** The table of 5.3. The documents that are sent here name a platform that cannot be called back. */
const credentials = (method: Method, isTokenA: boolean): Expected => {
  if (method === 'GET') return as('CRED-040', 200, 1000);
  if (method === 'POST') return isTokenA ? as('E09', 200, 3001) : as('E07', 405, 2000);
  if (isTokenA) return as('E08', 405, 2000);
  return method === 'PUT' ? as('E09', 200, 3001) : as('CRED-046', 200, 1000);
};

/** What another party decides is not in the matrix: what the hub knows nothing of is. */
export const isDecidedElsewhere = ({ module, template }: MatrixPath): boolean =>
  template.endsWith('/authorize') ||
  template.endsWith('/charging_preferences') ||
  module === 'commands' ||
  module === 'chargingprofiles';

const data = ({ path, method, caller }: Cell): Expected | undefined => {
  const isList = path.ids.length === 0;
  if (isList && method === 'GET') return as('STA-002', 200, 1000);
  if (caller === 'careless') return careless(path, method);
  if (isDecidedElsewhere(path)) return caller === 'right' ? undefined : unknownElsewhere(path, method);
  if (isList) return as('STA-004', 201, 1000);
  if (caller === 'right') return as('STA-004', 200, 1000);
  if (method === 'GET') return as('E06', 404, unknownObject(path));
  return method === 'PUT' && isMadeByPut(path)
    ? as('STA-004', 201, 1000)
    : as('E17', 404, unknownObject(path));
};

/** An EVSE or Connector needs what it is part of; an invoice record is posted first (INV-009). */
const isMadeByPut = ({ module, ids }: MatrixPath): boolean =>
  module !== 'invoicereconciliation' && !(module === 'locations' && ids.length > 3);

const unknownElsewhere = (path: MatrixPath, method: Method): Expected => {
  if (path.template.endsWith('/authorize')) return as('E18', 404, 2004);
  if (path.template.endsWith('/charging_preferences')) return as('SES-054', 404, 2001);
  if (path.side === 'SENDER') return as('E17', 404, 2001);
  if (path.module === 'commands') return as('E21', 200, 2003);
  // CHP-006: what GET and DELETE need stands in the query, and there is none here.
  return method === 'PUT' ? as('E22', 200, 1000) : as('E12', 200, 2001);
};

const careless = (path: MatrixPath, method: Method): Expected | undefined => {
  if (path.side === 'SENDER' && isDecidedElsewhere(path)) return undefined;
  return method === 'PATCH' ? as('E13', 200, 2001) : as('E12', 200, 2001);
};
