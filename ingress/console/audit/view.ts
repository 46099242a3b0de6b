// The audit record as a page.
import type { AuditFault, AuditRow } from '../../../domain/audit-entry';
import { auditTable } from '../audit-table';
import { textField } from '../field';
import { html, type Html } from '../html';
import { addressOf } from '../query';
import type { AuditQuery } from './routes';

const FAULTS_SHOWN = 20;

interface AuditShown {
  rows: readonly AuditRow[];
  query: AuditQuery;
  /** `null` = nobody asked. */
  verified: { rows: number; faults: AuditFault[] } | null;
  /** May the reader see all of it? */
  all: boolean;
  /** There may be more rows. */
  full: boolean;
}

export function auditView({ rows, query, verified, all, full }: AuditShown): Html {
  const { beforeSeq, incidentId, actor, action } = query;
  const rest = { incidentId, actor, action };
  const last = rows.at(-1);
  return html`<h1>Audit</h1>
    <form class="filters" method="get" action="/audit" role="search" aria-label="Filter the audit record">
      ${textField({ name: 'incidentId', label: 'Incident', type: 'search' }, query.incidentId)}
      ${textField({ name: 'actor', label: 'Who' }, query.actor)}
      ${textField({ name: 'action', label: 'What' }, query.action)}
      <button>Filter</button>
    </form>
    ${all && verification(verified)}
    ${!all && query.incidentId === undefined && html`<p>You see a part of the connections: name an incident to read its record.</p>`}
    <section id="rows" data-live aria-label="Audit record">
      ${rows.length === 0 ? html`<p class="empty">No row fits.</p>` : auditTable(rows, 'Audit record, newest first', true)}
      <p class="pages">
        ${beforeSeq !== undefined && html`<a href="${addressOf('/audit', rest, {})}" rel="first">Newest</a>`}
        ${full && last && html`<a href="${addressOf('/audit', rest, { beforeSeq: String(last.seq) })}" rel="next">Older</a>`}
      </p>
    </section>`;
}

function verification(verified: AuditShown['verified']): Html {
  if (!verified)
    return html`<form method="get" action="/audit">
      <input type="hidden" name="verify" value="yes" />
      <p>Every row holds the hash of the row before it. <button>Verify the whole chain</button></p>
    </form>`;
  const { rows, faults } = verified;
  if (faults.length === 0)
    return html`<p class="notice" role="status">Intact: all ${rows} rows are as they were written.</p>`;
  return html`<div class="alert" role="alert">
    <p>Not intact: ${faults.length} faults in ${rows} rows.</p>
    <ul>
      ${faults.slice(0, FAULTS_SHOWN).map(({ seq, kind, detail }) => html`<li>row ${seq} ${kind}: ${detail}</li>`)}
    </ul>
  </div>`;
}
