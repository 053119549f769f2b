/**
 * What the route tables answer: every path and method below the endpoints of an offer. The tables are functions, so
 * they are asked, with every path that the words and ids of a module can make; a module that is added is found by
 * itself, and the description cannot promise what nobody answers (VER-010 asks the same of the version details).
 */
import type { EndpointFact, Field, PathSegment } from '@chargesphere/schema';
import { endpointFacts, pathSegments } from '@chargesphere/schema';
import type { DataEndpoint, DataResource, Endpoint, Method } from '../transport/endpoint.js';
import { methods } from '../transport/endpoint.js';
import { Refusal } from '../transport/status.js';

/** One method at one path below an endpoint's URL. */
export interface AnsweredRoute {
  method: Method;
  path: readonly PathSegment[];
}

/** Deeper than any path of OCPI: payments, bookings and locations have five segments at most. */
const DEEPEST = 5;
/** An id that everybody takes for one, modules included that make their own URLs from UUIDs (CDR-004, CMD-010). */
const ANY_ID = '00000000-0000-4000-8000-000000000000';

/** What may stand at one place of a path, and what is asked in its stead. */
interface Choice {
  segment: PathSegment;
  asked: string;
}

/** An id that only some words can be, such as the name of a command, is asked with one of them. */
const wordFor = (field: Field | undefined): string | undefined =>
  field?.type.kind === 'enum' ? field.type.values[0] : undefined;

/** Ids first: a word is only told where an id in its place would not do. */
function choicesOf(module: string): Choice[] {
  const choices = new Map<string, Choice>([[ANY_ID, { segment: { id: 'id' }, asked: ANY_ID }]]);
  for (const { path = '', parameters = {} } of factsOf(module))
    for (const segment of pathSegments(path).segments) {
      const asked = 'word' in segment ? segment.word : wordFor(parameters[segment.id]);
      if (asked !== undefined) choices.set(asked, { segment, asked });
    }
  return [...choices.values()];
}

const factsOf = (module: string): EndpointFact[] => endpointFacts.filter((fact) => fact.module === module);

/** All paths of a length, those with ids before those with words. */
const pathsOf = (choices: readonly Choice[], length: number): Choice[][] =>
  length === 0
    ? [[]]
    : pathsOf(choices, length - 1).flatMap((path) => choices.map((choice) => [...path, choice]));

/** Every method at every path that the endpoint answers. Pure, like the route tables it asks. */
export function answeredRoutes(endpoint: Endpoint): AnsweredRoute[] {
  if (endpoint.kind === 'configuration')
    return answeredIn(endpoint).map((method): AnsweredRoute => ({ method, path: [] }));
  const choices = choicesOf(endpoint.module);
  const found: { path: Choice[]; answers: string }[] = [];
  const routes: AnsweredRoute[] = [];
  for (let length = 0; length <= DEEPEST; length += 1)
    for (const path of pathsOf(choices, length)) {
      const resource = resourceAt(endpoint, path);
      if (resource === undefined) continue;
      const answered = answeredIn(resource);
      const answers = answered.join();
      if (found.some((other) => other.answers === answers && isSpecialOf(path, other.path))) continue;
      found.push({ path, answers });
      routes.push(...answered.map((method) => ({ method, path: path.map(({ segment }) => segment) })));
    }
  return routes;
}

const answeredIn = ({ answers }: { answers: Partial<Record<Method, unknown>> }): Method[] =>
  methods.filter((method) => answers[method] !== undefined);

/** The resource, or undefined where the endpoint says that there is none. */
function resourceAt(endpoint: DataEndpoint, path: readonly Choice[]): DataResource | undefined {
  try {
    return endpoint.at(path.map(({ asked }) => asked));
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

/** The same path but for words where the other one takes any id. */
const isSpecialOf = (path: readonly Choice[], other: readonly Choice[]): boolean =>
  path.length === other.length &&
  other.every(({ asked }, at) => asked === ANY_ID || asked === path[at]?.asked);
