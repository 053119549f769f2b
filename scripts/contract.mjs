// Records the graph as clients see it in docs/graph/schema.graphql: what the next changes are measured against. Run
// it when a version is released (after `npm run build`); what was declared to break for it is done with then.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { publicSchema } from '../gateway/dist/src/index.js';

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const supergraph = readFileSync(process.argv[2] ?? at('schema/supergraph/supergraph.graphql'), 'utf8');
writeFileSync(
  at('docs/graph/schema.graphql'),
  `${printSchema(lexicographicSortSchema(publicSchema(supergraph)))}\n`,
);
writeFileSync(at('docs/graph/breaking-changes.json'), '[]\n');
console.log('Wrote docs/graph/schema.graphql; docs/graph/breaking-changes.json is empty again.');
