import { pino } from 'pino';
import type { ExchangeLeg } from './exchange-leg.js';
import type { ExchangeLimits, ExchangeObservation } from './exchange-log.js';
import { defaultExchangeLimits, ExchangeLog } from './exchange-log.js';
import type { ExchangeRecord } from './exchange-record.js';

const leg = (more: Partial<ExchangeLeg> = {}): ExchangeLeg => ({
  direction: 'IN',
  mode: 'HUB',
  started_ms: Date.UTC(2026, 0, 1),
  duration_ms: 1,
  ids: { requestId: 'r', correlationId: 'c' },
  method: 'PUT',
  url: '/ocpi/2.3.0/receiver/sessions/NL/TNM/1',
  http: 200,
  ocpi: 1000,
  requestHeaders: {},
  responseHeaders: [],
  request: {},
  response: {},
  ...more,
});

const text = (length: number) => JSON.stringify({ a: 'x'.repeat(length - 8) });
const body = (length: number) => ({ text: text(length), isJson: true });

interface Opened {
  log: ExchangeLog;
  batches: ExchangeRecord[][];
  observed: ExchangeObservation[];
  logged: string[];
  /** Lets writes go on; they wait until then when the log was opened `held`. */
  release: () => void;
  failures: Error[];
}

const open = (limits: Partial<ExchangeLimits> = {}, isHeld = false): Opened => {
  const batches: ExchangeRecord[][] = [];
  const observed: ExchangeObservation[] = [];
  const logged: string[] = [];
  const failures: Error[] = [];
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const log = new ExchangeLog({
    limits: { ...defaultExchangeLimits, exchangesEvery_ms: 60_000, exchangeRetries_ms: [1, 1], ...limits },
    log: pino({ level: 'warn' }, { write: (line: string) => void logged.push(line) }),
    observe: (event) => void observed.push(event),
    store: async (records) => {
      if (isHeld) await promise;
      const failure = failures.shift();
      if (failure) throw failure;
      batches.push([...records]);
    },
  });
  return { log, batches, observed, logged, failures, release: () => resolve(undefined) };
};

const dropped = ({ observed }: Opened, outcome: ExchangeObservation['outcome'] = 'dropped') =>
  observed.filter((event) => event.outcome === outcome).reduce((sum, { legs }) => sum + legs, 0);

describe('HUB-064 the log of exchanges', () => {
  it('writes by number or by time, in batches of bounded number and size', async () => {
    const counted = open({ exchangesAtOnce: 3 });
    for (let i = 0; i < 8; i += 1) counted.log.record(leg());
    await counted.log.flushed();
    expect(counted.batches.map((batch) => batch.length)).toEqual([3, 3, 2]);

    const sized = open({ exchangeBytesAtOnce: 250 });
    for (let i = 0; i < 4; i += 1) sized.log.record(leg({ request: body(100) }));
    await sized.log.flushed();
    expect(sized.batches.map((batch) => batch.length)).toEqual([2, 2]);

    const timed = open({ exchangesEvery_ms: 1 });
    timed.log.record(leg());
    while (timed.batches.length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    expect(timed.batches.map((batch) => batch.length)).toEqual([1]);
  });

  it('holds a bounded number of legs, counts the others and says so once each time it begins', async () => {
    const full = open({ exchangesWaiting: 5, exchangesAtOnce: 2 }, true);
    for (let i = 0; i < 20; i += 1) full.log.record(leg());
    // Those being written wait no more, so at most one batch is beyond the bound.
    expect(dropped(full)).toBeGreaterThanOrEqual(13);
    expect(full.logged).toHaveLength(1);
    full.release();
    await full.log.flushed();
    const kept = full.batches.flat().length;
    expect(kept + dropped(full)).toBe(20);
    expect(dropped(full, 'recorded')).toBe(kept);
    expect(full.logged).toHaveLength(2);
    expect(JSON.parse(full.logged[1] ?? '')).toMatchObject({ legs: dropped(full), bodies: 0 });
    full.log.record(leg());
    await full.log.flushed();
    expect(full.batches.flat()).toHaveLength(kept + 1);
    expect(full.logged).toHaveLength(2);
  });

  it('holds a bounded size of bodies, and keeps the legs without them', async () => {
    const full = open({ exchangeBytesWaiting: 250 });
    for (let i = 0; i < 4; i += 1) full.log.record(leg({ request: body(100) }));
    await full.log.flushed();
    expect(full.batches.flat().map(({ request }) => [request.state, request.bytes])).toEqual([
      ['KEPT', 100],
      ['KEPT', 100],
      ['TOO_LONG', 100],
      ['TOO_LONG', 100],
    ]);
    expect(dropped(full, 'without body')).toBe(2);
    full.log.record(leg({ response: body(100) }));
    await full.log.flushed();
    expect(full.batches.flat().at(-1)?.response.state).toBe('KEPT');
  });

  it('lets go of a body that is too long at once, and tells its size in bytes', async () => {
    const opened = open({ exchangeBodyBytes: 50 });
    const long = leg({ request: { text: `{"a":"${'ü'.repeat(60)}"}`, isJson: true }, response: body(50) });
    opened.log.record(long);
    expect(long.request.text).toBeUndefined();
    await opened.log.flushed();
    expect(opened.batches.flat()).toMatchObject([
      { request: { state: 'TOO_LONG', bytes: 128, text: null }, response: { state: 'KEPT', bytes: 50 } },
    ]);
  });

  it('tries a batch again with the same ids, and gives it up in the end without stopping the others', async () => {
    const opened = open({ exchangesAtOnce: 1 });
    const broken = () => new Error('not now');
    opened.failures.push(broken(), broken());
    opened.log.record(leg());
    await opened.log.flushed();
    expect(opened.batches.flat()).toHaveLength(1);
    opened.failures.push(broken(), broken(), broken());
    opened.log.record(leg({ method: 'GET' }));
    opened.log.record(leg({ method: 'POST' }));
    await opened.log.flushed();
    expect(opened.batches.flat().map(({ method }) => method)).toEqual(['PUT', 'POST']);
    expect(dropped(opened)).toBe(1);
  });

  it('writes what is left when it is closed, and waits for no graph that does not answer', async () => {
    const answering = open();
    answering.log.record(leg());
    await answering.log.close(1_000);
    expect(answering.batches.flat()).toHaveLength(1);

    const silent = open({ exchangesAtOnce: 1, exchangeRetries_ms: [600_000] });
    silent.failures.push(...Array.from({ length: 10 }, () => new Error('gone')));
    silent.log.record(leg());
    silent.log.record(leg());
    await silent.log.close(1);
    expect([silent.batches.flat().length, dropped(silent)]).toEqual([0, 2]);
  });
});

describe('HUB-064 a leg as it is recorded', () => {
  const recorded = async (more: Partial<ExchangeLeg>): Promise<ExchangeRecord | undefined> => {
    const { log, batches } = open();
    log.record(leg(more));
    await log.flushed();
    return batches[0]?.[0];
  };

  it('names its instant, its parties and its version, and hides what stands for a driver', async () => {
    expect(
      await recorded({
        module: 'tokens',
        url: '/ocpi/2.3.0/receiver/tokens/DE/EMP/012345678?type=RFID',
        from: { country_code: 'de', party_id: 'emp' },
        request: { text: '{"uid":"012345678","contract_id":"DE-EMP-C1-X"}', isJson: true },
        response: { text: '{"status_code":2001,"status_message":"012345678 is odd"}', isJson: true },
        requestHeaders: { authorization: 'Token c2VjcmV0', 'X-Request-ID': 'r', cookie: 'secret' },
        responseHeaders: [
          { 'X-Request-ID': 'r' },
          { Link: '<https://h.example/tokens?limit=1&sealed=' + 's'.repeat(80) + '>; rel="next"' },
        ],
        violations: [
          { pointer: '/uid', code: 'TOO_LONG', message: '/uid is 012345678.', severity: 'refuse' },
        ],
      }),
    ).toMatchObject({
      id: expect.stringMatching(/^019b76da-a800-7/),
      startedAt: '2026-01-01T00:00:00.000Z',
      from: 'DE/EMP',
      to: null,
      version: '2.3.0',
      url: '/ocpi/2.3.0/receiver/tokens/DE/EMP/01***78?type=RFID',
      isUrlMasked: true,
      request: { state: 'MASKED', text: '{"uid":"01***78","contract_id":"DE***-X"}' },
      response: { state: 'MASKED', text: '{"status_code":2001,"status_message":"01***78 is odd"}' },
      requestHeaders: { 'x-request-id': 'r' },
      responseHeaders: {
        'x-request-id': 'r',
        link: '<https://h.example/tokens?limit=1&sealed=***>; rel="next"',
      },
      violations: [{ pointer: '/uid', code: 'TOO_LONG', message: '/uid is 01***78.' }],
      violationCount: 1,
    });
  });

  it('does not repeat what a parser quotes of a body that is none', async () => {
    const sentence =
      'The body is not JSON: Unexpected token \'x\', "{\\"uid\\":\\"012345678\\"x" is not valid JSON.';
    const shown = await recorded({
      request: { text: '{"uid":"012345678"x', bytes: 19 },
      response: { text: JSON.stringify({ status_message: sentence }), isJson: true },
    });
    expect(shown?.request).toEqual({ state: 'UNREADABLE', bytes: 19, text: null });
    expect(shown?.response.text).toBe('{"status_message":"The body is not JSON."}');
  });

  it('keeps a leg whose body cannot be walked', async () => {
    const shown = await recorded({ response: { text: `${'['.repeat(60_000)}${']'.repeat(60_000)}` } });
    expect(shown?.response).toMatchObject({ bytes: 120_000, text: null });
  });
});
