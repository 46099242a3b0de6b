// Does a form come from a page of ours? What browsers say about it; the form token is the second proof.
import type { FastifyRequest } from 'fastify';
import { Problem } from '../problem';

/** @param publicUrl an address that people use, where it differs from the one requests come in on @throws Problem 403 */
export function assertSameOrigin(request: FastifyRequest, publicUrl: string | undefined): void {
  const site = request.headers['sec-fetch-site'];
  const { origin } = request.headers;
  const foreignSite = site !== undefined && site !== 'same-origin' && site !== 'none';
  if (foreignSite || (origin !== undefined && !isOurs(origin, request, publicUrl)))
    throw new Problem(403, 'this form was sent from another site: nothing was done');
}

function isOurs(origin: string, request: FastifyRequest, publicUrl: string | undefined): boolean {
  const ours = [`${request.protocol}://${request.host}`, ...(publicUrl === undefined ? [] : [publicUrl])];
  return ours.some((url) => URL.canParse(url) && new URL(url).origin === origin);
}
