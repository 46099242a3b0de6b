// GET /api/v1/reports: what a period of incidents amounts to, as JSON or as Markdown.
import type { FastifyInstance } from 'fastify';
import { reportMarkdown } from '../../domain/report/markdown';
import type { Auth } from '../auth';
import { GET_REPORT, ReportQuery } from '../operations/reports';
import type { IngressOptions } from '../options';
import { Problem } from '../problem';
import { readInput } from '../read-input';
import { readReport } from '../read-report';

const WEEK_MS = 7 * 86_400_000;

type Deps = IngressOptions & { auth: Auth; now: () => Date };

export function reports(app: FastifyInstance, deps: Deps): void {
  app.get('/reports', { schema: GET_REPORT }, async (request, reply) => {
    const person = deps.auth.person(request, 'viewer');
    const { format, ...asked } = readInput(ReportQuery, request.query);
    const to = asked.to === undefined ? deps.now() : new Date(asked.to);
    const from = asked.from === undefined ? new Date(to.getTime() - WEEK_MS) : new Date(asked.from);
    if (from >= to)
      throw new Problem(400, `"from" (${from.toISOString()}) must lie before "to" (${to.toISOString()})`);
    const report = await readReport(person, { from: from.toISOString(), to: to.toISOString() }, deps.reader);
    if (format === 'json') return report;
    return reply.type('text/markdown; charset=utf-8').send(reportMarkdown(report));
  });
}
