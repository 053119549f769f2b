/**
 * The one redirect the hub follows: to the same URL with or without the slash at the end of its path, as many web
 * frameworks send it (TRN-103 asks for both to be accepted). Anything else could lead anywhere (HUB-092, CRED-036).
 */
import type { Call, PartnerAnswer, PartnerClient } from './http.js';

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 307, 308]);

const withoutSlash = (path: string): string => path.replace(/\/+$/, '');

/** Our own URL with the path the redirect names; undefined when more than the slash differs. Pure. */
export function slashRedirect(
  asked: string,
  { http, headers }: Pick<PartnerAnswer, 'http' | 'headers'>,
): string | undefined {
  const location = headers['location'];
  if (!REDIRECTS.has(http) || location === undefined || !URL.canParse(location, asked)) return undefined;
  const [from, to] = [new URL(asked), new URL(location, asked)];
  if (to.origin !== from.origin || to.pathname === from.pathname) return undefined;
  if (withoutSlash(to.pathname) !== withoutSlash(from.pathname)) return undefined;
  // The query stays ours: a server that redirects to a path often forgets it.
  from.pathname = to.pathname;
  return from.href;
}

/** A GET that lets itself be redirected over a slash, once. */
export async function getOverSlash(
  client: PartnerClient,
  call: Omit<Call, 'method' | 'body'>,
): Promise<PartnerAnswer> {
  const answer = await client.call({ method: 'GET', ...call });
  const url = slashRedirect(call.url, answer);
  return url === undefined ? answer : client.call({ method: 'GET', ...call, url });
}
