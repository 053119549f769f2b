/**
 * Floor of `fan-out`: a bare server that keeps in memory which socket watches which Location, and sends what is put
 * there to those who watch. It checks nothing, stores nothing and joins nothing.
 */
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Session } from '@chargesphere/schema';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Opened } from '../worker/roles.js';
import { idle } from './serve.js';

interface Message {
  id?: string;
  type: string;
  payload?: { variables?: { location: string } };
}

export const openSockets = async (): Promise<Opened<string, null, null>> => {
  const watching = new Map<string, Set<WebSocket>>();
  const server = createServer((incoming, response) => {
    let text = '';
    incoming.setEncoding('utf8');
    incoming.on('data', (chunk: string) => (text += chunk));
    incoming.on('end', () => {
      const { id, last_updated, country_code, party_id, location_id } = JSON.parse(text) as Session;
      const data = { sessionUpdated: { id, lastUpdated: last_updated, location: { name: 'Laadplein' } } };
      for (const socket of watching.get(`${country_code}/${party_id}/${location_id}`) ?? [])
        socket.send(JSON.stringify({ id: '1', type: 'next', payload: { data } }));
      response.writeHead(200, { 'content-length': '0' }).end();
    });
  });
  const sockets = new WebSocketServer({ server, perMessageDeflate: false });
  sockets.on('connection', (socket) => {
    socket.on('message', (data) => {
      const { type, payload } = JSON.parse(String(data)) as Message;
      if (type === 'connection_init') return socket.send('{"type":"connection_ack"}');
      const location = payload?.variables?.location;
      if (type !== 'subscribe' || location === undefined) return;
      const all = watching.get(location) ?? new Set();
      watching.set(location, all.add(socket));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { told: `127.0.0.1:${(server.address() as AddressInfo).port}`, run: idle };
};
