// What happened, from the audit record: who did what, when.
import type { AuditRow } from '../../../domain/audit-entry';
import type { Incident } from '../../../domain/incident';
import { auditTable } from '../audit-table';
import { html, type Html } from '../html';

export function timelineView({ id }: Incident, rows: readonly AuditRow[]): Html {
  return html`<section id="timeline" data-live aria-labelledby="timeline-title">
    <h2 id="timeline-title">Timeline</h2>
    ${rows.length === 0 ? html`<p class="empty">Nothing is recorded yet.</p>` : auditTable(rows, 'What happened, oldest first')}
    <p><a href="/audit?incidentId=${id}">All of it in the audit record</a></p>
  </section>`;
}
