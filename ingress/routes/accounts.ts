// /api/v1/accounts and /api/v1/sweeps: is an account in order, and what does a look at all of it find.
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { accountFor, accountsSeenBy } from '../access';
import { recordOrder } from '../acts/order-account';
import type { Auth } from '../auth';
import {
  LIST_ACCOUNTS,
  LIST_WEBHOOKS,
  SURVEY,
  SWEEP_NOW,
  SweepBody,
  TEND_WEBHOOKS,
  WebhookBody,
} from '../operations/accounts';
import type { IngressOptions } from '../options';
import { readInput } from '../read-input';

interface ByAccount {
  Params: { provider: string; account: string };
}

type Deps = IngressOptions & { auth: Auth; now: () => Date };

export function accounts(app: FastifyInstance, deps: Deps): void {
  const asked = (request: FastifyRequest<ByAccount>) =>
    accountFor(deps.auth.person(request, 'viewer'), 'viewer', request.params, deps.accounts);

  app.get('/accounts', { schema: LIST_ACCOUNTS }, (request) => ({
    items: accountsSeenBy(deps.auth.person(request, 'viewer'), deps.accounts).map(
      ({ provider, name, access, sweep }) => ({
        ...{ provider, account: name, access },
        sweepEveryMs: sweep.everyMs,
      }),
    ),
  }));

  app.get<ByAccount>('/accounts/:provider/:account/survey', { schema: SURVEY }, (request) =>
    deps.provider.survey(asked(request)),
  );

  app.get<ByAccount>('/accounts/:provider/:account/webhooks', { schema: LIST_WEBHOOKS }, (request) =>
    deps.provider.webhooks(asked(request), { do: 'list' }),
  );

  app.post<ByAccount>('/accounts/:provider/:account/webhooks', { schema: TEND_WEBHOOKS }, async (request) => {
    const person = deps.auth.person(request, 'admin');
    const ref = accountFor(person, 'admin', request.params, deps.accounts);
    const order = readInput(WebhookBody, request.body);
    await recordOrder(ref, { action: 'webhooks.ordered', by: person.id, details: { ...order } }, deps);
    return deps.provider.webhooks(ref, order);
  });

  app.post('/sweeps', { schema: SWEEP_NOW }, async (request) => {
    const person = deps.auth.person(request, 'operator');
    const ref = accountFor(person, 'operator', readInput(SweepBody, request.body), deps.accounts);
    await recordOrder(ref, { action: 'sweep.ordered', by: person.id, details: {} }, deps);
    return deps.provider.sweepNow(ref);
  });
}
