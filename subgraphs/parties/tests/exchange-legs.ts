/** Legs as the adapter reports them, each test saying only what matters to it. */
import { randomUUID } from 'node:crypto';
import { system, type World } from './world.js';

export const idAt = (instant: Date): string => {
  const time = instant.getTime().toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
};

export type LegData = Record<string, unknown> & { id: string };

export const legAt = (at: Date, more: object = {}): LegData => {
  const id = idAt(at);
  const body = { state: 'NONE', bytes: 0, text: null };
  return {
    id,
    startedAt: at.toISOString(),
    duration_ms: 12.5,
    direction: 'IN',
    mode: 'HUB',
    platformId: null,
    from: 'NL/TNM',
    to: null,
    module: 'sessions',
    method: 'PUT',
    url: '/ocpi/2.3.0/receiver/sessions/NL/TNM/101',
    isUrlMasked: false,
    http: 200,
    ocpi: 1000,
    failure: null,
    requestId: `r-${id}`,
    correlationId: `c-${id}`,
    cause: null,
    replayOf: null,
    version: '2.3.0',
    violations: [],
    violationCount: 0,
    requestHeaders: { 'x-request-id': 'r' },
    responseHeaders: {},
    request: { state: 'KEPT', bytes: 10, text: '{"id":"1"}' },
    response: body,
    ...more,
  };
};

export const record = async (world: World, ...legs: object[]): Promise<number> =>
  (
    await world.ask<{ recordExchanges: number }>(
      system,
      'mutation Record($legs: [JSON!]!) { recordExchanges(legs: $legs) }',
      { legs },
    )
  ).recordExchanges;

export interface Shown {
  id: string;
  url: string;
  status: string;
  [field: string]: unknown;
}

const FIELDS = 'id url status';

export const listed = async (
  world: World,
  caller: Parameters<World['ask']>[0],
  filter: object = {},
  page: object = {},
  fields = FIELDS,
): Promise<{ items: Shown[]; next: string | null; total: number }> =>
  (
    await world.ask<{ exchanges: { items: Shown[]; next: string | null; total: number } }>(
      caller,
      `query List($filter: ExchangeFilter, $page: PageInput) {
        exchanges(filter: $filter, page: $page) { items { ${fields} } next total }
      }`,
      { filter, page },
    )
  ).exchanges;
