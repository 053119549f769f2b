/** Schemas of the document as text and tables: what a field is, whether it has to be there, what it means. */
import type { JsonSchema } from '@chargesphere/schema';
import type { Html } from './html.js';
import { html, joined } from './html.js';

const nameIn = (ref: unknown): string => String(ref).split('/').at(-1) ?? '';

export const linkTo = (name: string): Html => html`<a href="#${name}">${name}</a>`;

const schemasIn = (value: unknown): readonly JsonSchema[] => (Array.isArray(value) ? value : []);
const isNull = ({ type }: JsonSchema): boolean => type === 'null';

/** One type in words: `text of at most 36 characters`, `list of EVSE`, `CPO or EMSP`. */
export function typeText(schema: JsonSchema): Html {
  const { $ref, type, anyOf, items, enum: values, examples, maxLength, minimum, maximum, format } = schema;
  if ($ref !== undefined) return linkTo(nameIn($ref));
  const several = schemasIn(anyOf).filter((one) => !isNull(one));
  if (several.length > 0) return joined(several.map(typeText), ' or ');
  if (type === 'array') return html`list of ${typeText((items ?? {}) as JsonSchema)}`;
  if (Array.isArray(values)) return html`one of ${codes(values)}`;
  if (Array.isArray(examples)) return html`${codes(examples)} or another word`;
  if (typeof maxLength === 'number')
    return html`${format === 'uri' ? 'URL' : isTime(schema) ? 'time in UTC' : `text, ${maxLength} at most`}`;
  return html`${wordOf(type)}${range(minimum, maximum)}`;
}

const isTime = ({ pattern }: JsonSchema): boolean => String(pattern).includes('T[0-9]{2}');
const WORDS: Record<string, string> = { integer: 'whole number', string: 'text', boolean: 'true or false' };
const wordOf = (type: unknown): string =>
  type === undefined ? 'anything' : (WORDS[String(type)] ?? String(type));
const codes = (values: readonly unknown[]): Html =>
  html`<span class="values">${joined(values.map((value) => html`<code>${String(value)}</code>`))}</span>`;

function range(minimum: unknown, maximum: unknown): string {
  if (minimum !== undefined && maximum !== undefined) return `, ${String(minimum)} to ${String(maximum)}`;
  if (minimum !== undefined) return `, ${String(minimum)} or more`;
  return maximum === undefined ? '' : `, ${String(maximum)} or less`;
}

/** One row of a table of fields or parameters; a star marks what has to be there. */
export const fieldRow = (
  name: string,
  isNeeded: boolean,
  schema: JsonSchema,
  about: unknown,
): Html => html`<tr>
<td><code${isNeeded && html` class="needed"`}>${name}</code></td>
<td class="type">${typeText(schema)}${defaultOf(schema)}</td><td>${String(about ?? '')}</td></tr>`;

const defaultOf = ({ default: value }: JsonSchema): Html | false =>
  value !== undefined && html`<br /><span class="quiet">${String(value)} when absent</span>`;

export const fieldTable = (rows: readonly Html[]): Html =>
  html`<table>
    <thead>
      <tr>
        <th>Name</th>
        <th>Type</th>
        <th>Meaning</th>
      </tr>
    </thead>
    <tbody>
      ${rows}
    </tbody>
  </table>`;

/** An object with all its fields, to be linked to by its name. */
export function schemaArticle(name: string, schema: JsonSchema): Html {
  const required = new Set(schemasOrWords(schema['required']));
  const fields = Object.entries((schema['properties'] ?? {}) as Record<string, JsonSchema>);
  const rows = fields.map(([field, type]) => fieldRow(field, required.has(field), type, type['description']));
  const parts = schemasIn(schema['allOf']).map(typeText);
  const { minimum, maximum } = fields.length === 1 ? (fields[0]?.[1] ?? {}) : {};
  return html`<article id="${name}">
    <h3>${name}</h3>
    ${schema['description'] !== undefined && html`<p>${String(schema['description'])}</p>`}
    ${parts.length > 0 ? html`<p>${joined(parts)} with a status_code${range(minimum, maximum).replace(',', ' of')}.</p>` : fieldTable(rows)}
  </article>`;
}

const schemasOrWords = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Names of all schemas that one refers to, directly or through others. */
export function namesWithin(value: unknown, schemas: Readonly<Record<string, JsonSchema>>): Set<string> {
  const names = new Set<string>();
  const visit = (inner: unknown): void => {
    if (typeof inner !== 'object' || inner === null) return;
    for (const [key, child] of Object.entries(inner)) {
      if (key !== '$ref') visit(child);
      else if (String(child).startsWith('#/components/schemas/') && !names.has(nameIn(child))) {
        names.add(nameIn(child));
        visit(schemas[nameIn(child)]);
      }
    }
  };
  visit(value);
  return names;
}
