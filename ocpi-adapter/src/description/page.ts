/**
 * The OpenAPI document as a page for people, made from that document and nothing else. Plain HTML: no scripts and
 * nothing from other hosts, so it reads the same behind any firewall and prints well.
 */
import type { JsonSchema, OpenApiDocument } from '@chargesphere/schema';
import { Html, html } from './html.js';
import type { ShownOperation } from './page.operations.js';
import { notesOf, operationArticle, operationLink, operationsIn, parameterRow } from './page.operations.js';
import { fieldTable, namesWithin, schemaArticle } from './page.schemas.js';
import { style } from './page.style.js';

/** A side of a module, or a module that has no sides: one section of the page. */
interface Section {
  module: string;
  operations: ShownOperation[];
  /** Schemas that only this module uses. */
  own: string[];
}

export function pageOf(document: OpenApiDocument): string {
  const { info, servers } = document;
  const sections = sectionsOf(document);
  const shared = sharedNames(document, sections);
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${info.title} ${info.version}</title>
        ${styleElement}
      </head>
      <body>
        ${contents(sections)}
        <main>
          <h1>${info.title} ${info.version}</h1>
          <p class="quiet">
            What this hub answers below <code>${servers[0]?.url}</code>, made from its own route tables. For
            machines: <a href="openapi.json">openapi.json</a> (OpenAPI ${document.openapi}).
          </p>
          ${opening(document)} ${sections.map((section) => moduleSection(section, document))}
          <h2 id="headers">Headers and paging</h2>
          <p>Parameters that several operations take. A star marks what has to be there.</p>
          ${Object.entries(document.components.parameters).map(parameterArticle)}
          <h2 id="shared">Shared objects</h2>
          ${shared.map((name) => schemaArticle(name, document.components.schemas[name] ?? {}))}
        </main>
      </body>
    </html> `;
  return page.text;
}

/** In one piece, because the content security policy allows these bytes and no others. */
const styleElement = new Html(`<style>${style}</style>`);

function opening({ info, components }: OpenApiDocument): Html {
  const { description } = (components.securitySchemes['token'] ?? {}) as { description?: string };
  return html`<p>${info.description}</p>
    <p>
      <strong>Who asks:</strong> <code>Authorization: Token …</code>: ${lower(description ?? '')} A path below
      <code>sender</code> is for pulling what others own, one below <code>receiver</code> for pushing what is
      your own.
    </p>`;
}

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

// ---- sections

function sectionsOf(document: OpenApiDocument): Section[] {
  const byModule = Map.groupBy(operationsIn(document), (shown) => notesOf(shown).module);
  const names = new Map(
    [...byModule].map(([module, shown]) => [module, namesWithin(shown, document.components.schemas)]),
  );
  const isOwn = (name: string, module: string) =>
    ![...names].some(([other, used]) => other !== module && used.has(name));
  return [...byModule].map(([module, operations]) => ({
    module,
    operations,
    own: [...(names.get(module) ?? [])].filter((name) => isOwn(name, module)),
  }));
}

const sharedNames = ({ components }: OpenApiDocument, sections: readonly Section[]): string[] => {
  const own = new Set(sections.flatMap((section) => section.own));
  return Object.keys(components.schemas).filter((name) => !own.has(name));
};

const contents = (sections: readonly Section[]): Html =>
  html`<nav>
    ${sections.map(
      ({ module, operations }) =>
        html`<h2><a href="#module-${module}">${module}</a></h2>
          ${sidesOf(operations)}`,
    )}
    <h2><a href="#headers">Headers and paging</a></h2>
    <h2><a href="#shared">Shared objects</a></h2>
  </nav>`;

/** Both sides of a module have much the same operations, so the side is said first. */
function sidesOf(operations: readonly ShownOperation[]): Html[] {
  const bySide = Map.groupBy(operations, (shown) => notesOf(shown).interface ?? '');
  const list = (shown: ShownOperation[]) =>
    html`<ul>
      ${shown.map(operationLink)}
    </ul>`;
  if (bySide.size < 2) return [...bySide.values()].map(list);
  return [...bySide].map(
    ([side, shown]) =>
      html`<p class="side">${side.toLowerCase()}</p>
        ${list(shown)}`,
  );
}

const moduleSection = ({ module, operations, own }: Section, { components }: OpenApiDocument): Html =>
  html`<section>
    <h2 id="module-${module}">${module}</h2>
    ${operations.map(operationArticle)}
    ${own.map((name) => schemaArticle(name, components.schemas[name] ?? {}))}
  </section>`;

const parameterArticle = ([name, parameter]: [string, JsonSchema]): Html =>
  html`<article id="parameter-${name}">
    ${fieldTable([parameterRow(parameter as unknown as Parameters<typeof parameterRow>[0])])}
  </article>`;
