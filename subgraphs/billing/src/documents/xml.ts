/**
 * XML from plain objects, part by part, so that a document of any size can be sent while it is written. Order matters
 * in UBL and ISO 20022, and objects keep it. `undefined` is left out, with whatever would then be empty.
 */
import { XMLBuilder } from 'fast-xml-parser';

/** An element: its text, its children by name, or several of the same name. `@name` is an attribute, `#` the text. */
export type Xml = string | readonly Xml[] | { readonly [name: string]: Xml | undefined };

const builder = new XMLBuilder({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  textNodeName: '#',
  format: true,
  indentBy: '  ',
  suppressEmptyNode: false,
});

/** XML 1.0 has no place for these, not even escaped; nor for half a character. */
const unwritable = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

const clean = (value: Xml | undefined): Xml | undefined => {
  if (typeof value === 'string') return value.replace(unwritable, ' ').trim() || undefined;
  if (Array.isArray(value)) {
    const items = value.map(clean).filter((item) => item !== undefined);
    return items.length === 0 ? undefined : items;
  }
  if (value === undefined) return undefined;
  const entries = Object.entries(value)
    .map(([name, child]) => [name, clean(child as Xml | undefined)] as const)
    .filter(([, child]) => child !== undefined);
  const hasContent = entries.some(([name]) => !name.startsWith('@'));
  return hasContent ? Object.fromEntries(entries) : undefined;
};

/** The elements of `content` as text; nothing when nothing is left of them. */
export const xmlOf = (content: Xml): string => {
  const cleaned = clean(content);
  return cleaned === undefined ? '' : builder.build(cleaned);
};

/** A whole document: its root with namespaces, and what `parts` brings one after the other. */
export function* xmlDocument(
  root: string,
  namespaces: Readonly<Record<string, string>>,
  parts: Iterable<Xml>,
): Generator<string> {
  const attributes = Object.entries(namespaces).map(([name, uri]) => ` ${name}="${uri}"`);
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<${root}${attributes.join('')}>\n`;
  for (const part of parts) yield xmlOf(part);
  yield `</${root}>\n`;
}
