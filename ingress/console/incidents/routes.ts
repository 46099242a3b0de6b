// GET / and /incidents/{id}: what is wrong and what happens next.
import type { FastifyInstance } from 'fastify';
import { withLinks } from '../../../domain/incident-links';
import { freshest } from '../../acts/order';
import { incidentFor, seenBy, seesIncident } from '../../access';
import { readInput } from '../../read-input';
import type { ConsoleDeps } from '../deps';
import { sendPage } from '../send-page';
import { votesGivenTo } from '../votes-given';
import { incidentActs } from './acts';
import { incidentView } from './incident-view';
import { filterOf, ListQuery } from './list-query';
import { listView } from './list-view';

const TIMELINE_ROWS = 200;

export function incidentPages(app: FastifyInstance, deps: ConsoleDeps): void {
  app.get('/', async (request, reply) => {
    const visit = deps.visits.of(request);
    const query = readInput(ListQuery, request.query);
    const { items, nextCursor } = await deps.reader.list({ ...filterOf(query), ...seenBy(visit.person) });
    const seen = items.filter((incident) => seesIncident(visit.person, incident));
    const main = listView(seen, nextCursor, query);
    return sendPage({ title: 'Incidents', at: '/', main }, visit, reply, deps);
  });

  app.get<{ Params: { id: string } }>('/incidents/:id', async (request, reply) => {
    const visit = deps.visits.of(request);
    const stored = await incidentFor(visit.person, 'viewer', request.params.id, deps);
    const { id, connection } = stored;
    const now = deps.now().toISOString();
    // Right after an act the incident itself knows more than the store.
    const incident = visit.session.notice === null ? stored : await freshest(id, deps);
    const [rows, evidence] = await Promise.all([
      deps.reader.audit({ incidentId: id, newestFirst: true, limit: TIMELINE_ROWS }),
      deps.reader.evidence(id),
    ]);
    const { person, session } = visit;
    const votesFor = votesGivenTo(person, incident, await deps.delegations.delegations(now), now);
    const told = { rows: rows.reverse(), evidence, person, formToken: session.formToken, votesFor };
    const main = incidentView(withLinks(incident, deps.links), told);
    return sendPage({ title: `${connection.name} (${id})`, at: '/', main }, visit, reply, deps);
  });

  incidentActs(app, deps);
}
