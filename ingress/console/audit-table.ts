// Rows of the audit record as a table.
import type { AuditRow } from '../../domain/audit-entry';
import { html, type Html } from './html';
import { moment } from './words';
import { table } from './table';

const VALUE_CHARS_MAX = 300;

/** @param about whether rows belong to more than one incident, which is then a column */
export function auditTable(rows: readonly AuditRow[], caption: string, about = false): Html {
  return table({
    caption,
    columns: ['When', 'Who', 'What', ...(about ? ['About'] : []), 'Details'],
    rows: rows.map((row) => line(row, about)),
    wide: true,
  });
}

function line({ at, actor, action, incidentId, details }: AuditRow, about: boolean): Html {
  return html`<tr>
    <td class="when">${moment(at)}</td>
    <td>${actor}</td>
    <th scope="row">${action}</th>
    ${about && html`<td>${subject(incidentId)}</td>`}
    <td class="details">${inShort(details)}</td>
  </tr> `;
}

/** Brakes and the like have their own IDs and no page. */
function subject(id: string): Html {
  return /^inc-[0-9a-f]{8}$/.test(id) ? html`<a href="/incidents/${id}">${id}</a>` : html`${id}`;
}

function inShort(details: Record<string, unknown>): Html[] {
  return Object.entries(details)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([name, value]) => {
      const text = typeof value === 'string' ? value : JSON.stringify(value);
      const short = text.length <= VALUE_CHARS_MAX ? text : `${text.slice(0, VALUE_CHARS_MAX)}…`;
      return html`<span class="detail"><span class="dim">${name}</span> ${short}</span> `;
    });
}
