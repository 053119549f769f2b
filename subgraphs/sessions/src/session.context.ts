/** What resolvers of this subgraph get: who asks, documents by ref in one query per level, and live sessions. */
import {
  boxesOf,
  documentLoader,
  filtered,
  isInBoxes,
  pageLoader,
  scopeOf,
  sql,
  type DocumentLoader,
  type DocumentStore,
  type DomainEvent,
  type Outbox,
  type PageInput,
  type PageLoader,
  type Subscription,
} from '@chargesphere/chassis';
import type { Caller, Session, Token } from '@chargesphere/schema';
import type { PlaceStore } from './place.store.js';
import { locationOf } from './session.kind.js';
import { isVisible, isWanted, routesOf } from './session.rules.js';
import { sessionConditions } from './session.search.js';
import type { SessionFilter } from './session.types.js';

export interface SessionsContext {
  caller: Caller;
  sessions: DocumentLoader<Session>;
  tokens: DocumentLoader<Token>;
  /** A page of the sessions at each Location, by folded ref. */
  sessionsAt(filter: SessionFilter | null, page: PageInput | null): PageLoader<Session>;
  /** Forgets what was loaded: the documents may be others by now. */
  forget(): void;
  /** The sessions this caller may see and wants, whenever one is stored, from now on. */
  watch(filter?: SessionFilter | null): Subscription<DomainEvent<Session>>;
}

export const sessionsContext =
  (sessions: DocumentStore<Session>, tokens: DocumentStore<Token>, places: PlaceStore, outbox: Outbox) =>
  (caller: Caller): SessionsContext => {
    const sessionLoader = documentLoader(sessions, caller);
    const tokenLoader = documentLoader(tokens, caller);
    const pages = new Map<string, PageLoader<Session>>();
    return {
      caller,
      sessions: sessionLoader,
      tokens: tokenLoader,
      sessionsAt(filter, page) {
        const key = JSON.stringify([filter, page]);
        let loader = pages.get(key);
        if (!loader) {
          const where = sessionConditions(filter);
          loader = pageLoader(sessions, caller, sql`t.location`, page, where, ({ document }) => document);
          pages.set(key, loader);
        }
        return loader;
      },
      forget() {
        sessionLoader.clearAll();
        tokenLoader.clearAll();
        pages.clear();
      },
      watch(filter) {
        const scope = scopeOf(caller, sessions.kind.visibility);
        const boxes = filter?.box ? boxesOf(filter.box) : undefined;
        return filtered(outbox.subscribe<Session>(routesOf(filter, scope)), ({ document }) => {
          if (document === undefined || !isVisible(scope, document) || !isWanted(filter, document))
            return false;
          return boxes ? places.at(locationOf(document)).then((place) => isInBoxes(boxes, place)) : true;
        });
      },
    };
  };
