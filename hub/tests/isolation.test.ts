/**
 * Nobody learns at this hub of what is not for him (HUB-030, HUB-033, HUB-034): a stranger asks every path and method of
 * OCPI, every operation of the graph and every entity in it about what two others have here. Routes and operations are
 * not written here but found, in what the hub says of itself, so a new one is asked as soon as it is there. Of each
 * answer two things are asked: does it hold any mark of the others, and is it the answer for what does not exist?
 */
import { buildSchema } from 'graphql';
import { accessPolicy } from '../src/access.rules.js';
import { readContract } from '../src/supergraph.js';
import { argumentsOf } from './isolation.arguments.js';
import { contentsAtRest, contentsOf } from './isolation.contents.js';
import * as documents from './isolation.documents.js';
import { as, asInsider, codesIn, Entities, type Run } from './isolation.graph.js';
import {
  actAsOthers,
  actAsStranger,
  Hearing,
  hearingOfInsider,
  isOwn,
  toldOfOthers,
} from './isolation.live.js';
import { HUSH, isMarked, leaksOf, MURMUR, textsIn, type Door } from './isolation.marks.js';
import { Questions } from './isolation.operations.js';
import { described, undescribed, type Asking, type OpenApi, type Route } from './isolation.routes.js';
import { aboutOthers, aboutOwn, StrangerWire } from './isolation.wire.js';
import { isolationWorld, operator, strangerParty, type IsolationWorld } from './isolation.world.js';

const LONG = 120_000;

let i: IsolationWorld;
let wire: StrangerWire;
let questions: Questions;
let offered: Route[];

beforeAll(async () => {
  i = await isolationWorld();
  wire = new StrangerWire(i.w, i.stranger.peer.outgoingToken);
  const supergraph = buildSchema(await readContract('supergraph.graphql'), { assumeValid: true });
  questions = new Questions(supergraph, argumentsOf(i.names));
  offered = described((await (await fetch(`${i.w.hub.publicUrl}/ocpi/openapi.json`)).json()) as OpenApi);
}, LONG);
afterAll(async () => {
  wire.close();
  await i.close();
});

const asStranger = async (): Promise<Run> => as(i, await i.strangerCaller());

describe('the questions', () => {
  it('are about every argument of the graph', () => {
    const all = (['query', 'mutation', 'subscription'] as const).flatMap((kind) => questions.all(kind));
    expect([...questions.missing]).toEqual([]);
    expect(all.length).toBeGreaterThan(400);
  });

  it('VER-010 are about every endpoint that the hub tells of, and it describes no other', () => {
    const told = i.stranger.peer.endpoints.map(
      ({ identifier, role, url }) => `${identifier} ${role} ${new URL(url).pathname}`,
    );
    const places = offered.flatMap(({ module, side = 'SENDER', path }) => {
      const place = /^\/2\.3\.0\/(?:(?:sender|receiver)\/)?\w+/.exec(path)?.[0];
      return place === undefined ? [] : [`${module} ${side} /ocpi${place}`];
    });
    expect([...new Set(places)].sort()).toEqual(told.sort());
  });
});

/** Where even insiders find no mark of the others, and why. */
const BARE: Record<string, string> = {
  hub: 'tells who the hub is',
  hubPolicy: 'is one for all',
  principalByKey: 'tells who has a key, and no party has',
  principalByLogin: 'tells who has logged in, and nobody has',
  me: 'tells who asks',
  account: 'is about people, and no party has any',
  accounts: 'is about people, and no party has any',
  apiKeys: 'is about keys, and no party has any',
  locationPlaces: 'has refs in upper case, and marks are not',
  myLogins: 'is for people who have logged in',
  passage: 'answers with one word',
  pendingConnections: 'is empty as soon as they are carried out',
  pendingRenewals: 'is empty as soon as they are carried out',
  troubledPlatforms: 'is empty as long as all goes well',
  commandForward: 'is about results that have come',
  billingAuditEntries: 'is empty: nothing was done there',
  locationsAuditEntries: 'is empty: nothing was done there',
  tariffsAuditEntries: 'is empty: nothing was done there',
  sessionsAuditEntries: 'is empty as soon as they are in the audit trail',
  deliveryHealth: 'is empty: nothing waits there',
  cdrCheckCounts: 'counts states, which name nobody',
  cdrViolations: 'counts what is wrong, which is nothing',
  invoiceReconciliationViolations: 'counts what is wrong, which is nothing',
  sessionViolations: 'counts what is wrong, which is nothing',
  tariffViolations: 'counts what is wrong, which is nothing',
  tokenViolations: 'counts what is wrong, which is nothing',
  ledgerTotals: 'adds up the money of all, and names nobody',
  job: 'is work of the hub, and names no party',
  jobs: 'are work of the hub, and name no party',
  billingProfile: 'is what operators put, and none is put there',
  billingProfiles: 'is what operators put, and none is put there',
  paymentProviders: 'names whom the hub pays by',
  paymentDoubts: 'is empty as long as providers say what fits',
  payoutBatches: 'is about files for the bank, and none is made there',
  payoutBatch: 'is about files for the bank, and none is made there',
  bankTransactions: 'is what a bank says, and none says anything there',
  statementDocument: 'is of statements, and none is made there',
  statementDocumentLines: 'is of statements, and none is made there',
};

describe('insiders', () => {
  it(
    'find every mark, so that strangers could',
    async () => {
      let seen = '';
      const bare: string[] = [];
      for (const question of questions.plain('query')) {
        const answer = await asInsider(i)(question);
        if (i.marks.in(answer, 'HIDDEN').length === 0 && !(question.field in BARE)) bare.push(question.field);
        seen += JSON.stringify(answer).toLowerCase();
      }
      expect(bare).toEqual([]);
      const everything = [
        ...[documents.session(), documents.cdr(), documents.invoice(), documents.CPO, documents.EMSP],
        ...([HUSH, MURMUR] as const).flatMap((mark) => [
          documents.location(mark),
          documents.tariff(mark),
          documents.token(mark),
        ]),
      ];
      const ids = Object.entries(i.names).filter(([name]) => name !== 'secrets');
      const wanted = [...textsIn(everything).filter(isMarked), ...textsIn(ids.map(([, id]) => id))];
      expect([...new Set(wanted)].filter((text) => !seen.includes(text.toLowerCase()))).toEqual([]);
    },
    LONG,
  );
});

// First of all: later the stranger has been told of others where the door was open.
describe('live, where strangers are HIDDEN', () => {
  it(
    'HUB-033 every subscription tells a stranger of itself alone',
    async () => {
      await i.w.graph('mutation ($input: AgreementInput!) { putAgreement(input: $input) { id } }', {
        input: { party: 'NL/ALF', otherParty: strangerParty('EMSP') },
      });
      const stranger = await i.strangerCaller();
      const all = questions.plain('subscription');
      const opened = await Promise.all(all.map((question) => Hearing.open(i, question, stranger)));
      const strange = opened.filter((hearing) => hearing !== undefined);
      const inside = await Promise.all(all.map((question) => hearingOfInsider(i, question)));
      const hearsItself = (round: number) =>
        Promise.all(strange.map((one) => one.until(`round ${round}`, isOwn(one.field, round))));
      try {
        await actAsStranger(i, 1);
        await hearsItself(1);
        await actAsOthers(i);
        await Promise.all(inside.map((one) => toldOfOthers(i, one)));
        await actAsStranger(i, 2);
        await hearsItself(2);
        const told = strange.map(({ field, heard }) => ({ field, marks: i.marks.in(heard, 'HIDDEN') }));
        expect(told.filter(({ marks }) => marks.length > 0)).toEqual([]);
        expect(told.length).toBeGreaterThan(4);
      } finally {
        await Promise.all([...strange, ...inside].map((hearing) => hearing.stop()));
      }
    },
    LONG,
  );
});

const DOORS = ['HIDDEN', 'PLANNED', 'OPEN'] as const;

// Then the graph: what the stranger asks on the wire is in its own exchanges from then on.
describe.each(DOORS)('in the graph, where strangers are %s', (door) => {
  beforeAll(() => i.open(door));

  it(
    'HUB-030, HUB-033 every query tells a stranger what is its own, and nothing else',
    async () => {
      const asked = door === 'PLANNED' ? questions.plain('query') : questions.all('query');
      expect(await leaksOf(i, door, asked, await asStranger())).toEqual([]);
    },
    LONG,
  );

  it('HUB-030 every entity of every subgraph is nothing to a stranger who knows its ref', async () => {
    const entities = await Entities.open(i.w.databaseUrl);
    try {
      const stranger = await i.strangerCaller();
      expect(entities.questions.length).toBeGreaterThan(8);
      expect(await leaksOf(i, door, entities.questions, entities.as(stranger))).toEqual([]);
      for (const question of entities.questions)
        expect(i.marks.in(await entities.as(operator)(question), 'HIDDEN')).not.toEqual([]);
    } finally {
      await entities.close();
    }
  });

  it(
    'HUB-030, HUB-031 every mutation is refused to a stranger, and changes nothing',
    async () => {
      const run = await asStranger();
      const before = await contentsAtRest(i.w.databaseUrl);
      const asked = door === 'HIDDEN' ? questions.all('mutation') : questions.plain('mutation');
      expect(await leaksOf(i, door, asked, run)).toEqual([]);
      for (const question of questions.plain('mutation')) {
        const codes = codesIn(await run(question));
        expect([question.field, codes]).toEqual([
          question.field,
          [expect.stringMatching(/^(FORBIDDEN|NOT_FOUND)$/)],
        ]);
      }
      expect(await contentsOf(i.w.databaseUrl)).toEqual(before);
    },
    LONG,
  );
});

it(
  'TRN-009 nobody without a key gets anything from the graph',
  async () => {
    const told: string[] = [];
    for (const question of [...questions.plain('query'), ...questions.plain('mutation')]) {
      if (accessPolicy.publicFields.has(question.field)) continue; // see people.test.ts
      const { data, errors } = await i.w.ask(question.document, question.variables, '');
      const codes = errors.map(({ extensions }) => extensions['code']).join();
      if (codes !== 'UNAUTHENTICATED') told.push(`${question.field}: ${JSON.stringify({ data, errors })}`);
    }
    expect(told).toEqual([]);
  },
  LONG,
);

/** The end of the stranger's own registration is about nobody else. */
const isItsEnd = ({ module, method }: Route) => module === 'credentials' && method === 'DELETE';
const onTheWire = (door: Door, asked: Asking[]) => leaksOf(i, door, asked, (one) => wire.ask(one));

describe.each(DOORS)('on the wire, where strangers are %s', (door) => {
  beforeAll(() => i.open(door));

  it(
    'HUB-033, HUB-043 every path and method tells a stranger what it tells of nobody',
    async () => {
      const routes = door === 'HIDDEN' ? [...offered, ...undescribed(offered)] : offered;
      const asked = routes.flatMap((route) => (isItsEnd(route) ? [] : aboutOthers(route, i.names, door)));
      expect(asked.length).toBeGreaterThan(200);
      expect(await onTheWire(door, asked)).toEqual([]);
    },
    LONG,
  );
});

describe('at last, where strangers are HIDDEN', () => {
  beforeAll(() => i.open('HIDDEN'));

  it(
    'HUB-033 what a stranger names in objects of its own is not told to be there',
    async () => {
      const asked = offered.flatMap((route) => (isItsEnd(route) ? [] : aboutOwn(route, i.names)));
      expect(await onTheWire('HIDDEN', asked)).toEqual([]);
    },
    LONG,
  );
});
