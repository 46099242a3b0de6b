// GET /connections: what the sweeps know of every connection, the sick ones first.
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { maySee } from '../../../domain/access/sight';
import { PROVIDERS } from '../../../domain/connection-ref';
import type { ConnectionFilter } from '../../../domain/reader-ports';
import { present } from '../../../domain/present';
import { CONNECTION_HEALTHS } from '../../../domain/sweep/known-connection';
import { seenBy } from '../../access';
import { readInput } from '../../read-input';
import type { ConsoleDeps } from '../deps';
import { chosen, words } from '../query';
import { sendPage } from '../send-page';
import { connectionsView } from './view';

const PAGE_ROWS = 100;

const Query = z.object({
  health: chosen(CONNECTION_HEALTHS),
  provider: chosen(PROVIDERS),
  account: words,
  cursor: z.string().max(500).optional(),
});
export type ConnectionsQuery = z.output<typeof Query>;

export function connectionPage(app: FastifyInstance, deps: ConsoleDeps): void {
  app.get('/connections', async (request, reply) => {
    const visit = deps.visits.of(request);
    const query = readInput(Query, request.query);
    const page = await deps.connections.list({ ...filterOf(query), ...seenBy(visit.person) });
    const seen = page.items.filter((one) => maySee(visit.person, one, one.tags));
    const main = connectionsView(seen, page.nextCursor, query);
    return sendPage({ title: 'Connections', at: '/connections', main }, visit, reply, deps);
  });
}

function filterOf({ health, provider, account, cursor }: ConnectionsQuery): ConnectionFilter {
  return {
    limit: PAGE_ROWS,
    ...present({ provider, account, cursor }),
    ...(health === undefined ? {} : { health: [health] }),
  };
}
