// Who may decide, who has, and what happens when nobody does.
import type { Incident, Vote } from '../../../domain/incident';
import { html, type Html } from '../html';
import { badge, moment } from '../words';
import { table } from '../table';

export function approvalView({ approval: a, availableTransitions }: Incident): Html | null {
  if (!a || !(a.required || a.votes.length > 0)) return null;
  const given = a.votes.filter(({ decision }) => decision === 'approve').length;
  const waits = availableTransitions.includes('approve');
  const { at, to, done } = a.escalation;
  return html`<section id="approval" data-live aria-labelledby="approval-title">
    <h2 id="approval-title">Approval: ${given} of ${a.quorum}</h2>
    <p>${a.reason}</p>
    <dl class="facts">
      <div>
        <dt>May decide</dt>
        <dd>${a.approvers.join(', ') || 'nobody (config/people.yaml)'}</dd>
      </div>
      ${
        waits &&
        html`<div>
          <dt>Expires</dt>
          <dd>${moment(a.expiresAt)}</dd>
        </div>`
      }
      ${
        to.length > 0 &&
        html`<div>
          <dt>${done ? 'Escalated' : 'Escalates'}</dt>
          <dd>to ${to.join(', ')}${at !== null && html`, ${moment(at)}`}</dd>
        </div>`
      }
    </dl>
    ${a.bypass && html`<p class="destroys">Approved alone by ${a.bypass.by} until ${moment(a.bypass.until)}: ${a.bypass.reason}</p>`}
    ${a.votes.length > 0 && voteTable(a.votes)}
  </section>`;
}

function voteTable(votes: readonly Vote[]): Html {
  const rows = votes.map(
    ({ by, decision, at, reason, onBehalfOf }) =>
      html`<tr>
        <th scope="row">${by}${onBehalfOf !== undefined && ` for ${onBehalfOf}`}</th>
        <td>${badge(decision)}</td>
        <td>${reason ?? ''}</td>
        <td class="when">${moment(at)}</td>
      </tr>`,
  );
  return table({ caption: 'Votes', columns: ['Who', 'Vote', 'Reason', 'When'], rows });
}
