// /api/v1/accounts and /api/v1/sweeps: is an account in order, and what does a look at all of it find.
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { PROVIDERS } from '../../domain/connection-ref';
import { present } from '../../domain/present';
import type { Auth } from '../auth';
import { knownAccount } from '../known-account';
import type { IngressOptions } from '../options';
import { readInput } from '../read-input';

const SweepBody = z.strictObject({ provider: z.enum(PROVIDERS), account: z.string().min(1).max(40) });

const WebhookBody = z.discriminatedUnion('do', [
  z
    .strictObject({
      do: z.literal('register'),
      publicUrl: z.url({ protocol: /^https?$/ }),
      scope: z.string().min(1).max(200).optional(),
    })
    .transform((order) => present(order)),
  z.strictObject({ do: z.literal('verify') }),
]);

interface ByAccount {
  Params: { provider: string; account: string };
}

export function accounts(app: FastifyInstance, deps: IngressOptions & { auth: Auth }): void {
  app.get('/accounts', () => ({
    items: deps.accounts.map(({ provider, name, access, sweep }) => ({
      ...{ provider, account: name, access },
      sweepEveryMs: sweep.everyMs,
    })),
  }));

  app.get<ByAccount>('/accounts/:provider/:account/survey', (request) =>
    deps.provider.survey(knownAccount(request.params, deps.accounts)),
  );

  app.get<ByAccount>('/accounts/:provider/:account/webhooks', (request) =>
    deps.provider.webhooks(knownAccount(request.params, deps.accounts), { do: 'list' }),
  );

  app.post<ByAccount>('/accounts/:provider/:account/webhooks', async (request) => {
    const person = deps.auth.person(request, 'admin');
    const ref = knownAccount(request.params, deps.accounts);
    const order = readInput(WebhookBody, request.body);
    deps.logger.info({ ...ref, by: person.id, order: order.do }, 'webhooks.ordered');
    return deps.provider.webhooks(ref, order);
  });

  app.post('/sweeps', async (request) => {
    const person = deps.auth.person(request, 'operator');
    const ref = knownAccount(readInput(SweepBody, request.body), deps.accounts);
    deps.logger.info({ ...ref, by: person.id }, 'sweep.asked');
    return deps.provider.sweepNow(ref);
  });
}
