// The HTTP server under both simulators: lenient about content types and slashes as the vendors are, strict about JSON.
import Fastify, { type FastifyInstance } from 'fastify';

const BODY_BYTES_MAX = 5 * 1024 * 1024;

/** The body was not what its content type says; the provider answers 400 in its own shape. */
export class MalformedBody extends Error {
  readonly statusCode = 400;
}

export interface RunningSimulator {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * `canonicalPath` maps what old clients call (trailing slashes, legacy names, other bases) to the one served path,
 * so that routes are written once. `request.originalUrl` keeps what was really asked.
 */
export function createServer(canonicalPath: (path: string) => string): FastifyInstance {
  const server = Fastify({
    bodyLimit: BODY_BYTES_MAX,
    forceCloseConnections: true,
    routerOptions: { caseSensitive: true },
    rewriteUrl: (request) => {
      const url = request.url ?? '/';
      const mark = url.indexOf('?');
      if (mark < 0) return canonicalPath(url);
      return `${canonicalPath(url.slice(0, mark))}${url.slice(mark)}`;
    },
  });
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'string' }, (request, body, done) => {
    try {
      done(null, parseBody(request.headers['content-type'] ?? '', body.toString()));
    } catch (error) {
      done(error instanceof Error ? error : new MalformedBody('unreadable body'));
    }
  });
  return server;
}

/** An empty body is no body, whatever the content type says: some clients always send the header. */
function parseBody(contentType: string, text: string): unknown {
  if (text.trim() === '') return undefined;
  if (contentType.includes('x-www-form-urlencoded')) return Object.fromEntries(new URLSearchParams(text));
  try {
    const parsed: unknown = JSON.parse(text);
    return parsed;
  } catch {
    throw new MalformedBody('request body is not valid JSON');
  }
}

export function withoutTrailingSlash(path: string): string {
  return path.length > 1 && path.endsWith('/') ? path.replace(/\/+$/, '') || '/' : path;
}

export async function listen(server: FastifyInstance, host: string, port: number): Promise<string> {
  await server.listen({ host, port });
  const address = server.server.address();
  const bound = typeof address === 'object' && address !== null ? address.port : port;
  return `http://${host.includes(':') ? `[${host}]` : host}:${bound}`;
}
