/**
 * One statement per level: however many items a list of the graph has, what is read for them is read at once. Every
 * list of the schema is asked with everything around its items, for one item and for many; a statement that is sent
 * more often for many is one that is sent for each of them.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Caller } from '@chargesphere/schema';
import { samples } from '@chargesphere/simulator';
import {
  buildClientSchema,
  getIntrospectionQuery,
  getNamedType,
  getNullableType,
  isCompositeType,
  isInputObjectType,
  isObjectType,
  isRequiredArgument,
  type GraphQLField,
  type GraphQLObjectType,
  type IntrospectionQuery,
} from 'graphql';
import pg from 'pg';
import { world, type World } from './world.js';

const MANY = 8;
/** Objects inside one another that are asked for around an item. */
const DEPTH = 3;

const caller: Caller = {
  principal: { kind: 'operator', name: 'test' },
  requestId: 'test',
  correlationId: 'test',
};

// ---- what is sent to PostgreSQL on behalf of an operation

type Statements = Map<string, number>;
const counting = new AsyncLocalStorage<Statements>();

const prototype = pg.Client.prototype as unknown as { query: (...given: unknown[]) => unknown };
const { query } = prototype;
beforeAll(() => {
  prototype.query = function (this: unknown, ...given: unknown[]) {
    const statements = counting.getStore();
    const [first] = given;
    const text = typeof first === 'string' ? first : (first as { text?: string } | undefined)?.text;
    if (statements && text !== undefined) statements.set(text, (statements.get(text) ?? 0) + 1);
    return query.apply(this, given);
  };
});
afterAll(() => {
  prototype.query = query;
});

// ---- every list with everything around its items

const isPaged = ({ args }: GraphQLField<unknown, unknown>): boolean =>
  args.some(({ type }) => {
    const named = getNamedType(type);
    return isInputObjectType(named) && named.getFields()['limit'] !== undefined;
  });

/** Everything that can be asked without an argument; what an object is part of is not asked back for ever. */
const selectionOf = (type: GraphQLObjectType, depth: number): string => {
  const fields = freeFields(type).flatMap(({ name, type: fieldType }) => {
    const named = getNamedType(fieldType);
    if (!isCompositeType(named)) return [name];
    return isObjectType(named) && depth > 0 ? [`${name} ${selectionOf(named, depth - 1)}`] : [];
  });
  return `{ ${['__typename', ...fields].join(' ')} }`;
};

/** The objects in it, each to be asked for with everything around it. */
const partsOf = (type: GraphQLObjectType, depth: number): Part[] => {
  return freeFields(type).flatMap(({ name, type: fieldType }) => {
    const named = getNamedType(fieldType);
    return isObjectType(named) && depth > 0 ? [{ name, type: named, depth: depth - 1 }] : [];
  });
};

interface Part {
  name: string;
  type: GraphQLObjectType;
  depth: number;
}

const freeFields = (type: GraphQLObjectType) =>
  Object.values(type.getFields()).filter(({ args }) => !args.some(isRequiredArgument));

interface List {
  name: string;
  page: GraphQLObjectType;
}

describe('a list of the graph', () => {
  let w: World;
  let lists: List[];

  beforeAll(async () => {
    w = await world();
    for (let index = 1; index <= MANY; index += 1) await everythingOnce(w, String(index));
    const { data } = (await w.hub.gateway?.execute({ document: getIntrospectionQuery(), caller })) ?? {};
    const schema = buildClientSchema(data as unknown as IntrospectionQuery);
    lists = Object.values(schema.getQueryType()?.getFields() ?? {})
      .filter((field) => isPaged(field) && field.args.every((arg) => !isRequiredArgument(arg)))
      .map(({ name, type }) => ({ name, page: getNullableType(type) as GraphQLObjectType }));
  });
  afterAll(() => w.close());

  /** What a page of so many items makes the hub send. */
  const statementsOf = async (list: string, selection: string, limit: number): Promise<Statements> => {
    const statements: Statements = new Map();
    const document = `query ($limit: Int!) { ${list}(page: { limit: $limit }) ${selection} }`;
    const result = await counting.run(statements, async () =>
      w.hub.gateway?.execute({ document, variables: { limit }, caller }),
    );
    if (!result?.data) throw new Error(`${list} ${selection}: ${JSON.stringify(result?.errors)}`);
    return statements;
  };

  /** Statements sent more often for many items than for one. */
  const multiplied = async (list: string, selection: string): Promise<string[]> => {
    const one = await statementsOf(list, selection, 1);
    const many = await statementsOf(list, selection, MANY);
    return [...many]
      .filter(([text, times]) => times > Math.max(1, one.get(text) ?? 1))
      .map(([text, times]) => `${list} ${selection} sends ${times} times: ${text.replace(/\s+/g, ' ')}`);
  };

  it('of every kind has items here to be read around', async () => {
    expect(lists.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'sessions',
        'cdrs',
        'locations',
        'tokens',
        'tariffs',
        'exchanges',
        'broadcasts',
      ]),
    );
    for (const name of [
      'sessions',
      'cdrs',
      'locations',
      'tokens',
      'tariffs',
      'exchanges',
      'broadcasts',
      'deliveries',
    ]) {
      // Exchanges are recorded behind the answers, so that they may come a moment later.
      const deadline = Date.now() + 10_000;
      let total = 0;
      while (total < MANY && Date.now() < deadline) {
        const result = await w.hub.gateway?.execute({ document: `{ ${name} { total } }`, caller });
        ({ total } = result?.data?.[name] as { total: number });
      }
      expect([name, total >= MANY]).toEqual([name, true]);
    }
  });

  /**
   * Several places of one operation may need the same, each once; taken apart they show whether one place repeats.
   * `around` puts a selection where it belongs in the page.
   */
  const repeated = async (
    list: string,
    part: Part,
    around: (selection: string) => string,
  ): Promise<string[]> => {
    const found = await multiplied(list, around(selectionOf(part.type, part.depth)));
    if (found.length === 0) return [];
    const alone = await multiplied(list, around(selectionOf(part.type, 0)));
    const below: string[] = [];
    for (const inner of partsOf(part.type, part.depth))
      below.push(...(await repeated(list, inner, (selection) => around(`{ ${inner.name} ${selection} }`))));
    return [...alone, ...below];
  };

  it('and all around its items is read with one statement per level, however many items there are', async () => {
    const found: string[] = [];
    for (const { name, page } of lists)
      found.push(...(await repeated(name, { name, type: page, depth: DEPTH }, (selection) => selection)));
    expect(found).toEqual([]);
  });
});

/** A Location, a Tariff, a Token, a Session and a CDR that belong together, by OCPI. */
const everythingOnce = async ({ cpo, emsp }: World, index: string): Promise<void> => {
  const [location_id, evse_uid, uid] = [`LOC${index}`, `E${index}`, `UID${index}`];
  const evse = samples.evse({
    uid: evse_uid,
    connectors: [samples.connector({ tariff_ids: [`T${index}`] })],
  });
  const token = samples.token({ uid, contract_id: `DE-BET-C0000000${index}` });
  const { country_code, party_id, type, contract_id } = token;
  const cdr_token = { country_code, party_id, uid, type, contract_id };
  const session = samples.session({ id: `S${index}`, location_id, evse_uid, cdr_token });
  const cdr_location = { ...samples.cdr().cdr_location, id: location_id, evse_uid };
  await cpo.pushTariff(samples.tariff({ id: `T${index}` }));
  await cpo.pushLocation(samples.location({ id: location_id, evses: [evse] }));
  await emsp.pushToken(token);
  await cpo.pushSession(session);
  await cpo.pushCdr(samples.cdr({ id: `C${index}`, session_id: session.id, cdr_token, cdr_location }));
};
