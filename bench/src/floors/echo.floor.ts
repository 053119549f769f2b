/** Floor of `live`: a bare WebSocket server that sends back what it gets. */
import { WebSocketServer } from 'ws';
import type { Opened } from '../worker/roles.js';
import { idle, serve } from './serve.js';

export const openEcho = async (): Promise<Opened<string, null, null>> => {
  const { server, host } = await serve();
  const sockets = new WebSocketServer({ server, perMessageDeflate: false });
  sockets.on('connection', (socket) =>
    socket.on('message', (data, isBinary) => socket.send(data, { binary: isBinary })),
  );
  return { told: `ws://${host}`, run: idle };
};
