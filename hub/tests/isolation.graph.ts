/** The graph as different callers see it: whole operations through the gateway, and entities straight from subgraphs. */
import type { Caller } from '@chargesphere/schema';
import { execute, parse, type DocumentNode, type ExecutionResult } from 'graphql';
import { readConfig } from '../src/config.js';
import { readContract } from '../src/supergraph.js';
import { openSubgraphs, type OpenSubgraphs } from '../src/subgraphs.js';
import { refFor } from './isolation.arguments.js';
import { Questions, type Question } from './isolation.operations.js';
import { operator, system, type IsolationWorld } from './isolation.world.js';
import { log } from './world.js';

export type Run = (question: Question) => Promise<ExecutionResult>;

/** Plain values, as they travel. */
const plain = (result: unknown): ExecutionResult => JSON.parse(JSON.stringify(result)) as ExecutionResult;

export const as =
  ({ w }: IsolationWorld, caller: Caller): Run =>
  async ({ document, variables }) =>
    plain(await w.hub.gateway?.execute({ document, variables, caller }));

export const codesIn = ({ errors = [] }: ExecutionResult): unknown[] =>
  errors.map(({ extensions }) => extensions['code']);

/** Whoever of the two may: an operator, else the hub itself. */
export const asInsider =
  (i: IsolationWorld): Run =>
  async (question) => {
    const answer = await as(i, operator)(question);
    const isEmpty = Object.values(answer.data ?? {}).every((value) => value === null);
    return isEmpty && codesIn(answer).includes('FORBIDDEN') ? as(i, system)(question) : answer;
  };

// ---- entities

/** An entity that a subgraph can be asked for by its ref, which the gateway does while it answers others. */
export interface EntityQuestion extends Question {
  subgraph: string;
}

/** The subgraphs once more, on the same database: what the gateway asks them cannot be asked through it. */
export class Entities {
  private constructor(
    private readonly opened: OpenSubgraphs,
    readonly questions: readonly EntityQuestion[],
  ) {}

  static async open(databaseUrl: string): Promise<Entities> {
    const options = { url: databaseUrl, secret: Buffer.alloc(32), publicUrl: 'http://localhost', log };
    const opened = await openSubgraphs(readConfig({}), options);
    const questions: EntityQuestion[] = [];
    for (const [subgraph, { schema }] of opened.all) {
      const own = new Questions(schema, () => undefined);
      for (const type of entitiesIn(parse(await readContract(`${subgraph}.graphql`)))) {
        const ref = refFor(type);
        const named = schema.getType(type);
        if (!ref || !named)
          throw new Error(`No ref for the entity ${type}; give it a row in isolation.arguments.ts.`);
        const selection = own.selection(named as never, 1);
        questions.push({
          ...{ subgraph, kind: 'query', field: '_entities', name: `${type} in ${subgraph}` },
          document: `query ($all: [_Any!]!) { _entities(representations: $all) { ... on ${type} ${selection} } }`,
          variables: { all: [{ __typename: type, ref }] },
        });
      }
    }
    return new Entities(opened, questions);
  }

  readonly as =
    (caller: Caller) =>
    async ({ subgraph, document, variables }: EntityQuestion): Promise<ExecutionResult> => {
      const asked = [...this.opened.all].find(([name]) => name === subgraph)?.[1];
      if (!asked) throw new Error(`There is no subgraph ${subgraph}.`);
      const { schema } = asked;
      return plain(
        await execute({
          schema,
          document: parse(document),
          variableValues: variables,
          contextValue: asked.context(caller),
        }),
      );
    };

  close(): Promise<void> {
    return this.opened.close();
  }
}

/** Types with a key that the subgraph resolves itself. */
const entitiesIn = ({ definitions }: DocumentNode): string[] =>
  definitions.flatMap((definition) => {
    if (definition.kind !== 'ObjectTypeDefinition') return [];
    const keys = definition.directives?.filter(({ name }) => name.value === 'key') ?? [];
    const isStub = keys.every(({ arguments: given = [] }) =>
      given.some(({ name }) => name.value === 'resolvable'),
    );
    return keys.length > 0 && !isStub ? [definition.name.value] : [];
  });
