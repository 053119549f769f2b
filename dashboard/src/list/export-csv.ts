/** A whole list as a CSV file: all pages of what is filtered, read one by one, so it may take a while and be given up. */
import type { Search } from '../app/router.js';
import { graph } from '../data/client.js';
import type { ListDefinition } from './definition.js';
import { pageIn } from './further-pages.js';
import { PAGE_ROWS } from './use-rows.js';

/** RFC 4180; what a spreadsheet would take for a formula is told to be text. */
export const cellOf = (value: string | number | null | undefined): string => {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const text = /^[=+\-@\t]/.test(value) && !/^-?\d/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

export const exportCsv = async <Data, Variables, Row>(
  definition: ListDefinition<Data, Variables, Row, never, never>,
  search: Search,
  header: readonly string[],
  signal: AbortSignal,
  onProgress: (rows: number) => void,
): Promise<number> => {
  const lines = [header.map(cellOf).join(',')];
  let after: string | null = null;
  do {
    const variables = definition.variablesOf(search, { limit: PAGE_ROWS, ...(after !== null && { after }) });
    const data: unknown = await graph.request(definition.document, variables as never, { signal });
    const page = pageIn<Row>(data, definition.field);
    if (!page) break;
    for (const row of page.items)
      lines.push(definition.columns.map(({ text }) => cellOf(text(row))).join(','));
    onProgress(lines.length - 1);
    after = page.next;
  } while (after !== null);
  save(`${definition.name}.csv`, `${lines.join('\r\n')}\r\n`, 'text/csv;charset=utf-8');
  return lines.length - 1;
};

export const save = (name: string, content: string, type: string): void => {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
};
