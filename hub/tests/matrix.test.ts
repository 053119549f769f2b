/** The chapter-22 matrix over a real hub and real sockets; see matrix.ts for what is asked and expected. */
import { Agent, request } from 'node:http';
import { createPlatform, samples, type Platform } from '@chargesphere/simulator';
import type { Cell, Expected, MatrixPath } from './matrix.js';
import { expectedOf, isDecidedElsewhere, matrixCells, matrixPaths, mayBeAbsent, rolesOf } from './matrix.js';
import { documentFor } from './matrix.samples.js';
import { world, type World } from './world.js';

interface Told {
  http: number;
  contentType: string | undefined;
  envelope: { status_code?: number; status_message?: string; timestamp?: string };
}
type Result = Cell & { url: string; expected: Expected; told: Told };

const agent = new Agent({ keepAlive: true, maxSockets: 16 });
const OWN: Record<string, readonly [string, string]> = {
  CPO: ['NL', 'ALF'],
  EMSP: ['DE', 'BET'],
  NSP: ['DE', 'NSP'],
};

let w: World;
let others: Platform[];
let results: Result[];
/** Path without names of ids → method in lower case → pairs it may be refused with. */
let described: Map<string, Record<string, string[]>>;
const tokens: Record<string, string> = { 'unknown token': 'nobody-has-ever-had-this-token' };

const send = (method: string, path: string, token: string | undefined, body?: object): Promise<Told> =>
  new Promise((resolve, reject) => {
    const text = body && JSON.stringify(body);
    const headers = {
      ...(token !== undefined && { authorization: `Token ${Buffer.from(token).toString('base64')}` }),
      ...(text !== undefined && {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(text),
      }),
    };
    const asked = request(
      { agent, host: '127.0.0.1', port: w.hub.port, method, path: `/ocpi${path}`, headers },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const envelope = JSON.parse(Buffer.concat(chunks).toString()) as Told['envelope'];
          resolve({
            http: response.statusCode ?? 0,
            contentType: response.headers['content-type'],
            envelope,
          });
        });
      },
    );
    asked.on('error', reject).end(text);
  });

// ---- from a cell to a request

const baseOf = ({ module, side }: MatrixPath): string => {
  if (module === 'versions') return '/versions';
  if (module === 'version details') return '/2.3.0';
  const place = side === undefined || module === 'hubclientinfo' ? '' : `/${side.toLowerCase()}`;
  return `/2.3.0${place}/${module}`;
};

const describedAt = (path: MatrixPath) =>
  described.get(`${baseOf(path)}${path.template}`.replace(/\{\w+\}/g, '{}'));
const isOffered = (path: MatrixPath): boolean => describedAt(path) !== undefined;

const partnerOf = ({ path, caller }: Cell): string => {
  if (path.module === 'credentials') return 'leaving';
  const [right, wrong = right] = rolesOf(path);
  return caller === 'wrong role' ? wrong : right;
};

const tokenOf = (cell: Cell): string | undefined =>
  cell.caller === 'no token' ? undefined : (tokens[cell.caller] ?? tokens[partnerOf(cell)]);

/** Every cell has objects of its own, so that all of them can be asked at once. */
const idsOf = ({ path, caller }: Cell, count: number): Record<string, string> => {
  const [country_code, party_id] = OWN[rolesOf(path)[0]] ?? ['NL', 'ALF'];
  const ids = Object.fromEntries(path.ids.map((name) => [name, `M${count}`]));
  const owner = { country_code, party_id: caller === 'wrong owner' ? 'ZZZ' : party_id };
  return { ...ids, ...owner, command: 'START_SESSION', new: `M${count}` };
};

const filled = (template: string, ids: Record<string, string>): string =>
  template.replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? name);

const bodyOf = ({ path, method, caller }: Cell, ids: Record<string, string>): object | undefined => {
  if (method === 'GET' || method === 'DELETE') return undefined;
  if (caller === 'careless') return {};
  if (path.module === 'credentials')
    return {
      token: 'a-token-for-nobody',
      url: 'http://127.0.0.1:9/versions',
      roles: [{ role: 'CPO', country_code: 'NL', party_id: 'LVG', business_details: { name: 'Leaving' } }],
    };
  // TRN-024: a change says when it happened.
  return method === 'PATCH' ? { last_updated: '2026-11-02T09:00:00Z' } : documentFor(path, ids);
};

/** What has to be there before the cell is asked: the object itself with all it is part of, from its owner. */
const prepare = async ({ path, method, caller }: Cell, ids: Record<string, string>): Promise<void> => {
  const needsObject = (caller === 'right' || caller === 'careless') && path.ids.length > 0;
  if (!needsObject || !path.methods.has(method) || !isOffered(path) || isDecidedElsewhere(path)) return;
  const document = documentFor(path, ids);
  const token = tokens[rolesOf(path)[0]];
  if (path.module === 'locations') {
    const { location_id, evse_uid, connector_id } = ids;
    const connectors = [samples.connector({ id: connector_id ?? '1' })];
    const evses = [samples.evse({ uid: evse_uid ?? '3256', connectors })];
    const location = samples.location({ id: location_id ?? '', evses });
    await store('PUT', `/2.3.0/receiver/locations/NL/ALF/${location_id}`, tokens['CPO'], location);
  } else if (path.module === 'cdrs' || path.module === 'invoicereconciliation')
    await store('POST', baseOf(path), token, document);
  else if (path.side === 'RECEIVER')
    await store('PUT', `${baseOf(path)}${filled(path.template, ids)}`, token, document);
};

const store = async (
  method: string,
  path: string,
  token: string | undefined,
  document: object,
): Promise<void> => {
  const { http, envelope } = await send(method, path, token, document);
  if (http !== 201) throw new Error(`${method} ${path}: ${http} ${JSON.stringify(envelope)}`);
};

const ask = async (cell: Cell, count: number): Promise<Result[]> => {
  const expected = expectedOf(cell, isOffered);
  if (expected === undefined) return [];
  const ids = idsOf(cell, count);
  await prepare(cell, ids);
  const url = `${baseOf(cell.path)}${filled(cell.path.template, ids)}`;
  return [{ ...cell, url, expected, told: await send(cell.method, url, tokenOf(cell), bodyOf(cell, ids)) }];
};

interface Operation {
  'x-ocpi': { refusals: { http: number; ocpi: number }[] };
}

/** What the hub says of itself, to be held against what it does. */
const readDescription = async (): Promise<typeof described> => {
  const response = await fetch(`${w.hub.publicUrl}/ocpi/openapi.json`);
  const { paths } = (await response.json()) as { paths: Record<string, Record<string, Operation>> };
  const pairsOf = ({ 'x-ocpi': { refusals } }: Operation) =>
    refusals.map(({ http, ocpi }) => `${http} ${ocpi}`);
  return new Map(
    Object.entries(paths).map(([path, methods]) => [
      path.replace(/\{\w+\}/g, '{}'),
      Object.fromEntries(Object.entries(methods).map(([method, operation]) => [method, pairsOf(operation)])),
    ]),
  );
};

beforeAll(async () => {
  w = await world();
  const platform = async (name: string, role: string, country_code: string, party_id: string) => {
    const made = await createPlatform({ name, parties: [{ country_code, party_id, role, name }] });
    await made.register(await w.invite(name));
    return made;
  };
  const leaving = await platform('Leaving', 'CPO', 'NL', 'LVG');
  const nsp = await platform('Maps', 'NSP', 'DE', 'NSP');
  others = [leaving, nsp];
  Object.assign(tokens, {
    CPO: w.cpo.peer.outgoingToken,
    EMSP: w.emsp.peer.outgoingToken,
    NSP: nsp.peer.outgoingToken,
    leaving: leaving.peer.outgoingToken,
    'token A': (await w.invite('Waiting')).token,
  });
  described = await readDescription();
  // The CDR that the invoices cover, which tells whom they are for (RTE-049).
  await store('POST', '/2.3.0/receiver/cdrs', tokens['CPO'], samples.cdr({ id: 'C101' }));

  const cells = matrixCells();
  const isLast = ({ path, method, caller }: Cell) =>
    path.module === 'credentials' && method === 'DELETE' && caller === 'right';
  const all = cells.filter((cell) => !isLast(cell)).map(ask);
  results = (await Promise.all(all)).flat();
  for (const cell of cells.filter(isLast)) results.push(...(await ask(cell, cells.length)));
}, 60_000);
afterAll(async () => {
  agent.destroy();
  await Promise.all(others.map((platform) => platform.close()));
  await w.close();
});

/** Cells of a row, and of those what was told otherwise. */
const rowIs = (...rows: string[]) => results.filter(({ expected }) => rows.includes(expected.row));
const proveRows = (least: number, ...rows: string[]): void => {
  const cells = rowIs(...rows);
  expect(cells.length).toBeGreaterThanOrEqual(least);
  const told = (one: Result) => `${one.told.http} ${one.told.envelope.status_code}`;
  const wrong = cells
    .filter((one) => told(one) !== `${one.expected.http} ${one.expected.ocpi}`)
    .map(
      (one) =>
        `${one.caller}: ${one.method} ${one.url} gave ${told(one)}, ${one.told.envelope.status_message}`,
    );
  expect(wrong).toEqual([]);
};

describe('every method on every path of chapter 22', () => {
  it('VER-021, HUB-003 is there, but for what this hub does not offer', () => {
    const missing = matrixPaths().filter((path) => !isOffered(path) && !mayBeAbsent(path));
    expect(missing.map((path) => `${path.side} ${path.module}${path.template}`)).toEqual([]);
  });

  it('E02, TRN-009 needs a token that is known: 401 and 2000', () => proveRows(450, 'E02'));
  it('E03, TRN-010 takes token A for versions and credentials only: 401 and 2000', () =>
    proveRows(200, 'E03'));
  it('E04 is not found where nothing is offered: 404 and 2000', () => proveRows(50, 'E04'));
  it('E05 is refused where the index has no such method: 405 and 2000', () => proveRows(100, 'E05'));
  it('E06, STA-003 finds nothing where nothing was sent: 404 and the code of the module', () =>
    proveRows(5, 'E06'));
  it('E17 changes and deletes nothing that is not there: 404 and the code of the module', () =>
    proveRows(5, 'E17'));
  it('E07, CRED-032 registers nobody twice: 405 and 2000', () => proveRows(1, 'E07'));
  it('E08, CRED-045 needs a registration for PUT and DELETE: 405 and 2000', () => proveRows(2, 'E08'));
  it('E09, CRED-033, CRED-049 keeps no registration it cannot call back: 200 and 3001', () =>
    proveRows(2, 'E09'));
  it('CRED-040, CRED-046 shows credentials, and ends a registration: 200 and 1000', () =>
    proveRows(3, 'CRED-040', 'CRED-046'));
  it('E12 refuses a document without what it needs: 200 and 2001', () => proveRows(9, 'E12'));
  it('E13, TRN-024 refuses a change that does not say when it happened: 200 and 2001', () =>
    proveRows(5, 'E13'));
  it('E15, TRN-083, HUB-031 belongs to the owner in the URL: 404 and 2001', () => proveRows(10, 'E15'));
  it('E18, TOK-032 knows no such token: 404 and 2004', () => proveRows(1, 'E18'));
  it('SES-054 knows no such session: 404 and 2001', () => proveRows(1, 'SES-054'));
  it('E21, E22 knows no such Location: 200 and 2003, and no such Session: 200, 1000 and a word', () => {
    proveRows(1, 'E21');
    proveRows(1, 'E22');
  });
  it('E24, RTE-016, HUB-030 is for the roles of table 4.3: 200 and 2001', () => proveRows(15, 'E24'));
  it('STA-004 stores what is new with 201, and what was there with 200: 1000', () =>
    proveRows(15, 'STA-004'));
  it('STA-002, VER-003 answers lists and versions: 200 and 1000', () => proveRows(8, 'STA-002'));

  it('STA-020 refuses with no pair that the OpenAPI document does not tell', () => {
    const refused = results.filter(
      ({ told, expected }) => told.envelope.status_code !== 1000 && expected.row !== 'E05',
    );
    const untold = refused.flatMap(({ path, method, url, told }) => {
      const pairs = describedAt(path)?.[method.toLowerCase()];
      const pair = `${told.http} ${told.envelope.status_code}`;
      return pairs === undefined || pairs.includes(pair) ? [] : [`${method} ${url}: ${pair}`];
    });
    expect(untold).toEqual([]);
  });

  it('STA-020, TRN-021, TRN-060, TRN-063 answers every cell in the envelope, and nothing with 5xx', () => {
    for (const { told } of results) {
      expect(told.contentType).toBe('application/json');
      expect(told.envelope.timestamp).toMatch(/Z$/);
      expect(told.http).toBeLessThan(500);
      if (told.envelope.status_code !== 1000) expect(told.envelope.status_message).toMatch(/^.{15,}[.]$/s);
    }
  });
});
