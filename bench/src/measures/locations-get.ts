/** Pages of 50 Locations per second, as a crawling eMSP asks for them, beside a bare server with the same bytes. */
import { request } from 'undici';
import { LOCATIONS } from '../documents.js';
import type { Page } from '../floors/page.floor.js';
import { patience_ms, type Measure } from './measure.js';

const CONCURRENCY = 16;
const LIMIT = 50;
/** Node writes these itself, on both sides alike. */
const OWN = new Set(['date', 'connection', 'keep-alive']);

export const locationsGet: Measure = async ({ hub, partners, start, counted }, scope) => {
  const paths = Array.from(
    { length: LOCATIONS / LIMIT },
    (_, i) => `/ocpi/2.3.0/sender/locations?offset=${i * LIMIT}&limit=${LIMIT}`,
  );
  const pages = await Promise.all(paths.map((path) => pageAt(hub.origin, path, partners.pull)));
  const floor = await start(scope, 'page-floor', { pages });
  const loadOn = (origin: string) =>
    start(scope, 'http-load', {
      origin,
      connections: CONCURRENCY,
      headers: partners.pull,
      requests: { kind: 'get', paths },
    });
  const [onHub, onFloor] = [await loadOn(hub.origin), await loadOn(floor.told)];
  return {
    hub: {
      name: 'hub',
      round: (seconds) => counted(hub.pid, true, () => onHub.run({ seconds }, patience_ms(seconds))),
    },
    floors: [
      {
        name: 'node:http, same bytes',
        round: (seconds) => counted(floor.pid, false, () => onFloor.run({ seconds }, patience_ms(seconds))),
      },
    ],
  };
};

const pageAt = async (
  origin: string,
  path: string,
  headers: Readonly<Record<string, string>>,
): Promise<Page> => {
  const answer = await request(origin + path, { headers, signal: AbortSignal.timeout(20_000) });
  const body = await answer.body.text();
  const { data } = JSON.parse(body) as { data?: unknown[] };
  if (data?.length !== LIMIT) throw new Error(`${path} is not a page of ${LIMIT}: ${body.slice(0, 500)}`);
  const sent = Object.entries(answer.headers).filter(([name]) => !OWN.has(name));
  return { path, headers: Object.fromEntries(sent) as Record<string, string>, body };
};
