/** The audit trail in the graph, for operators: who did what, when, what changed, and what became of it. */
import {
  AuditEntryDocument,
  AUDITED,
  PageInput,
  pageType,
  requireOperator,
  requireSystem,
  type AuditEntry as StoredEntry,
  type DomainEvent,
  type Page,
} from '@chargesphere/chassis';
import { Arg, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root, Subscription } from 'type-graphql';
import { AuditActor, AuditEntry, AuditFilter, AuditSubject } from './audit.record.js';
import { isWanted, type AuditStore } from './audit.store.js';
import { shown } from './delivery.events.js';
import type { PartiesContext } from './parties.context.js';
import { Platform } from './platform.entity.js';
import { isPlatformId } from './platform.store.js';

const AuditPage = pageType('AuditPage', AuditEntry);

const FILTER = { nullable: true, description: 'Which entries; all when left out.' } as const;
const PAGE = { nullable: true, description: 'Which part of the list; the first 20 when left out.' } as const;

@Resolver(() => AuditEntry)
export class AuditResolver {
  constructor(private readonly store: AuditStore) {}

  @Query(() => AuditPage, {
    description:
      'What operators did, the newest first: every mutation they called in any part of the hub, also those that were refused. Kept for good. What the hub does by itself and what partners send are no entries: see `exchanges`. For operators.',
  })
  auditTrail(
    @Arg('filter', () => AuditFilter, FILTER) filter: AuditFilter | null,
    @Arg('page', () => PageInput, PAGE) page: PageInput | null,
    @Ctx() { caller }: PartiesContext,
  ): Promise<Page<AuditEntry>> {
    requireOperator(caller);
    return this.store.page(filter, page);
  }

  @FieldResolver(() => AuditActor, { description: 'Who did it.' })
  actor(@Root() { actorKind, actorName }: AuditEntry): AuditActor {
    return { kind: actorKind, name: actorName };
  }

  @FieldResolver(() => AuditSubject, { description: 'What it was done to.' })
  subject(@Root() { subjectType, subjectRef }: AuditEntry): AuditSubject {
    return { type: subjectType, ref: subjectRef };
  }

  @FieldResolver(() => Platform, {
    nullable: true,
    description: 'The platform it concerns; null when it concerns none.',
  })
  async platform(
    @Root() { platformId }: AuditEntry,
    @Ctx() { platform }: PartiesContext,
  ): Promise<Platform | null> {
    return platformId !== null && isPlatformId(platformId)
      ? ((await platform.load(platformId)) ?? null)
      : null;
  }

  @Mutation(() => Int, {
    description:
      'Takes entries of other parts of the hub into the audit trail, each once; returns how many were new. For the hub itself.',
  })
  keepAuditEntries(
    @Arg('entries', () => [AuditEntryDocument], { description: 'The entries, whole.' })
    entries: StoredEntry[],
    @Ctx() { caller }: PartiesContext,
  ): Promise<number> {
    requireSystem(caller);
    return this.store.keep(entries);
  }

  @Subscription(() => AuditEntry, {
    description:
      'What operators do, when it is done or refused, from now on; what they do outside parties a moment later. For operators.',
    subscribe: ({ context, args }) => {
      const { caller, outbox, audit } = context as PartiesContext;
      requireOperator(caller);
      const { filter } = args as { filter?: AuditFilter | null };
      return shown(outbox.subscribe([AUDITED]), async ({ ref }: DomainEvent) => {
        const entry = await audit.find(ref);
        return entry && isWanted(filter, entry) ? [entry] : [];
      });
    },
  })
  audited(
    @Root() [entry]: [AuditEntry],
    @Arg('filter', () => AuditFilter, FILTER) _: AuditFilter | null,
  ): AuditEntry {
    return entry;
  }
}

@Resolver(() => Platform)
export class PlatformAuditResolver {
  @FieldResolver(() => AuditPage, {
    description: 'What operators did to it, and to what belongs to it, the newest first. For operators.',
  })
  audit(
    @Root() { id }: Platform,
    @Arg('page', () => PageInput, PAGE) page: PageInput | null,
    @Ctx() { caller, auditOfPlatform }: PartiesContext,
  ): Promise<Page<AuditEntry>> {
    requireOperator(caller);
    return auditOfPlatform(page).load(id);
  }
}
