/** What the body of a message is to a reader: a document, a text, or nothing and why. Pure. */

export type Body = { kind: 'json'; value: unknown } | { kind: 'text'; text: string } | { kind: 'none' };

/** A body that is not JSON is shown as it is; partners answer with pages of HTML when something is wrong. */
export const bodyIn = (text: string | null | undefined): Body => {
  if (text === null || text === undefined || text === '') return { kind: 'none' };
  try {
    return { kind: 'json', value: JSON.parse(text) as unknown };
  } catch {
    return { kind: 'text', text };
  }
};

/** The path of an address, which is what tells one message from another; hosts are in the inspector. */
export const pathOf = (url: string): string => {
  const parsed = URL.parse(url, 'http://hub.invalid');
  return parsed === null ? url : parsed.pathname + parsed.search;
};

/** Headers by name; a value may be anything in the graph. */
export const headersOf = (headers: unknown): [string, string][] =>
  typeof headers === 'object' && headers !== null
    ? Object.entries(headers)
        .map(([name, value]): [string, string] => [
          name,
          Array.isArray(value) ? value.join(', ') : String(value),
        ])
        .sort(([one], [other]) => one.localeCompare(other))
    : [];
