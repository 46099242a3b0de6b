// Starts one simulated model behind the OpenAI-compatible API, with a control API to make it misbehave.
import type { FastifyInstance } from 'fastify';
import { Clock } from '../engine/clock';
import { read } from '../engine/control-body';
import { addFaultControls } from '../engine/fault-controls';
import { addFaultHooks } from '../engine/fault-hooks';
import { FaultBook } from '../engine/faults';
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
  addFaultControls(
    server,
    { faults, requests, clock },
    {
      reset: () => behaviour.reset(),
      routes(sim) {
        sim.get('/model', async () => behaviour.now());
        sim.post('/model', async (request) => {
          behaviour.set(read(behaviourSpec, request.body));
          return behaviour.now();
        });
      },
    },
  );
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
