// Puts the request log and the faults around a provider's routes. The control API is never logged and never faulty.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from './clock';
import type { ActiveFault, FaultBook } from './faults';
import type { LoggedRequest, RequestLog } from './request-log';

interface Watched {
  readonly entry: LoggedRequest;
  fault: ActiveFault | null;
}

export function addFaultHooks(
  server: FastifyInstance,
  log: RequestLog,
  faults: FaultBook,
  clock: Clock,
): void {
  const watched = new WeakMap<FastifyRequest, Watched>();

  server.addHook('onRequest', async (request) => {
    const path = pathOf(request.originalUrl);
    if (path.startsWith('/_sim')) return;
    watched.set(request, {
      entry: log.open({ method: request.method, path, query: request.query }),
      fault: null,
    });
  });

  server.addHook('preValidation', async (request, reply) => {
    const watch = watched.get(request);
    if (watch === undefined) return;
    watch.entry.body = request.body ?? null;
    const fault = faults.take(request.method, [watch.entry.path, pathOf(request.url)]);
    watch.fault = fault;
    if (fault === null || fault.applyFirst) return;
    if (fault.delayMs > 0) await clock.sleep(fault.delayMs);
    if (fault.drop) return hangUp(request, reply);
    if (fault.status !== undefined)
      return reply.code(fault.status).headers(fault.headers).send(faultBody(fault));
  });

  server.addHook('onSend', async (request, reply, payload) => {
    const watch = watched.get(request);
    if (watch === undefined) return payload;
    const { fault } = watch;
    watch.fault = null;
    const answer = fault?.applyFirst === true ? await spoil(request, reply, fault, payload, clock) : payload;
    if (answer !== DROPPED) watch.entry.status = reply.statusCode;
    return answer === DROPPED ? payload : answer;
  });
}

const DROPPED = Symbol('dropped');

/** The work is done; the answer is not what it would have been. */
async function spoil(
  request: FastifyRequest,
  reply: FastifyReply,
  fault: ActiveFault,
  payload: unknown,
  clock: Clock,
): Promise<unknown> {
  if (fault.delayMs > 0) await clock.sleep(fault.delayMs);
  if (fault.drop) {
    request.raw.socket.destroy();
    return DROPPED;
  }
  if (fault.status === undefined) return payload;
  const body = JSON.stringify(faultBody(fault));
  reply.code(fault.status).headers({ 'content-type': 'application/json', ...fault.headers });
  reply.header('content-length', Buffer.byteLength(body));
  return body;
}

function pathOf(url: string): string {
  return url.split('?', 1)[0] ?? url;
}

function faultBody(fault: ActiveFault): unknown {
  return fault.body ?? { code: 'SimulatedFault', message: `simulated fault ${fault.id}` };
}

function hangUp(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  reply.hijack();
  request.raw.socket.destroy();
  return reply;
}
