/**
 * Every mutation there is leaves an entry in the audit trail when an operator calls it. The test reads the mutations
 * from the supergraph and makes up their arguments by type, so a new one is asked for by itself.
 */
import { readFileSync } from 'node:fs';
import { samples } from '@chargesphere/simulator';
import {
  buildSchema,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isRequiredArgument,
  isRequiredInputField,
  type GraphQLField,
  type GraphQLInputType,
} from 'graphql';
import pg from 'pg';
import { ADMIN_KEY, world, type Shape, type World } from './world.js';

const sdl = readFileSync(new URL('../../schema/supergraph/supergraph.graphql', import.meta.url), 'utf8');
const supergraph = buildSchema(sdl, { assumeValidSDL: true });
const mutations = Object.values(supergraph.getMutationType()?.getFields() ?? {});

const NOBODY = '00000000-0000-4000-8000-000000000000';

/** Something of the type that is let through to whoever carries the mutation out. */
const anyOf = (type: GraphQLInputType): unknown => {
  const inner = getNullableType(type);
  if (isListType(inner)) return [];
  if (isEnumType(inner)) return inner.getValues()[0]?.name;
  if (isInputObjectType(inner)) {
    const fields = Object.values(inner.getFields()).filter(isRequiredInputField);
    return Object.fromEntries(fields.map((field) => [field.name, anyOf(field.type)]));
  }
  switch (inner.name) {
    case 'ID':
      return NOBODY;
    case 'Int':
    case 'Float':
      return 1;
    case 'Boolean':
      return true;
    case 'String':
      return 'x';
    case 'Decimal':
      return '1';
    case 'DateTime':
      return '2026-05-01T12:00:00Z';
    default:
      return {}; // documents and the like
  }
};

/** `mutation ($id: ID!) { suspendPlatform(id: $id) { __typename } }`, with variables for what is required. */
const callOf = (field: GraphQLField<unknown, unknown>) => {
  const args = field.args.filter(isRequiredArgument);
  const header = args.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ');
  const given = args.map(({ name }) => `${name}: $${name}`).join(', ');
  const fields = 'getFields' in getNamed(field) ? ' { __typename }' : '';
  return {
    query: `mutation${header && ` (${header})`} { ${field.name}${given && `(${given})`}${fields} }`,
    variables: Object.fromEntries(args.map(({ name, type }) => [name, anyOf(type)])),
  };
};
const getNamed = ({ type }: GraphQLField<unknown, unknown>): object => {
  let inner: unknown = type;
  while (typeof inner === 'object' && inner !== null && 'ofType' in inner) inner = inner.ofType;
  return inner as object;
};

interface Entry {
  id: string;
  at: string;
  actor: { kind: string; name: string };
  action: string;
  subject: { type: string; ref: string };
  before: Record<string, unknown>;
  after: Record<string, unknown>;
  requestId: string;
  correlationId: string;
  outcome: string;
  reason: string | null;
}
const TRAIL = `query ($filter: AuditFilter, $page: PageInput) { auditTrail(filter: $filter, page: $page) { next items {
  id at actor { kind name } action subject { type ref } before after requestId correlationId outcome reason
} } }`;

const shapes: Shape[] = ['one', 'split'];
describe.each(shapes)('the audit trail in the shape %s', (shape) => {
  let w: World;
  beforeAll(async () => {
    w = await world({ shape });
  }, 90_000);
  afterAll(() => w.close());

  const trail = async (filter: object = {}): Promise<Entry[]> => {
    const all: Entry[] = [];
    for (let after: string | null | undefined; after !== null;) {
      const { auditTrail } = await w.graph<{ auditTrail: { next: string | null; items: Entry[] } }>(TRAIL, {
        filter,
        page: { limit: 200, ...(after && { after }) },
      });
      all.push(...auditTrail.items);
      after = auditTrail.next;
    }
    return all;
  };
  /** What is done outside parties comes a moment later. */
  const until = async (isThere: (entries: Entry[]) => boolean, filter: object = {}): Promise<Entry[]> => {
    const live = w.live('subscription { audited { id } }');
    try {
      for (;;) {
        const entries = await trail(filter);
        if (isThere(entries)) return entries;
        await Promise.race([live.next(), new Promise((resolve) => setTimeout(resolve, 200))]);
      }
    } finally {
      await live.stop();
    }
  };

  it('has an entry of every mutation an operator calls, with who, when, what and what became of it', async () => {
    expect(mutations.length).toBeGreaterThan(80);
    const unheard: string[] = [];
    for (const field of mutations) {
      const { query, variables } = callOf(field);
      const { errors, http } = await w.ask(query, variables);
      // Refused by a guard or a rule it was heard; refused by GraphQL itself it was not, and this test has to be mended.
      if (http !== 200 || errors[0]?.extensions['code'] === 'GRAPHQL_VALIDATION_FAILED')
        unheard.push(`${field.name}: ${errors[0]?.message ?? http}`);
    }
    expect(unheard).toEqual([]);
    const names = mutations.map(({ name }) => name).sort();
    const missing = (entries: Entry[]) => {
      const found = new Set(entries.map(({ action }) => action));
      return names.filter((name) => !found.has(name));
    };
    const since = Date.now();
    const entries = await until((found) => missing(found).length === 0 || Date.now() - since > 10_000);
    expect(missing(entries)).toEqual([]);
    for (const entry of entries) {
      expect(entry).toMatchObject({ actor: { kind: 'operator', name: 'admin' } });
      expect(['DONE', 'REFUSED', 'FAILED']).toContain(entry.outcome);
      expect(entry.reason === null).toBe(entry.outcome === 'DONE');
      expect(entry.requestId && entry.correlationId && entry.subject.type).toBeTruthy();
    }
    // What serves the hub itself is refused to operators by its own guard, and that is on record as well.
    const refused = entries.filter(({ reason }) => reason?.includes('serves the hub itself'));
    expect(refused.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['endRegistration', 'claimPulls']),
    );
    // And nothing that should work for an operator broke.
    expect(
      entries.filter(({ outcome }) => outcome === 'FAILED').map(({ action, reason }) => [action, reason]),
    ).toEqual([]);
    expect(JSON.stringify(entries)).not.toContain(ADMIN_KEY);
  }, 60_000);

  it('tells live what an operator did outside parties too, with what came of it', async () => {
    const live = w.live(
      'subscription { audited(filter: { outcome: DONE }) { action subject { type ref } after } }',
    );
    const next = (action: string) =>
      live.next(({ audited }) => (audited as { action: string }).action === action);
    const tariff = samples.tariff({ country_code: 'NL', party_id: 'ALF', id: 'AUDITED' });
    // The subscription opens beside the first mutation: whoever comes first, one of these two is told.
    const put = 'mutation ($document: TariffDocument!) { putTariff(document: $document) { outcome } }';
    const told = next('putTariff');
    await w.graph(put, { document: tariff });
    const again = setInterval(() => void w.graph(put, { document: tariff }), 500);
    expect(await told).toMatchObject({
      audited: { subject: { type: 'Tariff', ref: 'NL/ALF/AUDITED' }, after: { outcome: expect.any(String) } },
    });
    clearInterval(again);
    const asked = next('authorizeToken');
    await w.graph(
      'mutation { authorizeToken(input: { uid: "NOBODYS", type: "RFID", emsp: "DE/BET" }) { status } }',
    );
    expect(await asked).toMatchObject({
      audited: { subject: { type: 'Command' }, after: { kind: 'AUTHORIZE_TOKEN', receiver: 'DE/BET' } },
    });
    expect(JSON.stringify(await trail({ action: 'authorizeToken' }))).not.toContain('NOBODYS'); // HUB-034
    await live.stop();
  });

  it('keeps what was cut off, and a subgraph what the trail has not taken yet', async () => {
    const client = new pg.Client({ connectionString: w.databaseUrl });
    await client.connect();
    await client.query(
      `insert into tariffs.audit_entry (id, at, actor_kind, actor, action, subject_type, subject, before, after,
         request_id, correlation_id, outcome)
       values ($1, now() - interval '1 hour', 'operator', 'Cut', 'deleteTariff', 'Tariff', 'NL/ALF/1', '{}', '{}', 'r', 'c', 'BEGUN')`,
      [NOBODY],
    );
    await w.ask('mutation { deleteTariff(ref: "NL/ALF/GONE") }');
    const [cut] = await until((entries) => entries.length > 0, { actor: 'Cut' });
    expect(cut).toMatchObject({ outcome: 'BEGUN', subject: { type: 'Tariff', ref: 'NL/ALF/1' } });
    const waiting = async () =>
      (await client.query<{ count: number }>('select count(*)::int as count from tariffs.audit_entry'))
        .rows[0]?.count;
    while ((await waiting()) !== 0) await new Promise((resolve) => setTimeout(resolve, 50));
    await client.end();
  });
});
