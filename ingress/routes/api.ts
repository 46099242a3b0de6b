// The scope of /api/v1: everything in it needs a token; routes that act ask for more than reading.
import type { FastifyInstance } from 'fastify';
import { limitApi } from '../api-limits';
import { createAuth } from '../auth';
import { Idempotency } from '../idempotency';
import { WHOAMI } from '../operations/people';
import type { IngressOptions } from '../options';
import { accounts } from './accounts';
import { acknowledgements } from './acknowledge';
import { approvals } from './approvals';
import { audit } from './audit';
import { brakes } from './brakes';
import { connections } from './connections';
import { control } from './control';
import { delegations } from './delegations';
import { decisions } from './decisions';
import { incidents } from './incidents';
import { modes } from './modes';
import { policies } from './policies';
import { reports } from './reports';
import { surfaces } from './surfaces';
import { tokens } from './tokens';

/** Registers the API under the prefix of `app`. */
export async function api(
  app: FastifyInstance,
  options: IngressOptions & { now: () => Date },
): Promise<void> {
  const auth = createAuth(options);
  const deps = { ...options, auth, idempotency: new Idempotency(options.now) };
  const countRefused = await limitApi(app, options.apiPerMinuteMax);
  app.addHook('onRequest', async (request) => {
    await auth.authenticate(request).catch(async (error: unknown) => {
      await countRefused(request);
      throw error;
    });
    auth.person(request, 'viewer');
  });
  app.get('/whoami', { schema: WHOAMI }, (request) => auth.person(request, 'viewer'));
  incidents(app, deps);
  acknowledgements(app, deps);
  decisions(app, deps);
  delegations(app, deps);
  control(app, deps);
  approvals(app, deps);
  audit(app, deps);
  policies(app, deps);
  reports(app, deps);
  brakes(app, deps);
  modes(app, deps);
  connections(app, deps);
  accounts(app, deps);
  surfaces(app, deps);
  tokens(app, deps);
}
