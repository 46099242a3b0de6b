// The public API is served at two bases (Cloud `/v1`, self-managed `/api/public/v1`); tokens at three. One is routed.
import { withoutTrailingSlash } from '../engine/http-server';

export function canonicalPath(path: string): string {
  if (path.startsWith('/_sim')) return path;
  return withoutTrailingSlash(path)
    .replace(/^\/v1(?=\/|$)/, '/api/public/v1')
    .replace(/^\/applications\/token$/, '/api/public/v1/applications/token');
}
