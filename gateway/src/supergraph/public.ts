/** The schema as clients see it: the supergraph without the marks of federation. */
import { Supergraph } from '@apollo/federation-internals';
import type { GraphQLSchema } from 'graphql';

export const publicSchema = (supergraph: string): GraphQLSchema =>
  Supergraph.build(supergraph).apiSchema().toGraphQLJSSchema();
