/** Whose states may look different after a change of a platform. Pure. */
import type { DomainEvent } from '@chargesphere/chassis';
import type { News } from './client-info-push.store.js';
import { EVERY_PLATFORM, type PlatformChanged, type PlatformChangeKind } from './platform.events.js';

/** Its roles may stand otherwise for everybody, and others otherwise for its own parties. */
const OF_ROLES: ReadonlySet<PlatformChangeKind> = new Set([
  'REGISTERED',
  'UPDATED',
  'UNREGISTERED',
  'SUSPENDED',
  'RESUMED',
  'DELETED',
  'WITHDRAWN',
  'CONNECTED',
  'WENT_OFFLINE',
  'CAME_BACK',
]);

/** Undefined when the change has nothing to do with states. */
export const newsOf = ({ ref, detail }: Pick<DomainEvent, 'ref' | 'detail'>): News | undefined => {
  const { kind } = detail as PlatformChanged;
  if (kind === 'AGREEMENTS_CHANGED')
    return ref === EVERY_PLATFORM ? 'all' : { viewers: new Set([ref]), sources: new Set() };
  if (!OF_ROLES.has(kind)) return undefined;
  return { viewers: new Set([ref]), sources: new Set([ref]) };
};

/** Both. */
export const joinedNews = (one: News | undefined, other: News): News => {
  if (one === undefined) return other;
  if (one === 'all' || other === 'all') return 'all';
  return { viewers: one.viewers.union(other.viewers), sources: one.sources.union(other.sources) };
};
