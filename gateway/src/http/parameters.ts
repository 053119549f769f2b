/**
 * The parameters of a GraphQL request, out of a JSON body or a URL (GraphQL over HTTP, "Request Parameters"): what is
 * of another kind than the specification wants is refused with 400 and the kind it should be.
 */
import { Refusal } from './refusal.js';

export interface GraphParameters {
  /** Absent when the client names an operation the hub knows already. */
  query?: string;
  /** The id of a persisted operation. */
  documentId?: string;
  operationName?: string;
  variables?: Record<string, unknown>;
  extensions?: Record<string, unknown>;
}

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Throws a Refusal. */
export const parametersOfBody = (body: unknown): GraphParameters => {
  if (Array.isArray(body))
    throw new Refusal(400, 'INVALID_INPUT', 'Batches are not executed here; send each operation by itself.');
  if (!isMap(body))
    throw new Refusal(
      400,
      'INVALID_INPUT',
      'The body is not an object; send {"query": "…", "variables": {…}}.',
    );
  return {
    ...text(body, 'query'),
    ...text(body, 'documentId'),
    ...text(body, 'operationName'),
    ...map(body, 'variables'),
    ...map(body, 'extensions'),
  };
};

/** Of a GET: maps are written as JSON. Throws a Refusal. */
export const parametersOfSearch = (search: URLSearchParams): GraphParameters => {
  const given: Record<string, unknown> = {};
  for (const name of ['query', 'documentId', 'operationName', 'variables', 'extensions']) {
    const [value, ...more] = search.getAll(name);
    if (more.length > 0)
      throw new Refusal(400, 'INVALID_INPUT', `The URL has ${name} more than once; give it once.`);
    if (value === undefined || value === '') continue;
    given[name] = name === 'variables' || name === 'extensions' ? parsed(name, value) : value;
  }
  return parametersOfBody(given);
};

const parsed = (name: string, value: string): unknown => {
  try {
    return JSON.parse(value);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Refusal(400, 'INVALID_INPUT', `The parameter ${name} is not JSON (${why}).`);
  }
};

const text = <N extends string>(from: Record<string, unknown>, name: N): { [K in N]?: string } => {
  const value = from[name];
  if (value === undefined || value === null) return {};
  if (typeof value !== 'string')
    throw new Refusal(400, 'INVALID_INPUT', `${name} is not a text; send it as a JSON string.`);
  return { [name]: value } as { [K in N]?: string };
};

const map = <N extends string>(
  from: Record<string, unknown>,
  name: N,
): { [K in N]?: Record<string, unknown> } => {
  const value = from[name];
  if (value === undefined || value === null) return {};
  if (!isMap(value))
    throw new Refusal(400, 'INVALID_INPUT', `${name} is not a map; send it as a JSON object.`);
  return { [name]: value } as { [K in N]?: Record<string, unknown> };
};
