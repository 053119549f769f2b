/**
 * Rewrites of a plan, compiled: before a fetch they give a representation the name its subgraph knows
 * (`@interfaceObject`), after it they give back the response keys that had to be aliased. As Apollo's executor does.
 */
import type { FetchDataRewrite } from '@apollo/query-planner';
import { isAbstractType, isInterfaceType, isObjectType, type GraphQLSchema } from 'graphql';
import { own, setOwn, type Tree } from './merge.js';

export type Rewriting = (value: unknown) => void;

const FRAGMENT = '... on ';

export const compileRewrites = (
  schema: GraphQLSchema,
  rewrites: readonly FetchDataRewrite[] | undefined,
): Rewriting | undefined => {
  const all = (rewrites ?? []).flatMap((rewrite) => compileRewrite(schema, rewrite) ?? []);
  if (all.length === 0) return undefined;
  return (value) => {
    for (const rewriting of all) rewriting(value);
  };
};

const compileRewrite = (schema: GraphQLSchema, rewrite: FetchDataRewrite): Rewriting | undefined => {
  const field = rewrite.path.at(-1);
  if (field === undefined) return undefined;
  if (field.startsWith(FRAGMENT))
    throw new Error(`Unexpected fragment as last element of ${String(rewrite.path)}`);
  const change =
    rewrite.kind === 'ValueSetter'
      ? (tree: Tree) => setOwn(tree, field, rewrite.setValueTo as unknown)
      : (tree: Tree) => {
          const value = own(tree, field);
          if (!value) return;
          setOwn(tree, rewrite.renameKeyTo, value);
          tree[field] = undefined;
        };
  return rewrite.path
    .slice(0, -1)
    .reduceRight<Rewriting>((inner, element) => at(schema, element, inner), each(change));
};

const each = (change: (tree: Tree) => void): Rewriting => {
  const rewriting: Rewriting = (value) => {
    if (Array.isArray(value)) value.forEach(rewriting);
    else if (typeof value === 'object' && value !== null) change(value as Tree);
  };
  return rewriting;
};

const at = (schema: GraphQLSchema, element: string, inner: Rewriting): Rewriting => {
  if (!element.startsWith(FRAGMENT)) return each((tree) => inner(own(tree, element)));
  const type = element.slice(FRAGMENT.length);
  return each((tree) => {
    if (isObjectOfType(schema, tree, type, true)) inner(tree);
  });
};

/** Is it an object of this type, by the `__typename` it carries? */
export const isObjectOfType = (
  schema: GraphQLSchema,
  object: Tree,
  condition: string,
  whenUnknown = false,
): boolean => {
  const name = object.__typename;
  if (!name) return whenUnknown;
  if (name === condition) return true;
  const type = schema.getType(String(name));
  const conditional = schema.getType(condition);
  if (!type || !conditional || !isAbstractType(conditional)) return false;
  return (isObjectType(type) || isInterfaceType(type)) && schema.isSubType(conditional, type);
};
