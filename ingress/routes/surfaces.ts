// /api/v1/surfaces: which are configured, and do they answer.
import type { FastifyInstance } from 'fastify';
import type { Auth } from '../auth';
import { LIST_SURFACES } from '../operations/surfaces';
import type { IngressOptions } from '../options';
import { askSurfaces } from '../surface-checks';

type Deps = Pick<IngressOptions, 'surfaceChecks'> & { auth: Auth };

export function surfaces(app: FastifyInstance, { auth, surfaceChecks = [] }: Deps): void {
  app.get('/surfaces', { schema: LIST_SURFACES }, async (request) => {
    auth.person(request, 'admin');
    return { items: await askSurfaces(surfaceChecks) };
  });
}
