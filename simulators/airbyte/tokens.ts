// Access tokens: JWT-shaped, 15 minutes, got with client ID and secret. A wrong pair answers as the Community edition does.
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Clock } from '../engine/clock';
import type { Random } from '../engine/random';
import { AirbyteProblem } from './problems';

export interface ClientPair {
  readonly clientId: string;
  readonly clientSecret: string;
}

const tokenBody = z.looseObject({ client_id: z.string(), client_secret: z.string() });

export class Tokens {
  private readonly expiresAt = new Map<string, number>();

  constructor(
    private readonly clock: Clock,
    private readonly random: Random,
    private readonly client: ClientPair,
    private readonly lifetimeSeconds: number,
  ) {}

  issue(body: unknown): { access_token: string; expires_in: number } | null {
    const sent = tokenBody.safeParse(body);
    if (!sent.success || sent.data.client_id !== this.client.clientId) return null;
    if (sent.data.client_secret !== this.client.clientSecret) return null;
    const now = this.clock.now();
    for (const [old, at] of this.expiresAt) if (at < now) this.expiresAt.delete(old);
    const token = this.jwt(now);
    this.expiresAt.set(token, now + this.lifetimeSeconds * 1000);
    return { access_token: token, expires_in: this.lifetimeSeconds };
  }

  require(header: string | undefined): void {
    const token = /^Bearer +(\S+)$/i.exec(header ?? '')?.[1] ?? '';
    if ((this.expiresAt.get(token) ?? 0) > this.clock.now()) return;
    throw new AirbyteProblem(401, 'invalid-api-key', 'The API key or access token is invalid or expired.');
  }

  expireAll(): void {
    this.expiresAt.clear();
  }

  private jwt(now: number): string {
    const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const seconds = Math.floor(now / 1000);
    const claims = {
      iss: 'sim',
      aud: 'airbyte-server',
      sub: 'sim-user',
      exp: seconds + this.lifetimeSeconds,
    };
    return `${part({ alg: 'HS256' })}.${part({ ...claims, jti: this.random.uuid() })}.${part('signature')}`;
  }
}

/** Public form answers `token_type` and `expires_in`, the config form only the token (vendor source). */
export function addTokenRoutes(server: FastifyInstance, tokens: Tokens): void {
  server.post('/api/public/v1/applications/token', async (request, reply) => {
    const token = tokens.issue(request.body);
    if (token === null) return reply.code(400).send(wrongClient);
    return { access_token: token.access_token, token_type: 'Bearer', expires_in: token.expires_in };
  });
  server.post('/api/v1/applications/token', async (request, reply) => {
    const token = tokens.issue(request.body);
    if (token === null) return reply.code(400).send(wrongClient);
    return { access_token: token.access_token };
  });
}

const wrongClient = {
  message: 'Bad Request',
  _links: { self: { href: '/api/public/v1/applications/token', templated: false } },
  _embedded: { errors: [{ message: 'Invalid client id or token' }] },
};
