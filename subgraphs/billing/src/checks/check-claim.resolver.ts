/**
 * The work of checking, for the hub itself: it takes CDRs that are due, brings together what the other subgraphs know
 * of them, and hands it back. Subgraphs do not ask each other.
 */
import {
  ConnectorStub,
  documentScalar,
  LocationStub,
  PartyStub,
  requireSystem,
  stub,
  type DomainEvent,
  type Stub,
} from '@chargesphere/chassis';
import { foldRef, Problem, refOf, type CDR } from '@chargesphere/schema';
import {
  Arg,
  Ctx,
  Field,
  FieldResolver,
  ID,
  InputType,
  Int,
  Mutation,
  ObjectType,
  Resolver,
  Root,
  Subscription,
} from 'type-graphql';
import type { BillingContext } from '../billing.context.js';
import { cdrRef, sessionOf } from '../cdr.kind.js';
import { CdrDocument, SessionWithCdrs } from '../cdr.types.js';
import type { CdrCheckStore, Claimed } from './cdr-check.store.js';
import type { CdrFacts } from './facts.js';

/** CDRs taken at a time. */
export const CLAIM_MAX = 100;
/** Sessions told at a time. */
const SESSIONS_MAX = 1_000;

const TokenStub = stub('Token', 'What a driver identifies with.');

const CdrFactsDocument = documentScalar(
  'CdrFactsDocument',
  'What the other subgraphs know about a CDR, by session, token, location, connector, version (of its CPO) and tariffs.',
);

@ObjectType({ description: 'A CDR that this caller is to check, and what it is about. For the hub itself.' })
class CdrCheckClaim {
  @Field(() => ID, { description: 'Names the claim; what was found is taken under it only.' })
  declare claim: string;

  @Field(() => CdrDocument, { description: 'The CDR.' })
  declare document: CDR;
}

@InputType({ description: 'What is known about a CDR that was claimed. For the hub itself.' })
class CdrFactsInput {
  @Field(() => ID, { description: 'The claim.' })
  declare claim: string;

  @Field(() => ID, { description: 'Ref of the CDR.' })
  declare ref: string;

  @Field(() => CdrFactsDocument, { description: 'The facts.' })
  declare facts: CdrFacts;
}

@Resolver(() => CdrCheckClaim)
export class CheckClaimResolver {
  constructor(private readonly checks: CdrCheckStore) {}

  @Mutation(() => [CdrCheckClaim], {
    description:
      'Takes CDRs that are due to be checked, the longest first, for a minute. For the hub itself.',
  })
  claimCdrChecks(
    @Ctx() { caller }: BillingContext,
    @Arg('limit', () => Int, { description: `How many at the most, up to ${CLAIM_MAX}.` }) limit: number,
  ): Promise<Claimed[]> {
    requireSystem(caller);
    return this.checks.claim(Math.min(Math.max(limit, 1), CLAIM_MAX));
  }

  @Mutation(() => Int, {
    description:
      'Checks CDRs that were claimed by what is known about them; returns how many were. For the hub itself.',
  })
  settleCdrChecks(
    @Ctx() { caller }: BillingContext,
    @Arg('known', () => [CdrFactsInput], { description: 'What is known about each.' }) known: CdrFactsInput[],
  ): Promise<number> {
    requireSystem(caller);
    if (known.length > CLAIM_MAX)
      throw new Problem('INVALID_INPUT', `No more than ${CLAIM_MAX} CDRs are claimed at a time.`);
    return this.checks.settle(known);
  }

  @Mutation(() => Int, {
    description:
      'Has CDRs checked again that came before their Sessions, which have ended now; returns how many. For the hub itself.',
  })
  recheckCdrsOf(
    @Ctx() { caller }: BillingContext,
    @Arg('sessions', () => [ID], { description: `Refs of the Sessions, ${SESSIONS_MAX} at the most.` })
    sessions: string[],
  ): Promise<number> {
    requireSystem(caller);
    if (sessions.length > SESSIONS_MAX)
      throw new Problem('INVALID_INPUT', `Name no more than ${SESSIONS_MAX} Sessions at a time.`);
    return this.checks.recheckOf(sessions);
  }

  @Subscription(() => Boolean, {
    description: 'Whenever CDRs may be due to be checked, from now on. For the hub itself.',
    subscribe: ({ context }) => {
      const { caller, watchDue } = context as BillingContext;
      requireSystem(caller);
      return watchDue();
    },
  })
  cdrChecksDue(@Root() _: DomainEvent): boolean {
    return true;
  }

  @FieldResolver(() => SessionWithCdrs, { nullable: true, description: 'The Session billed.' })
  session(@Root() { document }: Claimed): Stub | null {
    const ref = sessionOf(document);
    return ref === undefined ? null : { ref };
  }

  @FieldResolver(() => TokenStub, { nullable: true, description: 'The Token used.' })
  token(@Root() { document: { cdr_token } }: Claimed): Stub {
    const { country_code, party_id, uid, type } = cdr_token;
    return { ref: refOf(country_code, party_id, uid, type) };
  }

  @FieldResolver(() => LocationStub, { nullable: true, description: 'The Location.' })
  location(@Root() { document: { country_code, party_id, cdr_location } }: Claimed): Stub {
    return { ref: refOf(country_code, party_id, cdr_location.id) };
  }

  @FieldResolver(() => ConnectorStub, { nullable: true, description: 'The Connector.' })
  connector(@Root() { document: { country_code, party_id, cdr_location } }: Claimed): Stub {
    const { id, evse_uid, connector_id } = cdr_location;
    return { ref: refOf(country_code, party_id, id, evse_uid, connector_id) };
  }

  @FieldResolver(() => PartyStub, { description: 'Its CPO.' })
  cpo(@Root() { document: { country_code, party_id } }: Claimed): Stub {
    return { ref: refOf(country_code, party_id) };
  }

  @FieldResolver(() => ID, { description: 'Ref of the CDR, in capitals.' })
  ref(@Root() { document }: Claimed): string {
    return foldRef(cdrRef(document));
  }
}
