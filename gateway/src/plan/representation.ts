/**
 * What a subgraph is told of an entity so that it finds it: its type, its key, and what else its fields require.
 * Read off the data at hand by the plan's `requires`, compiled.
 */
import type { QueryPlanSelectionNode } from '@apollo/query-planner';
import type { GraphQLSchema } from 'graphql';
import { mergeInto, own, type Tree } from './merge.js';
import { isObjectOfType } from './rewrites.js';

/** The representation, or null when something it needs was not answered. */
export type Reading = (entity: Tree) => Tree | null;

type Step = (entity: Tree, into: Tree) => boolean;

export const compileRequires = (
  schema: GraphQLSchema,
  selections: readonly QueryPlanSelectionNode[],
): Reading => {
  const steps = selections.map((selection) => compileStep(schema, selection));
  return (entity) => {
    const representation = Object.create(null) as Tree;
    for (const step of steps) if (!step(entity, representation)) return null;
    return representation;
  };
};

/** False when the representation cannot be made. */
const compileStep = (schema: GraphQLSchema, selection: QueryPlanSelectionNode): Step => {
  if (selection.kind === 'InlineFragment') {
    const { typeCondition, selections } = selection;
    if (!typeCondition) return () => true;
    const read = compileRequires(schema, selections);
    return (entity, into) => {
      if (!isObjectOfType(schema, entity, typeCondition)) return true;
      const part = read(entity);
      if (part) mergeInto(into, part);
      return true;
    };
  }
  const name = selection.alias ?? selection.name;
  const read = selection.selections && compileRequires(schema, selection.selections);
  const readOne = (value: unknown): unknown => (read && value !== null ? read(value as Tree) : value);
  return (entity, into) => {
    const value = own(entity, name);
    if (value === undefined) return false;
    into[name] = Array.isArray(value) ? value.map(readOne) : readOne(value);
    return true;
  };
};

/**
 * Equal for representations that ask the same, undefined when telling would cost more than asking twice: keys are
 * short strings, what `@requires` adds may be a whole document.
 */
export const identityOf = (representation: Tree): string | undefined => {
  let identity = '';
  for (const key in representation) {
    const value = representation[key];
    if (typeof value !== 'string' && typeof value !== 'number') return undefined;
    // A length before each part: no two lists of parts give the same text.
    identity += `${key}${typeof value === 'string' ? `"${value.length}:` : '='}${value};`;
  }
  return identity;
};
