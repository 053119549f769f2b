/** A bare node:http server on a free port. */
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export const serve = async (answer?: RequestListener): Promise<{ server: Server; host: string }> => {
  const server = createServer(answer);
  server.keepAliveTimeout = 65_000; // as the hub's
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, host: `127.0.0.1:${(server.address() as AddressInfo).port}` };
};

/** A server has nothing to run. */
export const idle = async (): Promise<null> => null;
