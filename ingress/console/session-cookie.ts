// The cookie that holds a session's ID: out of reach of scripts and of other sites.
import type { FastifyReply, FastifyRequest } from 'fastify';

const SECONDS = 12 * 3600;

type PublicUrl = string | undefined;

/** Told apart by port, because browsers send cookies to every port of a host: two stacks may run on one. */
function nameFor(request: FastifyRequest, publicUrl: PublicUrl): string {
  return isSecure(request, publicUrl) ? '__Host-penstock' : `penstock_${request.port ?? 80}`;
}

/** @param publicUrl an address that people use, where it differs from the one requests come in on */
export function sessionIdOf(request: FastifyRequest, publicUrl: PublicUrl): string | undefined {
  return request.cookies[nameFor(request, publicUrl)];
}

export function setSessionCookie(
  request: FastifyRequest,
  reply: FastifyReply,
  publicUrl: PublicUrl,
  id: string,
): void {
  const settings = settingsFor(request, publicUrl);
  void reply.setCookie(nameFor(request, publicUrl), id, { ...settings, maxAge: SECONDS });
}

export function clearSessionCookie(request: FastifyRequest, reply: FastifyReply, publicUrl: PublicUrl): void {
  void reply.clearCookie(nameFor(request, publicUrl), settingsFor(request, publicUrl));
}

function settingsFor(request: FastifyRequest, publicUrl: PublicUrl) {
  return { path: '/', httpOnly: true, sameSite: 'strict', secure: isSecure(request, publicUrl) } as const;
}

/** What the browser speaks, which a proxy in between may hide. */
function isSecure(request: FastifyRequest, publicUrl: PublicUrl): boolean {
  if (request.protocol === 'https') return true;
  if (publicUrl === undefined) return false;
  const { protocol, host } = new URL(publicUrl);
  return protocol === 'https:' && host === request.host;
}
