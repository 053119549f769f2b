/** Documents of the memory graph: noun by noun in Maps, checked with the real tables. */
import type { Caller, JsonObject, ObjectTable } from '@chargesphere/schema';
import {
  Connector,
  EVSE,
  foldRef,
  Location,
  ownerOf,
  Problem,
  refOf,
  refusals,
  Session,
  Tariff,
  Token,
  violationsOf,
} from '@chargesphere/schema';

const idFields = { Location: 'id', Session: 'id', Tariff: 'id', Token: 'uid' } as const;
type Noun = keyof typeof idFields;
const tables: Record<Noun, ObjectTable> = { Location, Session, Tariff, Token };

interface DocumentArgs {
  document: JsonObject;
  addressee?: string | null;
}
interface ListArgs {
  window: { offset: number; limit: number; dateFrom?: string; dateTo?: string; after?: string };
  owner?: string | null;
}
interface RefArgs {
  ref: string;
  addressee?: string | null;
}

export class MemoryDocuments {
  /** noun → folded ref and addressee → document. */
  readonly documents: Record<Noun, Map<string, JsonObject>> = {
    Location: new Map(),
    Session: new Map(),
    Tariff: new Map(),
    Token: new Map(),
  };
  private readonly documentFields = Object.fromEntries(
    (Object.keys(tables) as Noun[]).flatMap((noun) => {
      const name = noun.toLowerCase();
      const kept = this.documents[noun];
      return Object.entries({
        [`put${noun}`]: (args: DocumentArgs, caller: Caller) => this.put(noun, args, caller),
        [`patch${noun}`]: ({ ref, addressee, patch }: RefArgs & { patch: JsonObject }, caller: Caller) => {
          own(ref, caller);
          const stored = kept.get(keyOf(ref, addressee));
          if (!stored) throw new Problem('NOT_FOUND', `${ref} is not known here; send it with PUT first.`);
          kept.set(keyOf(ref, addressee), { ...stored, ...patch });
          return { ref, outcome: 'REPLACED' };
        },
        [`${noun === 'Location' ? 'withdraw' : 'delete'}${noun}`]: ({ ref, addressee }: RefArgs) => {
          if (!kept.delete(keyOf(ref, addressee)))
            throw new Problem('NOT_FOUND', `${ref} is not known here.`);
          return ref;
        },
        [`${name}Document`]: ({ ref, addressee }: RefArgs) => kept.get(keyOf(ref, addressee)) ?? null,
        [`${name}Documents`]: ({ window, owner }: ListArgs) => {
          const { offset, limit, dateFrom = '', dateTo = '~', after } = window;
          if (after && after !== cursorAt(offset))
            throw new Problem('INVALID_INPUT', `"${after}" is no cursor of this list.`);
          const all = [...kept.values()].filter(
            (document) =>
              String(document['last_updated']) >= dateFrom &&
              String(document['last_updated']) < dateTo &&
              (!owner || foldRef(ownerIn(document)) === foldRef(owner)),
          );
          const end = offset + limit;
          const next = end < all.length ? cursorAt(end) : null;
          return { items: all.slice(offset, end), total: all.length, next };
        },
      });
    }),
  );

  get fields() {
    return { ...this.documentFields, ...this.locationFields };
  }

  private put(noun: Noun, { document, addressee }: DocumentArgs, caller: Caller) {
    valid(tables[noun], document);
    const { country_code, party_id, type } = document as Record<string, string>;
    const id = String(document[idFields[noun]]);
    const ref = refOf(country_code ?? '', party_id ?? '', id, ...(noun === 'Token' ? [type ?? ''] : []));
    own(ref, caller);
    const key = keyOf(ref, addressee);
    const outcome = this.documents[noun].has(key) ? 'REPLACED' : 'CREATED';
    this.documents[noun].set(key, document);
    return { ref, outcome };
  }

  private readonly locationFields = {
    putEvse: (args: DocumentArgs & { location: string }, caller: Caller) =>
      this.putPart(EVSE, args.location, args, caller),
    putConnector: (args: DocumentArgs & { evse: string }, caller: Caller) =>
      this.putPart(Connector, args.evse, args, caller),
    patchEvse: ({ ref }: RefArgs) => this.part(ref),
    patchConnector: ({ ref }: RefArgs) => this.part(ref),
    evseDocument: ({ ref }: RefArgs) => this.documents.Location.get(keyOf(ref)) ?? null,
    connectorDocument: ({ ref }: RefArgs) => this.documents.Location.get(keyOf(ref)) ?? null,
    locationOwners: ({ id }: { id: string }) => [
      ...new Set(
        [...this.documents.Location.values()]
          .filter((location) => foldRef(String(location['id'])) === foldRef(id))
          .map((location) => foldRef(ownerIn(location))),
      ),
    ],
    session: ({ ref }: RefArgs) => {
      const wanted = keyOf(ref);
      const [, session] = [...this.documents.Session].find(([key]) => key.split(' ')[0] === wanted) ?? [];
      return session && { emsp: { ref: foldRef(ownerIn(session['cdr_token'] as JsonObject)) } };
    },
    locationDocumentsById: ({ id, evseUid, connectorId }: Record<string, string | null | undefined>) => {
      const wanted = foldRef([id, evseUid, connectorId].filter((part) => typeof part === 'string').join('/'));
      return [...this.documents.Location]
        .filter(([key]) => key.slice('NL/ALF/'.length) === wanted)
        .map(([, found]) => found);
    },
  };

  /** Parts are kept beside their location under their own refs: enough to see what the wire asked for. */
  private putPart(table: ObjectTable, parent: string, { document }: DocumentArgs, caller: Caller) {
    own(parent, caller);
    this.part(parent);
    valid(table, document);
    const key = keyOf(`${parent}/${String(document['uid'] ?? document['id'])}`);
    const outcome = this.documents.Location.has(key) ? 'REPLACED' : 'CREATED';
    this.documents.Location.set(key, document);
    return { ref: key, outcome };
  }

  private part(ref: string) {
    if (!this.documents.Location.has(keyOf(ref))) throw new Problem('NOT_FOUND', `${ref} is not known here.`);
    return { ref, outcome: 'REPLACED' };
  }
}

const cursorAt = (offset: number): string => `at${offset}`;

const keyOf = (ref: string, addressee?: string | null): string =>
  foldRef(addressee ? `${ref} ${addressee}` : ref);

const ownerIn = ({ country_code, party_id }: JsonObject): string =>
  `${String(country_code)}/${String(party_id)}`;

function valid(table: ObjectTable, document: JsonObject): void {
  const violations = refusals(violationsOf(table, document));
  if (violations.length > 0) throw new Problem('INVALID_DOCUMENT', 'The document is not valid.', violations);
}

function own(ref: string, { principal }: Caller): void {
  const owner = foldRef(ownerOf(ref));
  const mine =
    principal.kind === 'platform' &&
    principal.roles.some((role) => foldRef(refOf(role.country_code, role.party_id)) === owner);
  if (!mine) throw new Problem('FORBIDDEN', `${owner} is not one of your parties.`);
}
