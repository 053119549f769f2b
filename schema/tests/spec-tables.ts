/**
 * Reads the property and value tables out of the specification's own text, for the census and the examples.
 * The text lies outside the repository (its licence allows copies, not derivatives); tests skip without it.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const packageFolder = resolve(import.meta.dirname, '..');
export const specFolder = join(
  process.env['OCPI_SPEC_DIR'] ?? resolve(packageFolder, '../../shared/ocpi/spec'),
  '2.3.0-core',
);
export const hasSpec = existsSync(specFolder);

export interface SpecRow {
  name: string;
  /** `CiString(36)`, `DateTime`, `Token`. */
  type: string;
  card: string;
  description: string;
}
export interface SpecObject {
  file: string;
  anchor: string;
  name: string;
  rows: SpecRow[];
}
export interface SpecEnum {
  file: string;
  anchor: string;
  name: string;
  open: boolean;
  values: string[];
  /** Values marked in a column "Session Only". */
  sessionOnly: string[];
}

interface Table {
  file: string;
  anchor: string;
  heading: string;
  header: string[];
  /** Each with its continuation lines. */
  rows: string[][];
}

/** `\|` inside a cell is no border. */
const cellsOf = (line: string): string[] =>
  line
    .split(/(?<!\\)\|/)
    .slice(1)
    .map((cell) => cell.replaceAll('\\|', '|'));

const tablesOf = (file: string): Table[] => {
  const tables: Table[] = [];
  let anchor = '';
  let pending = '';
  let heading = '';
  let table: Table | undefined;
  for (const line of readFileSync(join(specFolder, file), 'utf8').split('\n')) {
    if (line.startsWith('|===')) {
      table = table ? undefined : { file, anchor, heading, header: [], rows: [] };
      if (table) tables.push(table);
    } else if (table) {
      const cells = line.startsWith('|') ? cellsOf(line) : undefined;
      if (cells && table.header.length === 0) table.header = cells.map((cell) => cell.trim());
      else if (cells) table.rows.push(cells);
      else table.rows.at(-1)?.push(`${table.rows.at(-1)?.pop() ?? ''}\n${line.replaceAll('\\|', '|')}`);
    } else if (/^\[\[.*\]\]/.test(line)) pending = line.slice(2, line.indexOf(']]'));
    else if (/^=+ /.test(line)) {
      heading = line.replace(/^=+ /, '').trim();
      // Only an anchor right above its heading names it; others stand before a paragraph.
      anchor = pending;
    } else if (line.trim() !== '') pending = '';
  }
  return tables;
};

/** `_Session_ Object` and `Role _enum_` both carry the name first. */
const nameOf = (heading: string): string => heading.split(' ')[0]?.replaceAll('_', '') ?? '';

const typeOf = (cell: string): string =>
  cell
    .replace(/<<[^,>]*,([^>]*)>>/g, '$1')
    .replace(/\[(\d+)\]/, '($1)') // some lengths stand in square brackets
    .replace(/^\s*String/, 'string')
    .trim();

const rowOf = ([name = '', type = '', card = '', ...rest]: string[]): SpecRow => ({
  name: name.replace(/\[\[.*\]\]/, '').trim(),
  type: typeOf(type),
  card: card.trim(),
  description: rest.join('|'),
});

const allTables = (): Table[] =>
  readdirSync(specFolder)
    .filter((file) => file.endsWith('.asciidoc'))
    .sort()
    .flatMap(tablesOf);

export const specObjects = (): SpecObject[] =>
  allTables()
    .filter(({ header }) => header[0] === 'Property')
    .map(({ file, anchor, heading, rows }) => ({
      file,
      anchor,
      name: nameOf(heading),
      rows: rows.map(rowOf),
    }));

export const specEnums = (): SpecEnum[] =>
  allTables()
    .filter(
      ({ header, heading }) =>
        /_(Open)?[eE]num_$/.test(heading) && ['Value', 'Module'].includes(header[0] ?? ''),
    )
    .map(({ file, anchor, heading, header, rows }) => {
      const column = Math.max(header.indexOf('ModuleID'), 0);
      // ` a` before a border is asciidoc's mark for a formatted cell.
      const value = (row: string[]): string => (row[column] ?? '').trim().replace(/ a$/, '');
      return {
        file,
        anchor,
        name: nameOf(heading),
        open: heading.endsWith('_OpenEnum_'),
        values: rows.map(value),
        sessionOnly: header[1]?.startsWith('Session') ? rows.filter((r) => r[1]?.trim()).map(value) : [],
      };
    });

export interface SpecParameter {
  file: string;
  name: string;
  /** As in the tables of objects. */
  type: string;
}

/** Parameters of requests, those in paths and those in queries. */
export const specParameters = (): SpecParameter[] =>
  allTables()
    .filter(({ header }) => header[0] === 'Parameter')
    .flatMap(({ file, rows }) =>
      rows.map((row) => {
        const { name, type } = rowOf(row);
        return { file, name, type };
      }),
    );

/** Objects written out in the text itself rather than in a file of their own. */
export const specInlineExamples = (): { file: string; text: string }[] =>
  readdirSync(specFolder)
    .filter((file) => file.endsWith('.asciidoc'))
    .sort()
    .flatMap((file) => {
      const text = readFileSync(join(specFolder, file), 'utf8');
      return [...text.matchAll(/^\[source, ?json\]\n-+\n(.*?)^-+$/gms)]
        .map(([, block = '']) => block.slice(block.search(/^[{[]/m)))
        .filter((block) => /^[{[]/.test(block))
        .map((example) => ({ file, text: example }));
    });

export const specExamples = (): { file: string; json: unknown }[] => {
  const folder = join(specFolder, 'examples');
  return readdirSync(folder)
    .sort()
    .map((file) => ({ file, json: JSON.parse(readFileSync(join(folder, file), 'utf8')) as unknown }));
};
