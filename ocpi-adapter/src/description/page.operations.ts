/** One operation of the document for people: who may call it, what goes in, what comes out, and every refusal. */
import type { JsonSchema, OpenApiDocument } from '@chargesphere/schema';
import { marketRoles } from '@chargesphere/schema';
import type { OcpiNotes } from './document.js';
import type { Html } from './html.js';
import { html, joined } from './html.js';
import { fieldRow, fieldTable, linkTo, typeText } from './page.schemas.js';

export interface ShownOperation {
  method: string;
  path: string;
  operation: JsonSchema;
}

interface Parameter {
  $ref?: string;
  name: string;
  in: string;
  required: boolean;
  description?: string;
  schema: JsonSchema;
}

export const notesOf = ({ operation }: ShownOperation): OcpiNotes => operation['x-ocpi'] as OcpiNotes;
const idOf = ({ operation }: ShownOperation): string => String(operation['operationId']);

export const operationsIn = ({ paths }: OpenApiDocument): ShownOperation[] =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method, path, operation })),
  );

const methodOf = ({ method }: ShownOperation): Html =>
  html`<span class="method ${method}">${method.toUpperCase()}</span>`;

export const operationLink = (shown: ShownOperation): Html =>
  html`<li>
    <a href="#${idOf(shown)}">${methodOf(shown)}<span>${String(shown.operation['summary'])}</span></a>
  </li>`;

export function operationArticle(shown: ShownOperation): Html {
  const { operation, path } = shown;
  const { callers, requirements } = notesOf(shown);
  return html`<article id="${idOf(shown)}">
    <h3>
      <a class="anchor" href="#${idOf(shown)}">${methodOf(shown)}<code>${path}</code></a>
    </h3>
    <p>${String(operation['summary'])}.</p>
    <dl>
      <dt>Called by</dt>
      <dd>${isForAll(callers) ? 'every platform' : joined([...callers])}</dd>
      ${bodyOf(operation)}
      <dt>Answer</dt>
      <dd>${answerOf(operation)}</dd>
      ${
        requirements.length > 0 &&
        html`<dt>Rules</dt>
          <dd class="quiet">${joined([...requirements])}</dd>`
      }
    </dl>
    ${parametersOf(operation)} ${refusalsOf(shown)}
  </article>`;
}

/** Every role of the market, or a module that knows no roles. */
const isForAll = (callers: readonly string[]): boolean => callers.length % marketRoles.length === 0;

const schemaIn = (message: unknown): JsonSchema | undefined =>
  (message as { content?: Record<string, { schema: JsonSchema }> } | undefined)?.content?.['application/json']
    ?.schema;

function bodyOf({ requestBody }: JsonSchema): Html | false {
  const schema = schemaIn(requestBody);
  if (schema === undefined) return false;
  const isNeeded = (requestBody as { required?: boolean }).required;
  return html`<dt>Body</dt>
    <dd>${typeText(schema)}${!isNeeded && html`, <span class="quiet">may be left out</span>`}</dd>`;
}

/** A success is the envelope around `data`; the other half of HTTP 200 is told by the refusals. */
function answerOf({ responses }: JsonSchema): Html {
  const byStatus = responses as Record<string, unknown>;
  const [success = {}] = (schemaIn(byStatus['200'])?.['oneOf'] ?? []) as JsonSchema[];
  const { data } = (success['properties'] ?? {}) as { data?: JsonSchema };
  const http = '201' in byStatus ? '200, or 201 when the object is new' : '200';
  const what = data ? html`${typeText(data)} as data of the ` : 'the ';
  return html`${http}: ${what}${linkTo('Envelope')}`;
}

const isShared = ({ $ref }: Parameter): boolean => $ref !== undefined;

export const parameterRow = ({ name, required, schema, description }: Parameter): Html =>
  fieldRow(name, required, schema, description);

function parametersOf({ parameters }: JsonSchema): Html | false {
  const all = (parameters ?? []) as Parameter[];
  const shared = all.filter(isShared).map(({ $ref = '' }) => $ref.split('/').at(-1) ?? '');
  const rows = all.filter((one) => !isShared(one)).map(parameterRow);
  return html`${
      rows.length > 0 &&
      html`<h4>Parameters</h4>
        ${fieldTable(rows)}`
    }
    <p class="quiet">
      ${rows.length > 0 ? 'And' : 'Takes'}
      ${joined(shared.map((name) => html`<a href="#parameter-${name}"><code>${name}</code></a>`))}.
    </p>`;
}

function refusalsOf(shown: ShownOperation): Html {
  const rows = notesOf(shown).refusals.map(
    ({ row, http, ocpi, when }) =>
      html`<tr>
        <td>${http}</td>
        <td>${ocpi}</td>
        <td>${when} <span class="quiet">${row}</span></td>
      </tr>`,
  );
  return html`<details>
    <summary>${rows.length} ways to be refused</summary>
    <table class="codes">
      <thead>
        <tr>
          <th>HTTP</th>
          <th>status_code</th>
          <th>When</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </details>`;
}
