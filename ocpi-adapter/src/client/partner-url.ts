/**
 * URLs below a partner's endpoint. The endpoint is never guessed (TRN-100); what follows it is joined with one slash
 * whatever it ends with (TRN-103), and every id is escaped, because ids may hold slashes and more (AMB-011). Pure.
 */
export function partnerUrl(
  endpoint: string,
  path: readonly string[],
  query: Readonly<Record<string, string>> | URLSearchParams = {},
): string {
  const url = new URL(endpoint);
  if (path.length > 0)
    url.pathname = [url.pathname.replace(/\/+$/, ''), ...path.map(encodeURIComponent)].join('/');
  for (const [name, value] of query instanceof URLSearchParams ? query : Object.entries(query))
    url.searchParams.append(name, value);
  return url.href;
}
