/**
 * Copies an answer as deep as its fetch selects, and no deeper: what a scalar holds may be a whole document, belongs
 * to its store, and is passed on as it is.
 */
import { Kind, type DocumentNode, type FragmentDefinitionNode, type SelectionSetNode } from 'graphql';
import type { Tree } from './merge.js';

/** By response key, the parts that have parts. */
type Parts = Map<string, Parts>;

export type AnswerCopy = (answer: Tree) => Tree;

/** For the entities of a fetch of `_entities`. */
export const compileAnswer = (document: DocumentNode): AnswerCopy => {
  const fragments = new Map<string, FragmentDefinitionNode>();
  const parts: Parts = new Map();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  for (const definition of document.definitions)
    if (definition.kind === Kind.OPERATION_DEFINITION) collect(definition.selectionSet, fragments, parts);
  const entity: Parts = parts.get('_entities') ?? new Map();
  return (answer) => copyTree(answer, entity);
};

const collect = (
  { selections }: SelectionSetNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  into: Parts,
): void => {
  for (const selection of selections) {
    if (selection.kind === Kind.FRAGMENT_SPREAD) {
      const fragment = fragments.get(selection.name.value);
      if (fragment) collect(fragment.selectionSet, fragments, into);
    } else if (selection.kind === Kind.INLINE_FRAGMENT) collect(selection.selectionSet, fragments, into);
    else if (selection.selectionSet) {
      const key = (selection.alias ?? selection.name).value;
      const inner: Parts = into.get(key) ?? new Map();
      collect(selection.selectionSet, fragments, inner);
      into.set(key, inner);
    }
  }
};

const copyTree = (tree: Tree, parts: Parts): Tree => {
  const copied = Object.create(null) as Tree;
  for (const key of Object.keys(tree)) {
    const inner = parts.get(key);
    copied[key] = inner ? copyPart(tree[key], inner) : tree[key];
  }
  return copied;
};

const copyPart = (value: unknown, parts: Parts): unknown => {
  if (Array.isArray(value)) return value.map((item) => copyPart(item, parts));
  return typeof value === 'object' && value !== null ? copyTree(value as Tree, parts) : value;
};
