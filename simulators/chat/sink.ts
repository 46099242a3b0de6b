// A receiver of webhooks that checks signatures as Standard Webhooks has it. `POST /sink/{name}`, `GET /_sim/sink`.
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { MalformedBody } from '../engine/http-server';
import type { ChatWorld } from './world';

/** `whsec_` and the base64 of 32 bytes. */
export const SINK_SECRET = 'whsec_c2ltLXdlYmhvb2stc2lnbmluZy1zZWNyZXQtMDAwMDE=';
const TOLERANCE_SECONDS = 5 * 60;

interface Delivery {
  name: string;
  id: string;
  body: unknown;
  /** The same `webhook-id` came before: a receiver does nothing more. */
  repeated: boolean;
}

export function addSink(server: FastifyInstance, world: ChatWorld): void {
  let deliveries: Delivery[] = [];
  world.onReset(() => void (deliveries = []));
  world.addControls((sim) => void sim.get('/sink', async () => ({ items: deliveries })));

  void server.register(async (scope) => {
    // The signature covers the bytes as they came.
    const raw = new WeakMap<FastifyRequest, string>();
    scope.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
      raw.set(request, body.toString());
      try {
        done(null, JSON.parse(body.toString()));
      } catch {
        done(new MalformedBody('request body is not valid JSON'));
      }
    });
    scope.post<{ Params: { name: string } }>('/sink/:name', async (request, reply) => {
      const fault = faultOf(request, raw.get(request) ?? '', world.clock.now());
      if (fault !== null) return reply.code(401).send({ error: fault });
      const id = String(request.headers['webhook-id']);
      const { name } = request.params;
      const repeated = deliveries.some((one) => one.name === name && one.id === id);
      deliveries.push({ name, id, body: request.body, repeated });
      return reply.code(204).send();
    });
  });
}

function faultOf(request: FastifyRequest, body: string, nowMs: number): string | null {
  const { 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': given } = request.headers;
  if (typeof id !== 'string' || typeof at !== 'string' || typeof given !== 'string')
    return 'webhook-id, webhook-timestamp and webhook-signature are needed';
  if (!(Math.abs(nowMs / 1000 - Number(at)) <= TOLERANCE_SECONDS)) return 'webhook-timestamp is too far off';
  const key = Buffer.from(SINK_SECRET.slice('whsec_'.length), 'base64');
  const expected = createHmac('sha256', key).update(`${id}.${at}.${body}`).digest();
  const fits = given
    .split(' ')
    .filter((one) => one.startsWith('v1,'))
    .map((one) => Buffer.from(one.slice(3), 'base64'))
    .some((one) => one.length === expected.length && timingSafeEqual(one, expected));
  return fits ? null : 'webhook-signature does not fit';
}
