/** Operations asked for by id or hash: Apollo's automatic persisted queries, and lists that come with the hub. */
import { createHash } from 'node:crypto';
import { readManifest } from '../src/index.js';
import { OPERATOR_KEY, read, startWorld, type AnswerError, type World } from './world.js';

const GRAPHQL = 'application/graphql-response+json';
const KWH = 'query Kwh($ref: ID!) { session(ref: $ref) { kwh } }';
const variables = { ref: 'NL/TNM/1' };
const found = { data: { session: { kwh: 1.5 } } };
const sha = (text: string) => createHash('sha256').update(text).digest('hex');
const byHash = (hash: unknown, version = 1) => ({ persistedQuery: { version, sha256Hash: hash } });
const codeOf = ({ body }: { body: { errors?: AnswerError[] } }) => body.errors?.[0]?.extensions.code;

describe('automatic persisted queries', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld({ limits: { cached_documents: 2 } });
  });
  afterAll(() => world.close());

  it('are told once and then asked for by their hash, by POST and GET', async () => {
    const extensions = byHash(sha(KWH));
    const unknown = await world.post({ extensions, variables });
    expect([unknown.status, unknown.body]).toEqual([
      200,
      { errors: [{ message: 'PersistedQueryNotFound', extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }] },
    ]);
    expect((await world.post({ query: KWH, extensions, variables })).body).toEqual(found);
    expect((await world.post({ extensions, variables })).body).toEqual(found);
    const search = new URLSearchParams({
      extensions: JSON.stringify(extensions),
      variables: JSON.stringify(variables),
    });
    const got = await fetch(`${world.url}?${search}`, {
      headers: { authorization: `Bearer ${OPERATOR_KEY}` },
    });
    expect((await read(got)).body).toEqual(found);
  });

  it('are asked for over WebSocket as well', async () => {
    const extensions = byHash(sha(KWH));
    await world.post({ query: KWH, extensions, variables });
    const client = world.client();
    const results = client.iterate({ query: '', extensions, variables });
    expect((await results.next()).value).toEqual(found);
  });

  it('are not remembered under the hash of another text, nor when they are not good', async () => {
    const other = '{ whoAsks }';
    const wrong = await world.post(
      { query: other, extensions: byHash(sha('{ __typename }')) },
      { accept: GRAPHQL },
    );
    expect([wrong.status, codeOf(wrong)]).toEqual([400, 'INVALID_INPUT']);
    const invalid = '{ nothing }';
    await world.post({ query: invalid, extensions: byHash(sha(invalid)) });
    expect(codeOf(await world.post({ extensions: byHash(sha(invalid)) }))).toBe('PERSISTED_QUERY_NOT_FOUND');
    for (const extensions of [byHash(7), byHash(sha(KWH), 2), { persistedQuery: 'x' }])
      expect((await world.post({ query: KWH, extensions, variables })).status).toBe(400);
  });

  it('are forgotten when others were used more lately', async () => {
    const texts = ['{ a: whoAsks }', '{ b: whoAsks }', '{ c: whoAsks }'];
    for (const query of texts) await world.post({ query, extensions: byHash(sha(query)) });
    const codes = [];
    for (const query of texts) codes.push(codeOf(await world.post({ extensions: byHash(sha(query)) })));
    expect(codes).toEqual(['PERSISTED_QUERY_NOT_FOUND', undefined, undefined]);
  });
});

describe('listed operations', () => {
  const listed = readManifest({ kwh: KWH, [sha('{ whoAsks }')]: '{ whoAsks }' });

  it('are asked for by their id beside free ones', async () => {
    const world = await startWorld({ persisted: { listed, automatic: false } });
    expect((await world.post({ documentId: 'kwh', variables })).body).toEqual(found);
    expect((await world.post({ documentId: `sha256:${sha(KWH)}`, variables })).body).toEqual(found);
    expect((await world.post({ query: '{ sessions { ref } }' })).status).toBe(200);
    const unknown = await world.post({ documentId: 'nothing' });
    expect([unknown.status, codeOf(unknown)]).toEqual([404, 'NOT_FOUND']);
    expect((await world.post({ documentId: 7 })).status).toBe(400);
    await world.close();
  });

  it('are the only ones where a list is all there is, over HTTP and WebSocket alike', async () => {
    const world = await startWorld({ persisted: { listed, listedOnly: true } });
    expect((await world.post({ documentId: 'kwh', variables })).body).toEqual(found);
    expect((await world.post({ extensions: byHash(sha(KWH)), variables })).body).toEqual(found);
    expect((await world.post({ query: KWH, variables })).body).toEqual(found);
    const refusal = {
      message: expect.stringContaining('Only listed operations are executed here'),
      extensions: { code: 'OPERATION_NOT_LISTED' },
    };
    for (const body of [
      { query: '{ sessions { ref } }' },
      { query: `${KWH} ` },
      { query: '{ sessions { ref } }', extensions: byHash(sha('{ sessions { ref } }')) },
      { extensions: byHash(sha('{ sessions { ref } }')) },
      { documentId: 'nothing' },
    ]) {
      const answer = await world.post(body);
      expect([answer.status, answer.body]).toEqual([403, { errors: [refusal] }]);
    }
    const client = world.client();
    await expect(client.iterate({ query: '{ sessions { ref } }' }).next()).rejects.toEqual([refusal]);
    const direct = await world.gateway.execute({
      document: '{ sessions { ref } }',
      caller: { principal: { kind: 'system', name: 'adapter' }, requestId: 'r', correlationId: 'c' },
    });
    expect(direct.errors).toBeUndefined();
    await world.close();
  });

  it('that do not fit the graph are told when it starts', async () => {
    await expect(startWorld({ persisted: { listed: new Map([['old', '{ gone }']]) } })).rejects.toThrow(
      'Listed operations do not fit this graph; build their apps again. old: Cannot query field "gone" on type "Query".',
    );
  });

  it('are read from the manifests of code generators', () => {
    const texts = new Map([['a', '{ whoAsks }']]);
    expect(readManifest({ a: '{ whoAsks }' })).toEqual(texts);
    expect(
      readManifest({
        format: 'apollo-persisted-query-manifest',
        version: 1,
        operations: [{ id: 'a', name: 'A', type: 'query', body: '{ whoAsks }' }],
      }),
    ).toEqual(texts);
    expect(() => readManifest({ a: 7 })).toThrow('A manifest is');
    expect(() => readManifest({ operations: [{ id: 'a' }] })).toThrow('A manifest is');
  });
});
