// The three files that pages load: read once, and named by their content so that browsers may keep them for ever.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { Problem } from '../problem';

const TYPES = {
  'console.css': 'text/css; charset=utf-8',
  'console.js': 'text/javascript; charset=utf-8',
  'icon.svg': 'image/svg+xml',
} as const;
type Name = keyof typeof TYPES;

/** Beside this file; the build copies them beside the compiled one. */
const FOLDER = join(__dirname, 'assets');

const KEPT = 'public, max-age=31536000, immutable';

export interface Assets {
  /** `/assets/<hash>/console.css` */
  url(name: Name): string;
}

/** Serves the files without a session: the sign-in page needs them. @throws Error when they are not installed. */
export function serveAssets(app: FastifyInstance): Assets {
  const files = Object.entries(TYPES).map(([name, type]) => {
    const body = readFileSync(join(FOLDER, name));
    return { name, type, body, hash: createHash('sha256').update(body).digest('hex').slice(0, 16) };
  });
  app.get<{ Params: { hash: string; name: string } }>('/assets/:hash/:name', (request, reply) => {
    const { hash, name } = request.params;
    const file = files.find((one) => one.name === name && one.hash === hash);
    if (!file) throw new Problem(404, 'there is no such file; load the page again');
    return reply.header('cache-control', KEPT).type(file.type).send(file.body);
  });
  return {
    url(name) {
      const hash = files.find((one) => one.name === name)?.hash ?? '';
      return `/assets/${hash}/${name}`;
    },
  };
}
