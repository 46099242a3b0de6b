// What is no HTTP that can be read: answered as a problem document at the socket, since no request came of it.
import type { Socket } from 'node:net';

const REFUSALS: Record<string, { status: number; title: string; detail: string }> = {
  HPE_HEADER_OVERFLOW: {
    ...{ status: 431, title: 'Request head too large' },
    detail: 'the URL and the headers are together larger than 16 KiB',
  },
  ERR_HTTP_REQUEST_TIMEOUT: {
    ...{ status: 408, title: 'Request too slow' },
    detail: 'the request did not arrive in time',
  },
};
const MALFORMED = { status: 400, title: 'Malformed request', detail: 'that is no HTTP request' };

/** Closes the connection after the answer: what follows on it cannot be told apart. */
export function answerUnreadable({ code }: { code: string }, socket: Socket): void {
  // The sender is gone.
  if (code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const { status, title, detail } = REFUSALS[code] ?? MALFORMED;
  const body = JSON.stringify({ type: 'about:blank', title, status, detail, instance: '/' });
  socket.end(
    [
      `HTTP/1.1 ${status} ${title}`,
      'content-type: application/problem+json; charset=utf-8',
      `content-length: ${Buffer.byteLength(body)}`,
      'connection: close',
      '',
      body,
    ].join('\r\n'),
  );
}
