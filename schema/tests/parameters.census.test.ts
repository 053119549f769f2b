/**
 * Holds the parameters of our endpoints and those of the specification together, both ways: every id in a path and
 * everything in a query, with type and length, as the OpenAPI document shows them.
 */
import { offeredEndpoints, openApiOf } from '../src/index.js';
import { places } from './places.js';
import { specParameters } from './spec-tables.js';
import { describeWithSpec } from './with-spec.js';

/** Modules that have facts but no chapter in this folder of the specification (GEN-001). */
const elsewhere = ['versions', 'payments', 'Booking'];

const files: Record<string, string> = {
  hubclientinfo: 'mod_hub_client_info',
  chargingprofiles: 'mod_charging_profiles',
  invoicereconciliation: 'mod_invoice_reconciliation',
};
const fileOf = (module: string): string => `${files[module] ?? `mod_${module}`}.asciidoc`;

interface Parameter {
  $ref?: string;
  name: string;
  in: string;
  schema: { type: string; maxLength?: number; pattern?: string; format?: string };
}

/** `string` of a CiString has its length; times and URLs carry theirs in the type. */
const typeOf = ({ schema }: Parameter): string =>
  schema.pattern === '^[ -~]*$' ? `CiString(${schema.maxLength})` : (schema.format ?? schema.type);

const SCHEMA_TYPES: Record<string, string> = {
  DateTime: 'string',
  int: 'integer',
  URL: 'uri',
  CommandType: 'string',
  TokenType: 'string',
};

describeWithSpec('parameters of the specification', () => {
  const endpoints = offeredEndpoints(places).filter(({ module }) => !elsewhere.includes(module));
  const { paths, components } = openApiOf({ version: '2.3.0', title: '', serverUrl: '', endpoints });

  const ours = endpoints.flatMap(({ module, method, path }) => {
    const operation = paths[path]?.[method.toLowerCase()] as unknown as { parameters: Parameter[] };
    return (
      operation.parameters
        .map(
          (each) =>
            (each.$ref ? components.parameters[each.$ref.split('/').at(-1) ?? ''] : each) as Parameter,
        )
        // What stands in URLs that the hub itself makes is its own affair: a given URL, and the place in our own links.
        .filter((each) => each.in !== 'header' && each.name !== 'ticket' && each.name !== 'cursor')
        .map((each) => `${fileOf(module)} ${each.name} ${typeOf(each)}`)
    );
  });
  const theirs = specParameters()
    .filter(({ file }) => file.startsWith('mod_'))
    .map(({ file, name, type }) => `${file} ${name} ${SCHEMA_TYPES[type] ?? type}`);

  it('TRN-035 TRN-080 are those of our paths and queries', () => {
    expect([...new Set(ours)].sort()).toEqual([...new Set(theirs)].sort());
    expect(new Set(theirs).size).toBeGreaterThan(40);
  });
});
