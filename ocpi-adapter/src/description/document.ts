/**
 * The OpenAPI 3.1 document of what this hub answers, made of its own route tables. Next to what OpenAPI asks for,
 * every operation names the rows of the status table that it can be refused with: OCPI tells most refusals with
 * HTTP 200, so the HTTP status alone says too little (STA-002).
 */
import type { JsonSchema, OpenApiDocument } from '@chargesphere/schema';
import { openApiOf } from '@chargesphere/schema';
import type { Offer } from '../versions/offer.js';
import type { Operation } from './operations.js';
import { operationsOf } from './operations.js';
import type { ToldRefusal } from './refusals.js';
import { refusalsOf } from './refusals.js';

/** What `x-ocpi` says of an operation. */
export interface OcpiNotes {
  readonly module: string;
  readonly interface?: string;
  readonly requirements: readonly string[];
  readonly callers: readonly string[];
  readonly refusals: readonly ToldRefusal[];
}

export interface DescribedVersion {
  /** Absolute URL of everything OCPI, `https://hub.example.com/ocpi`. */
  root: string;
  versionsUrl: string;
  offer: Offer;
}

export function documentOf({ root, versionsUrl, offer }: DescribedVersion): OpenApiDocument {
  const endpoints = operationsOf(root, versionsUrl, offer);
  const document = openApiOf({
    title: 'ChargeSphere OCPI',
    version: offer.version,
    serverUrl: root,
    endpoints,
  });
  const byPlace = new Map(endpoints.map((one) => [`${one.method.toLowerCase()} ${one.path}`, one]));
  const paths = mapped(document.paths, (methods, path) =>
    mapped(methods, (operation, method) => annotated(operation, byPlace.get(`${method} ${path}`))),
  );
  return { ...document, paths };
}

function annotated(operation: JsonSchema, endpoint: Operation | undefined): JsonSchema {
  if (endpoint === undefined) return operation;
  const notes = { callers: endpoint.callers ?? [], refusals: refusalsOf(endpoint) };
  return { ...operation, 'x-ocpi': { ...(operation['x-ocpi'] as object), ...notes } };
}

const mapped = <Value, Result>(
  record: Readonly<Record<string, Value>>,
  map: (value: Value, name: string) => Result,
): Record<string, Result> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value, name)]));
