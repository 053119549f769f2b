/** JSON as lines for people, each with its JSON pointer (RFC 6901), so that what is wrong can be shown where it is. */

export interface JsonLine {
  pointer: string;
  depth: number;
  text: string;
}

const escaped = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');

/**
 * Lines as `JSON.stringify(value, null, 2)` has them. A line belongs to the value that begins in it; a closing bracket
 * belongs to the value it closes.
 */
export const linesOf = (value: unknown): JsonLine[] => {
  const lines: JsonLine[] = [];
  const write = (one: unknown, pointer: string, depth: number, before: string, after: string): void => {
    const entries = entriesOf(one);
    if (entries === undefined || entries.length === 0) {
      lines.push({ pointer, depth, text: `${before}${JSON.stringify(one) ?? 'null'}${after}` });
      return;
    }
    const [open, close] = Array.isArray(one) ? '[]' : '{}';
    lines.push({ pointer, depth, text: `${before}${open}` });
    entries.forEach(([key, inner], index) => {
      const name = Array.isArray(one) ? '' : `${JSON.stringify(key)}: `;
      const comma = index < entries.length - 1 ? ',' : '';
      write(inner, `${pointer}/${escaped(key)}`, depth + 1, name, comma);
    });
    lines.push({ pointer, depth, text: `${close}${after}` });
  };
  write(value, '', 0, '', '');
  return lines;
};

const entriesOf = (value: unknown): [string, unknown][] | undefined =>
  typeof value === 'object' && value !== null ? Object.entries(value) : undefined;

/** The pointer itself, or of what is not there the nearest value around it that is. */
export const nearest = (pointer: string, lines: readonly JsonLine[]): string => {
  const known = new Set(lines.map((line) => line.pointer));
  let at = pointer;
  while (at !== '' && !known.has(at)) at = at.slice(0, at.lastIndexOf('/'));
  return at;
};
