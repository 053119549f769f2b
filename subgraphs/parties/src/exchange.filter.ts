/** Which exchanges, as people ask for them and as SQL. */
import { and, DateTime, or, sql, type Sql } from '@chargesphere/chassis';
import { foldRef, Problem } from '@chargesphere/schema';
import { Field, Float, ID, InputType, Int } from 'type-graphql';
import {
  isExchangeId,
  type ExchangeDirection,
  type ExchangeMode,
  type ExchangeStatus,
} from './exchange.rules.js';
import { ExchangeDirectionEnum, ExchangeModeEnum, ExchangeStatusEnum } from './exchange.types.js';
import { isPlatformId } from './platform.store.js';

@InputType({ description: 'Which exchanges; what is left out does not matter.' })
export class ExchangeFilter {
  @Field(() => ID, { nullable: true, description: 'Only with this platform.' })
  declare platformId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only with this party in FROM or TO, by its ref.' })
  declare party?: string | null;

  @Field(() => String, { nullable: true, description: 'Only of this module, such as `sessions`.' })
  declare module?: string | null;

  @Field(() => String, { nullable: true, description: 'Only with this HTTP method.' })
  declare method?: string | null;

  @Field(() => ExchangeDirectionEnum, {
    nullable: true,
    description: 'Only those somebody on this side began.',
  })
  declare direction?: ExchangeDirection | null;

  @Field(() => ExchangeModeEnum, {
    nullable: true,
    description: 'Only those that were sent on their way like this.',
  })
  declare mode?: ExchangeMode | null;

  @Field(() => [ExchangeStatusEnum], {
    nullable: true,
    description: 'Only those that ended in one of these ways.',
  })
  declare status?: ExchangeStatus[] | null;

  @Field(() => Int, { nullable: true, description: 'Only with this HTTP status.' })
  declare httpStatus?: number | null;

  @Field(() => Int, { nullable: true, description: 'Only with this OCPI status.' })
  declare ocpiStatus?: number | null;

  @Field(() => ID, { nullable: true, description: 'Only with this `X-Correlation-ID`.' })
  declare correlationId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only with this `X-Request-ID`.' })
  declare requestId?: string | null;

  @Field(() => DateTime, { nullable: true, description: 'Only those that began at or after this instant.' })
  declare since?: string | null;

  @Field(() => DateTime, { nullable: true, description: 'Only those that began before this instant.' })
  declare until?: string | null;

  @Field(() => Float, { nullable: true, description: 'Only those that took longer, milliseconds.' })
  declare slowerThanMs?: number | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'true: only documents refused for violations; false: only the others.',
  })
  declare withViolations?: boolean | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Only those whose URL or failure contains this, without regard to case. Name a time range with it.',
  })
  declare text?: string | null;
}

/** What is no id of ours matches nothing. */
const nothing = sql`false`;

export const conditionOf = (filter: ExchangeFilter | null | undefined): Sql =>
  and(filter ? conditionsOf(filter) : []);

const conditionsOf = (filter: ExchangeFilter): (Sql | undefined)[] => {
  const { platformId, status, httpStatus, ocpiStatus, slowerThanMs, withViolations } = filter;
  const given = <T>(value: T | null | undefined, condition: (value: T) => Sql): Sql | undefined =>
    value === null || value === undefined ? undefined : condition(value);
  return [
    given(platformId, (id) => (isPlatformId(id) ? sql`platform_id = ${id}` : nothing)),
    given(filter.party, (party) => {
      const ref = foldRef(party);
      return or([sql`from_party = ${ref}`, sql`to_party = ${ref}`]);
    }),
    given(filter.module, (module) => sql`module = ${module.toLowerCase()}`),
    given(filter.method, (method) => sql`method = ${method.toUpperCase()}`),
    given(filter.direction, (direction) => sql`direction = ${direction}`),
    given(filter.mode, (mode) => sql`mode = ${mode}`),
    // The index of what went wrong holds nothing that went well.
    given(status, (names) =>
      names.includes('OK')
        ? sql`status = any(${names})`
        : and([sql`status <> 'OK'`, sql`status = any(${names})`]),
    ),
    given(httpStatus, (http) => sql`http = ${http}`),
    given(ocpiStatus, (ocpi) => sql`ocpi = ${ocpi}`),
    given(filter.correlationId, (id) => sql`correlation_id = ${id}`),
    given(filter.requestId, (id) => sql`request_id = ${id}`),
    given(filter.since, (instant) => sql`at >= ${instant}`),
    given(filter.until, (instant) => sql`at < ${instant}`),
    given(slowerThanMs, (least_ms) => sql`duration_ms > ${least_ms}`),
    given(withViolations, (wanted) => (wanted ? sql`violations > 0` : sql`violations = 0`)),
    given(filter.text, (text) => {
      const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
      return or([sql`url ilike ${pattern}`, sql`failure ilike ${pattern}`]);
    }),
  ];
};

/** Position in a list that begins with the newest. */
export const cursorOf = (id: string): string => Buffer.from(`x${id}`).toString('base64url');

export const idIn = (cursor: string): string => {
  const id = Buffer.from(cursor, 'base64url').toString().slice(1);
  if (isExchangeId(id)) return id;
  throw new Problem('INVALID_INPUT', `"${cursor}" is no cursor of this list; use the value of "next".`);
};
