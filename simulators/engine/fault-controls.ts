// The control API of a simulator that has no connections: reset, request log, faults, and what else it adds.
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Clock } from './clock';
import { BadControl, read } from './control-body';
import { faultSpec, type FaultBook } from './faults';
import type { RequestLog } from './request-log';

const requestQuery = z.object({
  since: z.string().optional(),
  method: z.string().optional(),
  path: z.string().optional(),
});

export function addFaultControls(
  server: FastifyInstance,
  parts: { faults: FaultBook; requests: RequestLog; clock: Clock },
  own: { reset(): void; routes(sim: FastifyInstance): void },
): void {
  const { faults, requests, clock } = parts;
  void server.register(
    async (sim) => {
      sim.setErrorHandler((error, _request, reply) => {
        const status = error instanceof BadControl ? error.status : 500;
        return reply
          .code(status)
          .send({ status, title: error instanceof Error ? error.message : String(error) });
      });
      sim.post('/reset', async () => {
        clock.clear();
        own.reset();
        faults.clear();
        requests.clear();
        return { reset: true };
      });
      own.routes(sim);
      sim.get('/requests', async (request) => ({ items: requests.find(read(requestQuery, request.query)) }));
      sim.get('/faults', async () => ({ items: faults.list() }));
      sim.post('/faults', async (request, reply) =>
        reply.code(201).send(faults.add(read(faultSpec, request.body))),
      );
    },
    { prefix: '/_sim' },
  );
}
