// Proven or open: the checks of verification, and the proof of what was resolved.
import type { Incident } from '../../../domain/incident';
import { html, type Html } from '../html';
import { badge, inWords, moment } from '../words';
import { table } from '../table';

export function proofView({ verification: v, resolution }: Incident): Html | null {
  const proof = resolution?.proof ?? [];
  if (!v && proof.length === 0) return null;
  return html`<section id="proof" data-live aria-labelledby="proof-title">
    <h2 id="proof-title">Verification</h2>
    ${v && html`<p class="dim">Since ${moment(v.since)}, at the latest ${moment(v.deadline)}</p>`}
    ${v && checkTable(v.checks)}
    ${
      proof.length > 0 &&
      html`<h3>Proof</h3>
        <ul>
          ${proof.map((text) => html`<li>${text}</li>`)}
        </ul>`
    }
  </section>`;
}

function checkTable(checks: NonNullable<Incident['verification']>['checks']): Html {
  const rows = checks.map(
    ({ kind, status, detail }) =>
      html`<tr>
        <th scope="row">${inWords(kind)}</th>
        <td>${badge(status)}</td>
        <td>${detail}</td>
      </tr>`,
  );
  return table({
    caption: 'Checks that must pass before the incident is resolved',
    columns: ['Check', 'Status', 'What was seen'],
    rows,
  });
}
