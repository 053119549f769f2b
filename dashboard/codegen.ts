/**
 * How the typed client is made: the operations in `src/graph/*.graphql` against the graph's committed contract, by
 * GraphQL Code Generator. What comes out is committed, in `generated/`; a test makes it anew and compares, so it cannot
 * go stale. `npm run generate -w dashboard` writes it.
 */
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Supergraph } from '@apollo/federation-internals';
import type { CodegenConfig } from '@graphql-codegen/cli';
import { addTypenameSelectionDocumentTransform } from '@graphql-codegen/client-preset';
import { printSchema } from 'graphql';

export const folder = dirname(fileURLToPath(import.meta.url));

/** The schema as clients see it, without the marks of federation. */
export const publicSdl = (): string => {
  const supergraph = readFileSync(
    fileURLToPath(import.meta.resolve('@chargesphere/schema/supergraph/supergraph.graphql')),
    'utf8',
  );
  return printSchema(Supergraph.build(supergraph).apiSchema().toGraphQLJSSchema());
};

/** OCPI documents travel whole, in OCPI's own spelling: they are the types of the specification's tables. */
const ocpiDocuments = {
  CdrDocument: 'CDR',
  ClientInfoDocument: 'ClientInfo',
  ConnectorDocument: 'Connector',
  CredentialsDocument: 'Credentials',
  EvseDocument: 'EVSE',
  InvoiceReconciliationDocument: 'InvoiceReconciliationRecord',
  LocationDocument: 'Location',
  SessionDocument: 'Session',
  TariffDocument: 'Tariff',
  TokenDocument: 'Token',
};

/** Objects of the hub's own parts, which no page reads. */
const inner = ['AuditEntryDocument', 'CdrFactsDocument', 'StatementDocument', 'StatementLineDocument'];

const config: CodegenConfig = {
  schema: publicSdl(),
  documents: `${folder}/src/graph/*.graphql`,
  generates: {
    [`${folder}/generated/`]: {
      preset: 'client',
      // The pages' cache knows objects by their type and key.
      documentTransforms: [addTypenameSelectionDocumentTransform],
      presetConfig: {
        fragmentMasking: false,
        // Texts by their hash, for a hub that executes the operations of its own apps only.
        persistedDocuments: true,
      },
      config: {
        documentMode: 'string', // no parser of GraphQL in the browser
        enumType: 'string-literal',
        useTypeImports: true,
        immutableTypes: true,
        strictScalars: true, // a scalar nobody thought of is an error here, not an `any` there
        importExtension: '.js',
        scalars: {
          ID: 'string',
          DateTime: 'string', // ISO 8601, in UTC
          Decimal: 'string', // exact, as amounts of money have to be
          JSON: 'unknown',
          DocumentPatch: 'Record<string, unknown>',
          ...Object.fromEntries(
            Object.entries(ocpiDocuments).map(([name, table]) => [
              name,
              `@chargesphere/schema#${table} as Ocpi${table}`,
            ]),
          ),
          ...Object.fromEntries(inner.map((name) => [name, 'Record<string, unknown>'])),
        },
      },
    },
  },
};

export default config;
