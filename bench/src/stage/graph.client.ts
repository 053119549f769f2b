/** Asks the hub's graph over HTTP, as an operator. */
import { request } from 'undici';
import type { HubUnderTest } from './hub.js';

const TIMEOUT_MS = 30_000;

export const postGraph = async (
  { origin, key }: Pick<HubUnderTest, 'origin' | 'key'>,
  query: string,
  variables: Record<string, unknown> = {},
): Promise<unknown> => {
  const { body } = await request(`${origin}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify({ query, variables }),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const { data, errors } = (await body.json()) as { data?: unknown; errors?: { message: string }[] };
  if (errors?.[0] || !data) throw new Error(`The graph refused: ${errors?.[0]?.message ?? 'no data'}.`);
  return data;
};
