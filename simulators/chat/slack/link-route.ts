// Where an app's WebSocket comes in: GET /link?ticket=…, with the URL that apps.connections.open gave.
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { WebSocketServer } from 'ws';
import type { Workspace } from './workspace';

const MESSAGE_BYTES_MAX = 1024 * 1024;

export function addLinkRoute(server: FastifyInstance, { links }: Workspace): void {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MESSAGE_BYTES_MAX });
  server.server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const url = new URL(request.url ?? '/', 'ws://localhost');
    socket.on('error', () => socket.destroy());
    if (url.pathname !== '/link') return refuse(socket, '404 Not Found');
    if (!links.useTicket(url.searchParams.get('ticket') ?? '')) return refuse(socket, '401 Unauthorized');
    if (links.isFull()) return refuse(socket, '429 Too Many Requests');
    sockets.handleUpgrade(request, socket, head, (link) => links.add(link));
  });
  // An open WebSocket would keep the server from closing.
  server.addHook('preClose', async () => links.reset());
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
}
