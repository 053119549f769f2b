/**
 * The shape of a document: how deep, how wide, how many aliases and fields, with its fragments put in where they are
 * used. Measured on the bare syntax before it is validated, because validating and planning a document somebody made
 * to be expensive is the attack.
 */
import {
  Kind,
  type DocumentNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { Refusal } from '../http/refusal.js';

export interface ShapeLimits {
  /** Fields inside one another. Reading the schema, as tools do it, takes 15. */
  document_depth: number;
  /** Fields of one selection. */
  document_breadth: number;
  /** Fields at the root, each of which is a question of its own. */
  document_roots: number;
  /** Fields under another name: the way to ask one thing many times in one operation. */
  document_aliases: number;
  /** Fields altogether. */
  document_fields: number;
}

export interface Shape {
  depth: number;
  breadth: number;
  roots: number;
  aliases: number;
  fields: number;
}

type Definition = OperationDefinitionNode | FragmentDefinitionNode;

/** What a selection adds to the one it stands in. */
type Part = Omit<Shape, 'roots'> & { width: number };

/**
 * The first limit that each operation of the document breaks, and each fragment: one that nobody uses is refused by
 * validation, but validated first.
 */
export const shapeRefusals = (document: DocumentNode, limits: ShapeLimits): Refusal[] => {
  const measure = new Measure(document);
  return document.definitions.flatMap((definition) => {
    if (definition.kind === Kind.OPERATION_DEFINITION)
      return shapeRefusal(definition, shapeIn(measure, definition), limits) ?? [];
    if (definition.kind !== Kind.FRAGMENT_DEFINITION) return [];
    const shape = { ...shapeIn(measure, definition), roots: 0 };
    return shapeRefusal(definition, shape, limits) ?? [];
  });
};

export const shapeOf = (operation: OperationDefinitionNode, document: DocumentNode): Shape =>
  shapeIn(new Measure(document), operation);

const shapeIn = (measure: Measure, { selectionSet }: Definition): Shape => {
  const { width, ...shape } = measure.of(selectionSet);
  return { ...shape, roots: width };
};

class Measure {
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Each fragment once: a document of fragments that use each other twice would take for ever otherwise. */
  readonly #known = new Map<string, Part>();
  readonly #open = new Set<string>();

  constructor(document: DocumentNode) {
    this.#fragments = new Map(
      document.definitions
        .filter((one) => one.kind === Kind.FRAGMENT_DEFINITION)
        .map((fragment) => [fragment.name.value, fragment]),
    );
  }

  of({ selections }: SelectionSetNode): Part {
    const part: Part = { depth: 0, breadth: 0, width: 0, aliases: 0, fields: 0 };
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        const inner = selection.selectionSet ? this.of(selection.selectionSet) : NOTHING;
        part.width += 1;
        part.fields += 1 + inner.fields;
        part.aliases += (selection.alias ? 1 : 0) + inner.aliases;
        part.depth = Math.max(part.depth, 1 + inner.depth);
        part.breadth = Math.max(part.breadth, inner.breadth);
        continue;
      }
      const inner =
        selection.kind === Kind.INLINE_FRAGMENT
          ? this.of(selection.selectionSet)
          : this.#ofFragment(selection.name.value);
      part.width += inner.width;
      part.fields += inner.fields;
      part.aliases += inner.aliases;
      part.depth = Math.max(part.depth, inner.depth);
      part.breadth = Math.max(part.breadth, inner.breadth);
    }
    part.breadth = Math.max(part.breadth, part.width);
    return part;
  }

  /** Unknown fragments and circles count nothing here; validation tells of them. */
  #ofFragment(name: string): Part {
    const known = this.#known.get(name);
    if (known) return known;
    const fragment = this.#fragments.get(name);
    if (!fragment || this.#open.has(name)) return NOTHING;
    this.#open.add(name);
    const part = this.of(fragment.selectionSet);
    this.#open.delete(name);
    this.#known.set(name, part);
    return part;
  }
}

const NOTHING: Part = { depth: 0, breadth: 0, width: 0, aliases: 0, fields: 0 };

const shapeRefusal = ({ kind, name }: Definition, shape: Shape, limits: ShapeLimits): Refusal | undefined => {
  const refuse = (is: string, cure: string) =>
    new Refusal(
      400,
      'OPERATION_TOO_LARGE',
      `The ${kind === Kind.FRAGMENT_DEFINITION ? 'fragment' : 'operation'}${name ? ` ${name.value}` : ''} ${is}; ${cure}.`,
    );
  if (shape.depth > limits.document_depth)
    return refuse(
      `is ${shape.depth} fields deep and ${limits.document_depth} are allowed`,
      'ask for less depth',
    );
  if (shape.roots > limits.document_roots)
    return refuse(
      `has ${shape.roots} fields at its root and ${limits.document_roots} are allowed`,
      'send several operations',
    );
  if (shape.breadth > limits.document_breadth)
    return refuse(
      `selects ${shape.breadth} fields in one place and ${limits.document_breadth} are allowed`,
      'ask for fewer',
    );
  if (shape.aliases > limits.document_aliases)
    return refuse(
      `has ${shape.aliases} aliases and ${limits.document_aliases} are allowed`,
      'use a list field, or send several operations',
    );
  if (shape.fields > limits.document_fields)
    return refuse(
      `has ${shape.fields} fields with its fragments and ${limits.document_fields} are allowed`,
      'ask for fewer',
    );
  return undefined;
};
