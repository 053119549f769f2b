/**
 * The endpoint facts against the index of endpoints in the requirements catalogue (chapter 22), where it is at hand.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { endpointFacts, marketRoles, moduleIds, moduleNameOf, pathSegments } from '../src/index.js';
import { specFolder } from './spec-tables.js';

const catalogue = join(specFolder, '../../requirements.md');

/** `locations S GET /{location_id}` for every line of the index that 2.3.0 has; `?` marks a URL given before. */
const indexed = (): string[] =>
  readFileSync(catalogue, 'utf8')
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .filter((cells) => /^\d+$/.test(cells[1] ?? '') && cells.length === 8 && /\bc\b/.test(cells[6] ?? ''))
    .flatMap(([, , module = '', side = '', methods = '', paths = '']) =>
      paths
        .replace(/\[\?type=\]/g, '')
        .replace('(without type)', '')
        .split(', ')
        .flatMap((path) =>
          methods
            .replaceAll(' L', '')
            .split(/[ ,]+/)
            .map((method) => `${module} ${side} ${method} ${pathText(path)}`),
        ),
    );
const pathText = (path: string): string =>
  path.startsWith('(')
    ? '?'
    : path.replaceAll('`', '').replace('–', '').replace('{c}/{p}', '{country_code}/{party_id}');

const ours = (): string[] =>
  endpointFacts.flatMap(({ module, interface: side, methods, path }, place) =>
    methods.map(
      (method) =>
        `${module ?? ['versions', 'version details'][place]} ${side?.charAt(0) ?? '–'} ${method} ${path ?? '?'}`,
    ),
  );

/** The index writes a list and its single object, or two creations, in one line where ours are separate. */
const folded = (lines: string[]): string[] =>
  [
    ...new Set(
      lines
        .map((line) =>
          line.replace(/\[\/\{(terminal_id|id)\}\]|(?<=terminals|confirmations)\/\{(terminal_id|id)\}$/, ''),
        )
        .map((line) =>
          line.replace('[/{booking_location_id}[/{calendar_id}]]', '/{booking_location_id}[/{calendar_id}]'),
        )
        .filter((line) => !line.endsWith('S GET /booking_locations')),
    ),
  ].sort();

describe('endpointFacts', () => {
  const compared = existsSync(catalogue) ? it : it.skip;

  compared(`VER-014 are those of the catalogue's index (needs ${catalogue})`, () => {
    expect(folded(ours())).toEqual(folded(indexed()));
  });

  it('VER-014 name only modules that exist', () => {
    const named = endpointFacts.flatMap(({ module }) => module ?? []);
    expect(new Set(named)).toEqual(new Set(moduleIds));
  });

  it('HUB-030 tokens come from eMSPs, locations, sessions, tariffs and CDRs from CPOs', () => {
    const pushers = (module: string) =>
      endpointFacts.find(
        (f) => f.module === module && f.interface === 'RECEIVER' && f.methods.includes('PUT'),
      )?.callers;
    expect(pushers('tokens')).toEqual(['EMSP']);
    expect(pushers('sessions')).toEqual(['CPO']);
    expect(pushers('locations')).toEqual(['CPO', 'NAP']);
    expect(pushers('tariffs')).toEqual(['CPO', 'NAP']);
    expect(endpointFacts.find((f) => f.module === 'cdrs' && f.methods.includes('POST'))?.callers).toEqual([
      'CPO',
    ]);
  });

  it('PAY-005 know the roles of the specification and PTP', () => {
    expect(marketRoles).toEqual(['CPO', 'EMSP', 'NAP', 'NSP', 'OTHER', 'SCSP', 'PTP']);
  });

  it('LOC-001 carry one document per depth of a path', () => {
    for (const { path = '', documents = [] } of endpointFacts) {
      const { segments, required } = pathSegments(path);
      if (documents.length > 1) expect(documents).toHaveLength(segments.length - required + 1);
    }
  });
});

describe('moduleNameOf', () => {
  it.each([
    ['Locations', 'locations'],
    ['booking', 'Booking'],
    ['bookings', 'Booking'],
    ['invoice_reconciliation', 'invoicereconciliation'],
    ['nltnm-tokens', undefined],
    ['__proto__', undefined],
  ])('VER-018 AMB-041 reads %s as %s', (identifier, name) => {
    expect(moduleNameOf(identifier)).toBe(name);
  });
});

describe('pathSegments', () => {
  it('LOC-001 tells ids from words and what may be left out', () => {
    expect(pathSegments('/{location_id}[/{evse_uid}[/{connector_id}]]')).toEqual({
      segments: [{ id: 'location_id' }, { id: 'evse_uid' }, { id: 'connector_id' }],
      required: 1,
    });
    expect(pathSegments('/{token_uid}/authorize')).toEqual({
      segments: [{ id: 'token_uid' }, { word: 'authorize' }],
      required: 2,
    });
    expect(pathSegments('')).toEqual({ segments: [], required: 0 });
  });
});
