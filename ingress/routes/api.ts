// The scope of /api/v1: everything in it needs a token; routes that act ask for more than reading.
import type { FastifyInstance } from 'fastify';
import { createAuth } from '../auth';
import { Idempotency } from '../idempotency';
import { WHOAMI } from '../operations/people';
import type { IngressOptions } from '../options';
import { accounts } from './accounts';
import { approvals } from './approvals';
import { audit } from './audit';
import { brakes } from './brakes';
import { connections } from './connections';
import { control } from './control';
import { decisions } from './decisions';
import { incidents } from './incidents';
import { modes } from './modes';
import { policies } from './policies';

/** Registers the API under the prefix of `app`. */
export function api(app: FastifyInstance, options: IngressOptions & { now: () => Date }): void {
  const auth = createAuth(options);
  const deps = { ...options, auth, idempotency: new Idempotency(options.now) };
  app.addHook('onRequest', async (request) => {
    await auth.authenticate(request);
    auth.person(request, 'viewer');
  });
  app.get('/whoami', { schema: WHOAMI }, (request) => auth.person(request, 'viewer'));
  incidents(app, deps);
  decisions(app, deps);
  control(app, deps);
  approvals(app, deps);
  audit(app, deps);
  policies(app, deps);
  brakes(app, deps);
  modes(app, deps);
  connections(app, deps);
  accounts(app, deps);
}
