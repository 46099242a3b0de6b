// Access tokens: JWT-shaped, 15 minutes by the simulator's clock, got with client ID and secret.
import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import type { Clock } from '../engine/clock';
import { uuidFrom } from '../engine/random';
import { AirbyteProblem } from './problems';
import type { Settings } from './settings';

export interface ClientPair {
  readonly clientId: string;
  readonly clientSecret: string;
}

const tokenBody = z.looseObject({ client_id: z.string(), client_secret: z.string() });

export class Tokens {
  private readonly expiresAt = new Map<string, number>();
  private issued = 0;

  constructor(
    private readonly clock: Clock,
    private readonly client: ClientPair,
    private readonly settings: () => Settings,
  ) {}

  /** Null for a wrong pair. */
  issue(body: unknown): string | null {
    const sent = tokenBody.safeParse(body);
    if (!sent.success || sent.data.client_id !== this.client.clientId) return null;
    if (sent.data.client_secret !== this.client.clientSecret) return null;
    const now = this.clock.now();
    for (const [old, at] of this.expiresAt) if (at < now) this.expiresAt.delete(old);
    const token = this.jwt(now);
    this.expiresAt.set(token, now + this.settings().tokenSeconds * 1000);
    return token;
  }

  /** @throws AirbyteProblem 401 when the header does not open this edition's door */
  require(header: string | undefined): void {
    const { auth, basicUser } = this.settings();
    if (auth === 'none') return;
    const bearer = /^Bearer +(\S+)$/i.exec(header ?? '')?.[1] ?? '';
    if (auth === 'token' && (this.expiresAt.get(bearer) ?? 0) > this.clock.now()) return;
    const basic = /^Basic +(\S+)$/i.exec(header ?? '')?.[1] ?? '';
    if (auth === 'basic' && Buffer.from(basic, 'base64').toString() === basicUser) return;
    throw new AirbyteProblem(401, 'invalid-api-key', 'The API key or access token is invalid or expired.');
  }

  expireAll(): void {
    this.expiresAt.clear();
  }

  private jwt(now: number): string {
    const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    this.issued += 1;
    const iat = Math.floor(now / 1000);
    const claims = {
      iss: 'http://localhost:8000',
      aud: 'airbyte-server',
      sub: 'sim-user',
      iat,
      exp: iat + this.settings().tokenSeconds,
    };
    return `${part({ alg: 'HS256' })}.${part({ ...claims, jti: uuidFrom(`token/${this.issued}`) })}.${part('signature')}`;
  }
}

/** The public path answers `token_type` and `expires_in`, the config path only the token (vendor source). */
export function addTokenRoutes(server: FastifyInstance, tokens: Tokens, settings: () => Settings): void {
  server.post('/api/public/v1/applications/token', async (request, reply) => {
    const token = tokens.issue(request.body);
    if (token === null) return refuse(reply, settings());
    const { expiresIn, tokenSeconds } = settings();
    return {
      access_token: token,
      token_type: 'Bearer',
      ...(expiresIn ? { expires_in: tokenSeconds } : {}),
    };
  });
  server.post('/api/v1/applications/token', async (request, reply) => {
    const token = tokens.issue(request.body);
    return token === null ? refuse(reply, settings()) : { access_token: token };
  });
}

function refuse(reply: FastifyReply, { wrongCredentials }: Settings): FastifyReply {
  if (wrongCredentials === 'unauthorized')
    return reply.code(401).send({ errorId: '00000000-0000-4000-a000-000000000401' });
  return reply.code(400).send({
    message: 'Bad Request',
    _links: { self: { href: '/api/public/v1/applications/token', templated: false } },
    _embedded: { errors: [{ message: 'Invalid client id or token' }] },
  });
}
