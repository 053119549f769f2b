/**
 * Which fields whoever comes in by a public door may use: every coordinate of the schema (`Query.session`,
 * `Session.kwh`) is asked of the policy, and what the policy does not name is refused. The answer is worked out once
 * per document and audience, so an operation costs a lookup.
 *
 * Subgraphs guard what they resolve themselves; this is the line before, and the only one for people's roles.
 */
import type { Principal } from '@chargesphere/schema';
import {
  getNamedType,
  isAbstractType,
  isObjectType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type GraphQLSchema,
} from 'graphql';
import { Refusal } from './refusal.js';

export interface AccessPolicy {
  /** Principals of one audience may do the same; a short text, and there are few of them. */
  audienceOf(principal: Principal): string;
  /** May they use this field, `Type.field`? What nobody thought of is refused. */
  mayUse(audience: string, coordinate: string): boolean;
  /** Root fields that may be asked without being known. */
  publicFields: ReadonlySet<string>;
  /** Root fields of mutations that begin a login, and that end one. */
  loginFields: ReadonlySet<string>;
  logoutFields: ReadonlySet<string>;
}

/** Audiences remembered for one document; more than roles and scopes can make. */
const AUDIENCES_MAX = 100;

export class FieldGuard {
  readonly #coordinates = new WeakMap<DocumentNode, readonly string[]>();
  /** Per audience the first coordinate it may not use; '' when it may use all. */
  readonly #verdicts = new WeakMap<DocumentNode, Map<string, string>>();

  constructor(
    readonly policy: AccessPolicy,
    private readonly schema: () => GraphQLSchema,
  ) {}

  /** Why this document is not executed for this principal, if so. */
  refusalOf(document: DocumentNode, principal: Principal): Refusal | undefined {
    const audience = this.policy.audienceOf(principal);
    let verdicts = this.#verdicts.get(document);
    if (!verdicts || verdicts.size > AUDIENCES_MAX) {
      verdicts = new Map();
      this.#verdicts.set(document, verdicts);
    }
    let refused = verdicts.get(audience);
    if (refused === undefined) {
      refused = this.#coordinatesOf(document).find((one) => !this.policy.mayUse(audience, one)) ?? '';
      verdicts.set(audience, refused);
    }
    return refused === '' ? undefined : forbidden(refused, principal);
  }

  #coordinatesOf(document: DocumentNode): readonly string[] {
    let coordinates = this.#coordinates.get(document);
    if (!coordinates) {
      coordinates = coordinatesIn(document, this.schema());
      this.#coordinates.set(document, coordinates);
    }
    return coordinates;
  }
}

/** `Type.field` of everything the document selects, each once; of an interface those of all that implement it. */
export const coordinatesIn = (document: DocumentNode, schema: GraphQLSchema): string[] => {
  const found = new Set<string>();
  const types = new TypeInfo(schema);
  const note = ({ name }: { name: { value: string } }): void => {
    const parent = types.getParentType();
    if (!parent || parent.name.startsWith('__') || name.value.startsWith('__')) return;
    const owner = getNamedType(parent);
    const owners = isAbstractType(owner) ? schema.getPossibleTypes(owner) : [owner];
    for (const type of owners) if (isObjectType(type)) found.add(`${type.name}.${name.value}`);
  };
  visit(document, visitWithTypeInfo(types, { Field: { enter: note } }));
  return [...found];
};

const forbidden = (coordinate: string, principal: Principal): Refusal => {
  const mustChange = 'bearer' in principal && principal.bearer?.mustChangePassword;
  const cure = mustChange
    ? 'you came in by a one-time password: choose one of your own with changePassword first'
    : 'it is for others; ask an operator of the hub for the role or the scope it takes';
  return new Refusal(403, 'FORBIDDEN', `${coordinate} is not open to you: ${cure}.`);
};
