/** Parties, platforms and exchanges by what people type of them. */
import { findArguments, Found, limitIn, prefixOf, requireOperator, soughtIn } from '@chargesphere/chassis';
import type { Pool } from 'pg';
import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import { isExchangeId } from './exchange.rules.js';
import type { ExchangeStore } from './exchange.store.js';
import { knownPrincipal, type PartiesContext } from './parties.context.js';

/** Parties and platforms looked at. */
const WALK = 200;

@Resolver()
export class FindResolver {
  constructor(
    private readonly pool: Pool,
    private readonly exchanges: ExchangeStore,
  ) {}

  @Query(() => [Found], {
    description: 'Parties one may see whose ref or id begins with a text, or whose name contains it.',
  })
  async findParties(
    @Ctx() context: PartiesContext,
    @Arg('text', () => String, findArguments.text) text: string,
    @Arg('limit', () => Int, findArguments.limit) limit: number,
  ): Promise<Found[]> {
    knownPrincipal(context.caller);
    const most = limitIn(limit);
    const sought = soughtIn(text);
    if (sought === undefined) return [];
    const prefix = prefixOf(sought);
    const { rows } = await this.pool.query<{ key: string }>(
      `select key from parties.party where key like $1 or split_part(key, '/', 2) like $1 or name ilike '%' || $1
       order by key <> $2, key limit ${WALK}`,
      [prefix, sought],
    );
    const found = await context.party.loadMany(rows.map(({ key }) => key));
    return found
      .flatMap((party) => (party && !(party instanceof Error) ? [party] : []))
      .slice(0, most)
      .map(({ ref, name }) => ({ kind: 'PARTY', ref, title: name ?? ref, detail: null }));
  }

  @Query(() => [Found], {
    description: 'Platforms whose id is a text, or whose name contains it. For who works for the hub.',
  })
  async findPlatforms(
    @Ctx() { caller }: PartiesContext,
    @Arg('text', () => String, findArguments.text) text: string,
    @Arg('limit', () => Int, findArguments.limit) limit: number,
  ): Promise<Found[]> {
    requireOperator(caller);
    const most = limitIn(limit);
    const sought = soughtIn(text);
    if (sought === undefined) return [];
    const { rows } = await this.pool.query<{ id: string; name: string; status: string }>(
      `select id, name, status from parties.platform where upper(id::text) = $2 or name ilike '%' || $1
       order by name limit $3`,
      [prefixOf(sought), sought, most],
    );
    return rows.map(({ id, name, status }) => ({ kind: 'PLATFORM', ref: id, title: name, detail: status }));
  }

  @Query(() => [Found], {
    description:
      'Exchanges whose id or correlation id is a text, the newest last. Operators see all, a platform those it took part in.',
  })
  async findExchanges(
    @Ctx() { caller }: PartiesContext,
    @Arg('text', () => String, findArguments.text) text: string,
    @Arg('limit', () => Int, findArguments.limit) limit: number,
  ): Promise<Found[]> {
    knownPrincipal(caller);
    const most = limitIn(limit);
    if (soughtIn(text) === undefined) return [];
    const id = text.trim();
    const [one, others] = await Promise.all([
      isExchangeId(id) ? this.exchanges.find(caller, id.toLowerCase()) : undefined,
      this.exchanges.ofConversation(caller, id),
    ]);
    return [...(one ? [one] : []), ...others].slice(0, most).map(({ id: ref, method, url, status }) => ({
      kind: 'EXCHANGE',
      ref,
      title: `${method} ${url}`,
      detail: status,
    }));
  }
}
