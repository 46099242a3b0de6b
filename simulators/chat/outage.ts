// Times in which a system does not work: everything under a path is answered 503, and nothing is done.
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Clock } from '../engine/clock';

export const outageSpec = z.strictObject({
  /** 0 ends an outage at once. */
  seconds: z
    .number()
    .min(0)
    .max(366 * 24 * 3600),
  /** Which paths; everything but the controls unless told. */
  path: z.string().startsWith('/').default('/'),
});

export class Outage {
  private readonly untilMs = new Map<string, number>();

  constructor(private readonly clock: Clock) {}

  begin({ seconds, path }: z.infer<typeof outageSpec>): { path: string; until: string } {
    const until = this.clock.now() + seconds * 1000;
    if (seconds === 0) this.untilMs.delete(path);
    else this.untilMs.set(path, until);
    return { path, until: new Date(until).toISOString() };
  }

  end(): void {
    this.untilMs.clear();
  }

  /** Added after the request log's hooks, so that calls in vain are seen there. */
  addHook(server: FastifyInstance): void {
    server.addHook('preValidation', async (request, reply) => {
      if (request.url.startsWith('/_sim') || !this.isDown(request.url)) return;
      return reply.code(503).type('text/plain').send('Service Unavailable');
    });
  }

  private isDown(url: string): boolean {
    return [...this.untilMs].some(([path, until]) => url.startsWith(path) && this.clock.now() < until);
  }
}
