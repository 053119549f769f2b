/**
 * Recorded HTTP legs (HUB-064). Written in batches, a batch by one statement with the event that tells of it; read
 * newest first. A platform sees the legs it took part in and no others (HUB-034).
 */
import {
  and,
  raw,
  sql,
  PAGE_MAX,
  unauthenticated,
  type DomainEvent,
  type Outbox,
  type Page,
  type PageInput,
  type Sql,
} from '@chargesphere/chassis';
import type { Caller } from '@chargesphere/schema';
import { Problem } from '@chargesphere/schema';
import type { Pool } from 'pg';
import { EXCHANGES_RECORDED } from './exchange.events.js';
import { conditionOf, cursorOf, idIn, type ExchangeFilter } from './exchange.filter.js';
import { LEGS_MAX, columnOf, rowOf, type ExchangeRow } from './exchange.intake.js';
import { instantOfId, isExchangeId, type BodyState } from './exchange.rules.js';
import type { Exchange, ExchangeViolation } from './exchange.types.js';
import { between } from './record-bounds.js';
import { BIN_OF } from './traffic.rules.js';

/** What an exchange carried. */
export interface ExchangeContent {
  id: string;
  requestHeaders: Record<string, string>;
  responseHeaders: Record<string, string>;
  requestState: BodyState;
  request: string | null;
  responseState: BodyState;
  response: string | null;
  violations: ExchangeViolation[];
}

/** Legs of one conversation that are shown at the most: a broadcast to all of a large hub, and some more. */
export const CONVERSATION_MAX = 1000;

type Columns = Partial<Record<keyof ExchangeRow, string>>;

/** In the order of the tables' columns. */
const FACTS = {
  at: 'timestamptz',
  id: 'uuid',
  duration_ms: 'double precision',
  direction: 'text',
  mode: 'text',
  platform_id: 'uuid',
  from_party: 'text',
  to_party: 'text',
  module: 'text',
  method: 'text',
  url: 'text',
  is_url_masked: 'boolean',
  http: 'smallint',
  ocpi: 'integer',
  status: 'text',
  failure_kind: 'text',
  failure: 'text',
  request_id: 'text',
  correlation_id: 'text',
  cause: 'text',
  replay_of: 'uuid',
  version: 'text',
  request_bytes: 'integer',
  response_bytes: 'integer',
  violation_count: 'integer',
  note: 'text',
} satisfies Columns;
const CONTENT = {
  request_headers: 'jsonb',
  response_headers: 'jsonb',
  request_state: 'text',
  request: 'text',
  response_state: 'text',
  response: 'text',
  violations: 'jsonb',
} satisfies Columns;

const names = [...Object.keys(FACTS), ...Object.keys(CONTENT)] as (keyof ExchangeRow)[];
const arrays = Object.values({ ...FACTS, ...CONTENT }).map(
  (type, i) => `string_to_array($${i + 1}, E'\\x01', E'\\x02')::${type}[]`,
);

/**
 * A batch that is written again, because its first answer was lost, is kept and counted once. The values of each column come as one text
 * (see columnOf): a third less work for PostgreSQL than one JSON text for all, and none for escaping them here.
 */
const INSERT = {
  name: 'record exchanges',
  text: `with leg as materialized (
      select * from unnest(${arrays.join(', ')}) as t(${names.join(', ')})),
    content as (
      insert into parties.exchange_content
      select at, id, ${Object.keys(CONTENT).join(', ')} from leg on conflict do nothing),
    recorded as (
      insert into parties.exchange select ${Object.keys(FACTS).join(', ')} from leg on conflict do nothing
      returning id, at, platform_id, from_party, to_party, module, direction, duration_ms, status),
    -- In the order of the key: batches of several nodes would wait for each other crosswise.
    counted as (
      insert into parties.exchange_minute as t
      select date_trunc('minute', at), coalesce(platform_id, '00000000-0000-0000-0000-000000000000'),
        coalesce(case direction when 'IN' then from_party else to_party end, '') collate "C",
        coalesce(module, '') collate "C", direction collate "C", ${BIN_OF},
        count(*), count(*) filter (where status <> 'OK'), max(at)
      from recorded group by 1, 2, 3, 4, 5, 6 order by 1, 2, 3, 4, 5, 6
      on conflict (minute, platform_id, party, module, direction, bin) do update set
        count = t.count + excluded.count, failed = t.failed + excluded.failed,
        last_at = greatest(t.last_at, excluded.last_at))
    insert into parties.outbox (topic, ref, owner, detail, node)
    select $${names.length + 1}, max(id::text), '', jsonb_agg(id), $${names.length + 2}
    from recorded having count(*) > 0
    returning id::text as id, ref, detail`,
};

const SELECTED = raw(`id, duration_ms as "durationMs", direction, mode, platform_id as "platformId",
  from_party as "from", to_party as "to", module, method, url, is_url_masked as "isUrlMasked", http, ocpi, status,
  failure_kind, failure, request_id as "requestId", correlation_id as "correlationId", cause,
  replay_of as "replayOf", version, request_bytes as "requestBytes", response_bytes as "responseBytes",
  violations as "violationCount", note`);

type Row = Omit<Exchange, 'failure' | 'startedAt'> & { failure_kind: string | null; failure: string | null };

export class ExchangeStore {
  constructor(
    private readonly pool: Pool,
    private readonly outbox: Outbox,
  ) {}

  /** How many of them were new. */
  async record(legs: readonly unknown[]): Promise<number> {
    between(legs.length, 0, LEGS_MAX, 'legs.length');
    if (legs.length === 0) return 0;
    const rows = legs.map(rowOf);
    const columns = names.map((name) => columnOf(rows.map((row) => row[name])));
    const values = [...columns, EXCHANGES_RECORDED, this.outbox.node];
    const result = await this.pool.query<{ id: string; ref: string; detail: string[] }>({
      ...INSERT,
      values,
    });
    const [told] = result.rows;
    if (!told) return 0;
    const event: DomainEvent = {
      id: told.id,
      topic: EXCHANGES_RECORDED,
      ref: told.ref,
      addressee: '',
      owner: '',
      document: undefined,
      detail: told.detail,
    };
    this.outbox.publish([event]);
    return told.detail.length;
  }

  /** Newest first. */
  async page(
    caller: Caller,
    filter: ExchangeFilter | null | undefined,
    page: PageInput | null | undefined,
  ): Promise<Page<Exchange>> {
    const limit = between(page?.limit ?? 20, 1, PAGE_MAX, 'page.limit');
    const where = and([ownLegs(caller), conditionOf(filter)]);
    const last = page?.after ? idIn(page.after) : undefined;
    const below = last === undefined ? undefined : sql`(at, id) < (${instantOfId(last)}, ${last}::uuid)`;
    const found = await this.#list(and([where, below]), 'desc', limit + 1);
    const items = found.slice(0, limit);
    const end = items.at(-1);
    return {
      items,
      next: found.length > limit && end ? cursorOf(end.id) : null,
      total: async () => {
        const { text, values } =
          sql`select count(*)::integer as total from parties.exchange where ${where}`.toQuery();
        const { rows } = await this.pool.query<{ total: number }>(text, values);
        return rows[0]?.total ?? 0;
      },
    };
  }

  async find(caller: Caller, id: string): Promise<Exchange | undefined> {
    return (await this.among(caller, [id]))[0];
  }

  /** Those of them that the caller may see and that fit, in the order of time. */
  async among(caller: Caller, ids: readonly string[], filter?: ExchangeFilter | null): Promise<Exchange[]> {
    const known = ids.filter(isExchangeId);
    if (known.length === 0) return [];
    return this.#list(and([ownLegs(caller), byIds(known), conditionOf(filter)]), 'asc', known.length);
  }

  /** In the order of time; one more than are shown when there are too many. */
  ofConversation(caller: Caller, correlationId: string): Promise<Exchange[]> {
    const where = and([ownLegs(caller), sql`correlation_id = ${correlationId}`]);
    return this.#list(where, 'asc', CONVERSATION_MAX + 1);
  }

  /** What they carried, in the order asked for; undefined for what is no longer kept. Whoever asks saw the legs. */
  async contents(ids: readonly string[]): Promise<(ExchangeContent | undefined)[]> {
    const { text, values } = sql`select id, request_headers as "requestHeaders",
      response_headers as "responseHeaders", request_state as "requestState", request,
      response_state as "responseState", response, violations
      from parties.exchange_content where ${byIds(ids)}`.toQuery();
    const { rows } = await this.pool.query<ExchangeContent>(text, values);
    const found = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => found.get(id));
  }

  /** The newest change the hub sent to the same address after this one, if any. */
  async supersededBy({ id, startedAt, platformId, url }: Exchange): Promise<Exchange | undefined> {
    const where = sql`platform_id = ${platformId} and at >= ${startedAt} and id > ${id} and url = ${url}
      and direction = 'OUT' and method <> 'GET' and status = 'OK'`;
    return (await this.#list(where, 'desc', 1))[0];
  }

  async #list(where: Sql, order: 'asc' | 'desc', limit: number): Promise<Exchange[]> {
    const by = raw(`order by at ${order}, id ${order} limit ${limit}`);
    const { text, values } = sql`select ${SELECTED} from parties.exchange where ${where} ${by}`.toQuery();
    const { rows } = await this.pool.query<Row>(text, values);
    return rows.map(({ failure_kind, failure, ...row }) => ({
      ...row,
      startedAt: instantOfId(row.id),
      failure: failure_kind === null ? null : { kind: failure_kind, message: failure ?? '' },
    }));
  }
}

/** Ids tell their instant, so that only the days they lie in are opened. */
const byIds = (ids: readonly string[]): Sql => {
  const instants = ids.map((id) => instantOfId(id).getTime());
  const [first, last] = [new Date(Math.min(...instants)), new Date(Math.max(...instants))];
  return sql`(at between ${first} and ${last} and id = any(${ids}::uuid[]))`;
};

/** HUB-034: a platform has part in what lies between it and the hub. */
export const ownLegs = ({ principal }: Caller): Sql | undefined => {
  switch (principal.kind) {
    case 'system':
    case 'operator':
      return undefined;
    case 'platform':
      return sql`platform_id = ${principal.platformId}`;
    case 'anonymous':
      throw unauthenticated();
    default:
      return principal satisfies never;
  }
};

export const noExchange = (id: string): Problem =>
  new Problem(
    'NOT_FOUND',
    `There is no exchange ${JSON.stringify(id)}; take an id from the list of exchanges.`,
  );
