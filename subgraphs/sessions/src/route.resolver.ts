/** Where messages without a receiver belong, as far as stored documents tell (RTE-049). */
import { requireSystem, sql, type DocumentStore } from '@chargesphere/chassis';
import { foldRef, refOf, type Session } from '@chargesphere/schema';
import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import type { SessionsContext } from './session.context.js';
import { SessionDocument } from './session.types.js';
import type { TokenIssuers } from './token.issuers.js';

/** Sessions of one id: more than one is ambiguous already. */
const HITS_MAX = 10;

@Resolver()
export class RouteResolver {
  constructor(
    private readonly sessions: DocumentStore<Session>,
    private readonly issuers: TokenIssuers,
  ) {}

  @Query(() => [ID], {
    description:
      'Refs of the parties that issued a token; more than one when several use the same uid (HUB-042). For the hub itself.',
  })
  tokenIssuers(
    @Arg('uid', () => String, { description: 'What the reader sees; case does not matter.' }) uid: string,
    @Arg('type', () => String, { description: 'Kind of token.' }) type: string,
    @Ctx() { caller }: SessionsContext,
  ): Promise<string[]> {
    requireSystem(caller);
    return this.issuers.of(uid, type);
  }

  @Query(() => [SessionDocument], {
    description: 'Every Session you may see that has this id, whatever its CPO; more than one is ambiguous.',
  })
  async sessionDocumentsById(
    @Arg('id', () => String, { description: "The CPO's id of the Session; case does not matter." })
    id: string,
    @Ctx() { caller }: SessionsContext,
  ): Promise<object[]> {
    const hasId = sql`substring(t.ref from '[^/]*$') = ${foldRef(refOf(id))}`;
    const found = await this.sessions.list(caller, { where: [hasId], limit: HITS_MAX });
    return found.map(({ document }) => document);
  }
}
