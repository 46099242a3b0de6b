// The cookie that holds a session's ID: out of reach of scripts and of other sites.
import type { FastifyReply, FastifyRequest } from 'fastify';

const SECONDS = 12 * 3600;

/** Told apart by port, because browsers send cookies to every port of a host: two stacks may run on one. */
function nameFor(request: FastifyRequest): string {
  return request.protocol === 'https' ? '__Host-penstock' : `penstock_${request.port ?? 80}`;
}

export function sessionIdOf(request: FastifyRequest): string | undefined {
  return request.cookies[nameFor(request)];
}

export function setSessionCookie(request: FastifyRequest, reply: FastifyReply, id: string): void {
  void reply.setCookie(nameFor(request), id, { ...settingsFor(request), maxAge: SECONDS });
}

export function clearSessionCookie(request: FastifyRequest, reply: FastifyReply): void {
  void reply.clearCookie(nameFor(request), settingsFor(request));
}

function settingsFor(request: FastifyRequest) {
  return { path: '/', httpOnly: true, sameSite: 'strict', secure: request.protocol === 'https' } as const;
}
