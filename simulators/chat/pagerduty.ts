// PagerDuty's Events API v2: alerts by deduplication key, and what it refuses. `GET /_sim/pagerduty` shows the alerts.
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { MalformedBody } from '../engine/http-server';
import type { ChatWorld } from './world';

const text = (max: number) => z.string().trim().min(1).max(max);
const key = {
  routing_key: z.string().length(32, "Length of 'routing_key' is incorrect (should be 32 characters)"),
};

const payload = z.object({
  summary: text(1024),
  source: text(1024),
  severity: z.enum(['critical', 'error', 'warning', 'info']),
  timestamp: z.iso.datetime({ offset: true }).optional(),
  component: z.string().optional(),
  group: z.string().optional(),
  class: z.string().optional(),
  custom_details: z.unknown().optional(),
});
const event = z.discriminatedUnion('event_action', [
  z.object({
    ...key,
    event_action: z.literal('trigger'),
    dedup_key: text(255).optional(),
    client: z.string().optional(),
    client_url: z.url().optional(),
    links: z.array(z.object({ href: z.url(), text: z.string().optional() })).optional(),
    payload,
  }),
  z.object({ ...key, event_action: z.literal('acknowledge'), dedup_key: text(255) }),
  z.object({ ...key, event_action: z.literal('resolve'), dedup_key: text(255) }),
]);

interface Alert {
  routing_key: string;
  dedup_key: string;
  status: 'triggered' | 'acknowledged' | 'resolved';
  payload: z.output<typeof payload>;
  /** Events that were taken for it. */
  events: string[];
}

export function addPagerduty(server: FastifyInstance, world: ChatWorld): void {
  let alerts: Alert[] = [];
  world.onReset(() => void (alerts = []));
  world.addControls((sim) => void sim.get('/pagerduty', async () => ({ items: alerts })));

  void server.register(async (scope) => {
    scope.setErrorHandler((error, _request, reply) => {
      const status = error instanceof MalformedBody ? 400 : 500;
      return reply.code(status).send({ status: 'invalid event', message: 'Event object is invalid' });
    });
    scope.post('/v2/enqueue', async (request, reply) => {
      const parsed = event.safeParse(request.body);
      if (!parsed.success) {
        const errors = parsed.error.issues.map((one) => `'${one.path.join('.')}': ${one.message}`);
        return reply.code(400).send({ status: 'invalid event', message: 'Event object is invalid', errors });
      }
      const taken = parsed.data;
      const dedup = taken.dedup_key ?? `sim${alerts.length + 1}`;
      const open = alerts.find(
        (one) =>
          one.routing_key === taken.routing_key && one.dedup_key === dedup && one.status !== 'resolved',
      );
      if (taken.event_action === 'trigger') {
        if (open) open.payload = taken.payload;
        else
          alerts.push({
            ...{ routing_key: taken.routing_key, dedup_key: dedup, status: 'triggered' },
            ...{ payload: taken.payload, events: ['trigger'] },
          });
      } else if (open) open.status = taken.event_action === 'resolve' ? 'resolved' : 'acknowledged';
      open?.events.push(taken.event_action);
      // An end of nothing is taken all the same, as PagerDuty does.
      return reply.code(202).send({ status: 'success', message: 'Event processed', dedup_key: dedup });
    });
  });
}
