// The control API (`/_sim/...`) that both simulators share: reset, faults, requests, webhooks, credentials.
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Clock } from './clock';
import type { Random } from './random';
import type { FaultBook } from './faults';
import type { RequestLog } from './request-log';
import type { WebhookDelivery } from './webhook-delivery';
import type { ControlledConnections } from './control-connections';
import { faultSpec } from './faults';
import { webhookSettings } from './webhook-settings';
import { addConnectionControls } from './control-connections';
import { BadControl, read } from './control-body';

export interface Controls<Native> extends ControlledConnections<Native> {
  readonly clock: Clock;
  readonly random: Random;
  readonly faults: FaultBook;
  readonly requests: RequestLog;
  readonly webhooks: WebhookDelivery;
  readonly credentials: Readonly<Record<string, unknown>>;
  /** Forgets what the provider keeps beyond connections. */
  resetProvider(seed?: number): void;
  /** The provider's own controls, beside the shared ones. */
  addControls?(sim: FastifyInstance): void;
}

const YEAR_SECONDS = 366 * 24 * 3600;
const clockBody = z.strictObject({ advanceSeconds: z.number().min(0).max(YEAR_SECONDS) });

const requestQuery = z.object({
  since: z.string().optional(),
  method: z.string().optional(),
  path: z.string().optional(),
  limit: z.coerce.number().int().min(1).optional(),
});

export function addControlApi<Native>(server: FastifyInstance, controls: Controls<Native>): void {
  void server.register(
    async (sim) => {
      sim.setErrorHandler((error, _request, reply) => {
        const status = error instanceof BadControl ? error.status : 500;
        const message = error instanceof Error ? error.message : String(error);
        return reply.code(status).send({ status, title: message });
      });
      sim.setNotFoundHandler((request, reply) =>
        reply.code(404).send({ status: 404, title: `no such control: ${request.method} ${request.url}` }),
      );

      sim.post('/reset', async (request) => {
        const { seed } = read(z.strictObject({ seed: z.number().int().optional() }), request.body ?? {});
        controls.clock.clear();
        controls.world.clear();
        controls.faults.clear();
        controls.requests.clear();
        controls.webhooks.clear();
        controls.random.reseed(seed);
        controls.resetProvider(seed);
        return { reset: true };
      });

      const clock = () => ({ now: new Date(controls.clock.now()).toISOString() });
      sim.get('/clock', async () => clock());
      sim.post('/clock', async (request) => {
        const { advanceSeconds } = read(clockBody, request.body);
        await controls.clock.advance(advanceSeconds * 1000);
        return clock();
      });

      sim.get('/faults', async () => ({ items: controls.faults.list() }));
      sim.post('/faults', async (request, reply) =>
        reply.code(201).send(controls.faults.add(read(faultSpec, request.body))),
      );
      sim.delete('/faults', async () => {
        controls.faults.clear();
        return { items: [] };
      });

      sim.get('/requests', async (request) => {
        const { limit, ...filter } = read(requestQuery, request.query);
        const found = controls.requests.find(filter);
        return { items: limit === undefined ? found : found.slice(0, limit) };
      });

      const webhooks = () => ({
        items: controls.webhooks.settings.url === null ? [] : [controls.webhooks.settings],
        deliveries: controls.webhooks.deliveries(),
      });
      sim.get('/webhooks', async () => webhooks());
      sim.post('/webhooks', async (request) => {
        controls.webhooks.settings = read(webhookSettings, request.body);
        return controls.webhooks.settings;
      });

      sim.get('/credentials', async () => controls.credentials);
      addConnectionControls(sim, controls);
      controls.addControls?.(sim);
    },
    { prefix: '/_sim' },
  );
}
