// Starts one simulated model behind the OpenAI-compatible API, with a control API to make it misbehave.
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { Clock } from '../engine/clock';
import { BadControl, read } from '../engine/control-body';
import { addFaultHooks } from '../engine/fault-hooks';
import { FaultBook, faultSpec } from '../engine/faults';
import { frameworkStatus } from '../engine/framework-fault';
import {
  MalformedBody,
  createServer,
  listen,
  withoutTrailingSlash,
  type RunningSimulator,
} from '../engine/http-server';
import { Random } from '../engine/random';
import { RequestLog } from '../engine/request-log';
import { Behaviour, behaviourSpec } from './behaviour';
import { ChatError, chatRequest } from './chat';
import { answer, refuseUnsupported } from './completions';

const MODELS = ['sim-model', 'sim-model-mini'];

const requestQuery = z.object({
  since: z.string().optional(),
  method: z.string().optional(),
  path: z.string().optional(),
});

export async function startModelSimulator(
  options: { readonly host?: string; readonly port?: number } = {},
): Promise<RunningSimulator> {
  const clock = new Clock();
  const faults = new FaultBook(new Random());
  const requests = new RequestLog();
  const behaviour = new Behaviour();
  const server = createServer(withoutTrailingSlash);
  addErrors(server);
  addFaultHooks(server, requests, faults, clock);
  addApi(server, behaviour, clock);
  addControls(server, { behaviour, faults, requests, clock });
  const url = await listen(server, options.host ?? '127.0.0.1', options.port ?? 0);
  return {
    url,
    close: async () => {
      clock.clear();
      await server.close();
    },
  };
}

function addApi(server: FastifyInstance, behaviour: Behaviour, clock: Clock): void {
  let seq = 0;
  server.addHook('onRequest', async (request) => {
    if (!request.url.startsWith('/v1')) return;
    if (!/^Bearer \S+$/.test(request.headers.authorization ?? ''))
      throw new ChatError(401, 'You did not provide an API key.', null, 'invalid_api_key');
  });
  server.get('/v1/models', async () => ({
    object: 'list',
    data: MODELS.map((id) => ({ id, object: 'model', created: 1_767_225_600, owned_by: 'simulator' })),
  }));
  server.post('/v1/chat/completions', async (request, reply) => {
    const parsed = chatRequest.safeParse(request.body);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      throw new ChatError(
        400,
        issue?.message ?? 'invalid request',
        issue?.path.map(String).join('.') ?? null,
      );
    }
    const turn = behaviour.take();
    refuseUnsupported(turn.mode, parsed.data);
    if (turn.delayMs > 0) await clock.sleep(turn.delayMs);
    seq += 1;
    return reply.send(answer(turn.mode, parsed.data, reply, seq));
  });
}

function addErrors(server: FastifyInstance): void {
  server.setErrorHandler((error, _request, reply) => {
    const chat = asChatError(error);
    return reply.code(chat.status).send(chat.toBody());
  });
  server.setNotFoundHandler((request, reply) =>
    reply
      .code(404)
      .send(new ChatError(404, `Unknown request URL: ${request.method} ${request.url}`).toBody()),
  );
}

function asChatError(error: unknown): ChatError {
  if (error instanceof ChatError) return error;
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof MalformedBody) return new ChatError(400, message);
  return new ChatError(frameworkStatus(error) ?? 500, message);
}

function addControls(
  server: FastifyInstance,
  parts: { behaviour: Behaviour; faults: FaultBook; requests: RequestLog; clock: Clock },
): void {
  const { behaviour, faults, requests, clock } = parts;
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
        behaviour.reset();
        faults.clear();
        requests.clear();
        return { reset: true };
      });
      sim.get('/model', async () => behaviour.now());
      sim.post('/model', async (request) => {
        behaviour.set(read(behaviourSpec, request.body));
        return behaviour.now();
      });
      sim.get('/requests', async (request) => ({ items: requests.find(read(requestQuery, request.query)) }));
      sim.get('/faults', async () => ({ items: faults.list() }));
      sim.post('/faults', async (request, reply) =>
        reply.code(201).send(faults.add(read(faultSpec, request.body))),
      );
    },
    { prefix: '/_sim' },
  );
}
