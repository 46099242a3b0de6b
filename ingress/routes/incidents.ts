// /api/v1/incidents: list, one, its timeline, its report and its votes.
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { defined } from '../defined';
import { incidentFor, seenBy, seesIncident } from '../access';
import type { Auth } from '../auth';
import { withLinks } from '../../domain/incident-links';
import { postIncidentMarkdown } from '../../domain/report/post-incident-markdown';
import { answerVersion } from '../incident-version';
import {
  GET_INCIDENT,
  GET_INCIDENT_REPORT,
  GET_TIMELINE,
  LIST_DECISIONS,
  LIST_INCIDENTS,
  ListQuery,
  TimelineQuery,
} from '../operations/incidents';
import type { IngressOptions } from '../options';
import { readInput } from '../read-input';
import { readPostIncident } from '../read-post-incident';

interface ById {
  Params: { id: string };
}

/** Reads only; newest change first. */
export function incidents(app: FastifyInstance, deps: IngressOptions & { auth: Auth }): void {
  const asked = (request: FastifyRequest<ById>) =>
    incidentFor(deps.auth.person(request, 'viewer'), 'viewer', request.params.id, deps);

  app.get('/incidents', { schema: LIST_INCIDENTS }, async (request) => {
    const person = deps.auth.person(request, 'viewer');
    const filter = defined(readInput(ListQuery, request.query));
    const page = await deps.reader.list({ ...filter, ...seenBy(person) });
    const items = page.items.filter((one) => seesIncident(person, one));
    return { items: items.map((i) => withLinks(i, deps.links)), nextCursor: page.nextCursor };
  });

  app.get<ById>('/incidents/:id', { schema: GET_INCIDENT }, async (request, reply) => {
    const incident = await asked(request);
    return answerVersion(request, reply, incident, withLinks(incident, deps.links));
  });

  app.get<ById>('/incidents/:id/timeline', { schema: GET_TIMELINE }, async (request) => {
    const query = readInput(TimelineQuery, request.query);
    const { id } = await asked(request);
    const items = await deps.reader.audit({ incidentId: id, ...defined(query) });
    return { incidentId: id, items, evidence: await deps.reader.evidence(id) };
  });

  app.get<ById>('/incidents/:id/report', { schema: GET_INCIDENT_REPORT }, async (request, reply) => {
    const incident = withLinks(await asked(request), deps.links);
    const report = await readPostIncident(incident, deps.reader);
    if (!asksForMarkdown(request.headers.accept)) return report;
    return reply.type('text/markdown; charset=utf-8').send(postIncidentMarkdown(report));
  });

  app.get<ById>('/incidents/:id/decisions', { schema: LIST_DECISIONS }, async (request, reply) => {
    const incident = await asked(request);
    const { id, plan, approval } = incident;
    const votes = { incidentId: id, planHash: plan?.hash ?? null, items: approval?.votes ?? [] };
    return answerVersion(request, reply, incident, votes);
  });
}

/** JSON unless Markdown is named, and not after JSON. */
function asksForMarkdown(accept = ''): boolean {
  const json = accept.indexOf('application/json');
  const markdown = accept.indexOf('text/markdown');
  return markdown >= 0 && (json < 0 || markdown < json);
}
