/** CDRs: read, posted once by their CPO, watched as they come. */
import {
  argument,
  accepted,
  DocumentWindow,
  LocationStub,
  NEWEST_FIRST,
  pageOf,
  PageInput,
  PartyStub,
  windowOf,
  type DocumentPage,
  type DomainEvent,
  type Page,
  type Stub,
} from '@chargesphere/chassis';
import { CDR as CdrTable, refOf, type CDR, type JsonObject } from '@chargesphere/schema';
import {
  Arg,
  Args,
  ArgsType,
  Ctx,
  Field,
  FieldResolver,
  Float,
  ID,
  Mutation,
  Query,
  Resolver,
  Root,
  Subscription,
} from 'type-graphql';
import type { BillingContext } from './billing.context.js';
import { cdrRef, sessionOf } from './cdr.kind.js';
import { chargingTimeOf } from './cdr.rules.js';
import { cdrConditions } from './cdr.search.js';
import type { CdrStore } from './cdr.store.js';
import {
  CdrDocument,
  CdrDocumentPage,
  CdrEvidence,
  CdrFilter,
  CdrPage,
  CdrType,
  CdrWarning,
  PostResult,
  SessionWithCdrs,
} from './cdr.types.js';

@ArgsType()
class LiveArguments {
  @Field(() => CdrFilter, argument.filter)
  declare filter?: CdrFilter | null;
}

@Resolver(() => CdrType.cls)
export class CdrResolver {
  constructor(private readonly store: CdrStore) {}

  @Query(() => CdrType.cls, {
    nullable: true,
    description: 'One CDR by its ref, such as NL/TNM/C101; null when it is not there or not to be seen.',
  })
  cdr(
    @Arg('ref', () => ID, argument.ref) ref: string,
    @Ctx() context: BillingContext,
  ): Promise<CDR | undefined> {
    return context.cdrs.load(ref);
  }

  @Query(() => CdrPage, {
    description: 'CDRs that fulfil all conditions, in the order in which they came.',
  })
  cdrs(
    @Ctx() { caller }: BillingContext,
    @Arg('filter', () => CdrFilter, argument.filter) filter: CdrFilter | null,
    @Arg('page', () => PageInput, argument.page) page: PageInput | null,
    @Arg('newestFirst', () => Boolean, NEWEST_FIRST) isNewestFirst: boolean,
  ): Promise<Page<CDR>> {
    return pageOf(this.store.documents, caller, page, cdrConditions(filter), ({ document }) => document, {
      isNewestFirst,
    });
  }

  @Query(() => CdrDocument, { nullable: true, description: 'The document of a CDR.' })
  async cdrDocument(
    @Ctx() { caller }: BillingContext,
    @Arg('ref', () => ID, argument.ref) ref: string,
  ): Promise<object | null> {
    return (await this.store.documents.getPrinted(caller, ref)) ?? null;
  }

  @Query(() => CdrDocumentPage, {
    description: 'Whole CDRs as OCPI pages them: what the caller sent or was sent, nothing else (RTE-041).',
  })
  cdrDocuments(
    @Ctx() { caller }: BillingContext,
    @Arg('window', () => DocumentWindow, argument.window) window: DocumentWindow,
    @Arg('owner', () => ID, { nullable: true, description: 'Only objects of this party.' })
    owner: string | null,
  ): Promise<DocumentPage> {
    return windowOf(this.store.documents, caller, window, owner);
  }

  @Mutation(() => PostResult, {
    description:
      'Stores a CDR, once and for good (CDR-001). The same content again is fine, other content under the same id is refused (CDR-011).',
  })
  postCdr(
    @Ctx() { caller }: BillingContext,
    @Arg('document', () => CdrDocument, argument.document) document: JsonObject,
    @Arg('addressee', () => ID, {
      nullable: true,
      description: 'Ref of the party the message was for: that of the cdr_token (CDR-012).',
    })
    addressee: string | null,
    @Arg('addresseeRole', () => String, {
      nullable: true,
      description: 'PTP or SCSP when the addressee is sent the CDR in that role by contract (CDR-012).',
    })
    addresseeRole: string | null,
    @Arg('digest', () => String, {
      nullable: true,
      description: 'SHA-256 of the bytes received, hexadecimal; left out, the document itself is digested.',
    })
    digest: string | null,
  ): Promise<PostResult> {
    return this.store.post(caller, {
      document: accepted<CDR>(CdrTable, document),
      addressee,
      addresseeRole,
      digest,
    });
  }

  @Subscription(() => CdrType.cls, {
    description: 'A CDR when it is stored, after its commit.',
    subscribe: ({ args, context }) => (context as BillingContext).watch((args as LiveArguments).filter),
  })
  cdrReceived(@Root() event: DomainEvent<CDR>, @Args(() => LiveArguments) _: LiveArguments): CDR | undefined {
    return event.document;
  }

  @FieldResolver(() => PartyStub, { nullable: true, description: 'The party that asks to be paid.' })
  cpo(@Root() { country_code, party_id }: CDR): Stub {
    return { ref: refOf(country_code, party_id) };
  }

  @FieldResolver(() => PartyStub, { nullable: true, description: "The driver's party, which pays." })
  emsp(@Root() { cdr_token }: CDR): Stub {
    return { ref: refOf(cdr_token.country_code, cdr_token.party_id) };
  }

  @FieldResolver(() => SessionWithCdrs, {
    nullable: true,
    description: 'The Session billed, if there was one.',
  })
  session(@Root() cdr: CDR): Stub | null {
    const ref = sessionOf(cdr);
    return ref === undefined ? null : { ref };
  }

  @FieldResolver(() => LocationStub, {
    nullable: true,
    description:
      'The Location as it is now, if it was ever published (CDR-006); `cdrLocation` is how it was.',
  })
  location(@Root() { country_code, party_id, cdr_location }: CDR): Stub {
    return { ref: refOf(country_code, party_id, cdr_location.id) };
  }

  @FieldResolver(() => Float, {
    description: 'Hours in which the vehicle asked for power: totalTime without totalParkingTime (CDR-034).',
  })
  chargingTime(@Root() cdr: CDR): number {
    return chargingTimeOf(cdr);
  }

  @FieldResolver(() => [CdrWarning], {
    description: 'Doubts about credit CDRs and what they take back (CDR-025).',
  })
  warnings(@Root() cdr: CDR, @Ctx() context: BillingContext): Promise<CdrWarning[]> {
    return context.warnings.load(cdr);
  }

  @FieldResolver(() => CdrEvidence, { nullable: true, description: 'Proof of what was received (CDR-009).' })
  evidence(@Root() cdr: CDR, @Ctx() context: BillingContext): Promise<CdrEvidence | undefined> {
    return context.evidence.load(cdrRef(cdr));
  }
}

@Resolver(() => PostResult)
export class PostResultResolver {
  @FieldResolver(() => [CdrWarning], { description: 'Doubts about what is stored now (CDR-025).' })
  warnings(@Root() { stored }: PostResult, @Ctx() context: BillingContext): Promise<CdrWarning[]> {
    return context.warnings.load(stored);
  }
}

@Resolver(() => SessionWithCdrs)
export class SessionCdrsResolver {
  @FieldResolver(() => CdrType.cls, {
    nullable: true,
    description: 'The CDR that counts: the last one that is no credit and not taken back.',
  })
  async cdr(@Root() { ref }: SessionWithCdrs, @Ctx() context: BillingContext): Promise<CDR | undefined> {
    const cdrs = await context.ofSession.load(ref);
    return cdrs.findLast(({ document, isCredited }) => document.credit !== true && !isCredited)?.document;
  }

  @FieldResolver(() => [CdrType.cls], {
    description: 'All its CDRs that the caller may see, credits included, in the order in which they came.',
  })
  async cdrs(@Root() { ref }: SessionWithCdrs, @Ctx() context: BillingContext): Promise<CDR[]> {
    return (await context.ofSession.load(ref)).map(({ document }) => document);
  }
}
