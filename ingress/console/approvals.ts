// GET /approvals: what waits for a decision, that of whoever looks first.
import type { FastifyInstance } from 'fastify';
import type { Caller } from '../../domain/access/caller';
import { may } from '../../domain/access/role-for';
import { connectionOf, type Incident } from '../../domain/incident';
import { seenBy, seesIncident } from '../access';
import type { ConsoleDeps } from './deps';
import { html, type Html } from './html';
import { incidentTable } from './incidents/list-view';
import { sendPage } from './send-page';
import { votesGivenTo } from './votes-given';

const ROWS_MAX = 200;

export function approvalPage(app: FastifyInstance, deps: ConsoleDeps): void {
  app.get('/approvals', async (request, reply) => {
    const visit = deps.visits.of(request);
    const { person } = visit;
    const page = await deps.reader.list({
      ...{ status: ['awaiting_approval'], limit: ROWS_MAX },
      ...seenBy(person),
    });
    const seen = page.items.filter((incident) => seesIncident(person, incident));
    const now = deps.now().toISOString();
    const given = await deps.delegations.delegations(now);
    const mine = seen.filter(
      (incident) => waitsFor(person, incident) || votesGivenTo(person, incident, given, now).length > 0,
    );
    const others = seen.filter((incident) => !mine.includes(incident));
    const main = approvalsView(mine, others, page.nextCursor !== null);
    return sendPage({ title: 'Approvals', at: '/approvals', main }, visit, reply, deps);
  });
}

/** Policy asks them, and they have not voted yet. */
function waitsFor(person: Caller, incident: Incident): boolean {
  const { approval, connection } = incident;
  return (
    approval !== null &&
    approval.approvers.includes(person.id) &&
    !approval.votes.some(({ by, onBehalfOf }) => (onBehalfOf ?? by) === person.id) &&
    may(person, 'approver', connectionOf(incident), connection.tags)
  );
}

function approvalsView(mine: readonly Incident[], others: readonly Incident[], more: boolean): Html {
  return html`<h1>Approvals</h1>
    <section
      id="mine"
      data-live
      data-say="${mine.length} wait for you, ${others.length} for others"
      aria-labelledby="mine-title"
    >
      <h2 id="mine-title">Waiting for you</h2>
      ${
        mine.length === 0
          ? html`<p class="empty">Nothing waits for your decision.</p>`
          : incidentTable(mine, `${mine.length} waiting for your decision, newest change first`)
      }
    </section>
    <section id="others" data-live aria-labelledby="others-title">
      <h2 id="others-title">Waiting for others</h2>
      ${
        others.length === 0
          ? html`<p class="empty">Nothing waits for others.</p>`
          : incidentTable(others, `${others.length} waiting for others, newest change first`)
      }
      ${more && html`<p>More wait: <a href="/?status=awaiting_approval">all of them</a></p>`}
    </section>`;
}
