// Is the process alive (/healthz), and can it do its work (/readyz)?
import type { FastifyInstance } from 'fastify';
import { HEALTHZ, READYZ } from '../operations/health';
import type { IngressOptions, ReadinessCheck } from '../options';

const CHECK_TIMEOUT_MS = 4000;

/** No token needed: answers say which part is missing, nothing else. */
export function health(app: FastifyInstance, { reader, checks = [] }: IngressOptions): void {
  const all: ReadinessCheck[] = [{ name: 'store', check: () => reader.ping() }, ...checks];
  app.get('/healthz', { schema: HEALTHZ }, () => ({ status: 'ok' }));
  app.get('/readyz', { schema: READYZ }, async (_request, reply) => {
    const results = await Promise.all(all.map(run));
    const ready = results.every((r) => r.ok);
    return reply.status(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not_ready', checks: results });
  });
}

async function run({ name, check }: ReadinessCheck): Promise<{ name: string; ok: boolean; detail: string }> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new Error(`no answer within ${CHECK_TIMEOUT_MS / 1000} s`)),
      CHECK_TIMEOUT_MS,
    );
  });
  try {
    await Promise.race([check(), late]);
    return { name, ok: true, detail: 'reachable' };
  } catch (error) {
    return { name, ok: false, detail: error instanceof Error ? error.message : 'not reachable' };
  } finally {
    clearTimeout(timer);
  }
}
