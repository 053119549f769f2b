/** Floor of `locations-get`: a bare server that sends the bytes and headers the hub once sent for the same pages. */
import type { Opened } from '../worker/roles.js';
import { idle, serve } from './serve.js';

export interface Page {
  path: string;
  headers: Readonly<Record<string, string>>;
  body: string;
}

export interface PageOptions {
  pages: readonly Page[];
}

export const openPages = async ({ pages }: PageOptions): Promise<Opened<string, null, null>> => {
  const byPath = new Map(
    pages.map(({ path, headers, body }) => [path, { headers, body: Buffer.from(body) }]),
  );
  const { host } = await serve((request, response) => {
    const page = byPath.get(request.url ?? '');
    response.writeHead(page ? 200 : 404, page?.headers);
    response.end(page?.body);
  });
  return { told: `http://${host}`, run: idle };
};
