// The vote on the plan that is shown here: its hash goes with the form, so that a vote on an outdated page is refused.
import { may } from '../../../domain/access/role-for';
import type { Caller } from '../../../domain/access/caller';
import { connectionOf, type Incident } from '../../../domain/incident';
import { flag, html, type Html } from '../html';
import { formTokenField } from '../page';
import { inWords } from '../words';
import { destroyedBy } from './destroyed-by';
import { breakGlassForm } from './break-glass-form';
import { HASH_SHOWN } from './plan-view';

interface For {
  person: Caller;
  formToken: string;
  /** Whose votes were given to them here. */
  votesFor: readonly string[];
}

export function decisionForm(incident: Incident, { person, formToken, votesFor }: For): Html | null {
  const { id, plan, approval, availableTransitions, updatedAt } = incident;
  if (!plan || !approval || !availableTransitions.includes('approve')) return null;
  const own = may(person, 'approver', connectionOf(incident), incident.connection.tags);
  if (!own && votesFor.length === 0)
    return section(html`<p>It waits for a decision. You may look; deciding takes the role approver.</p>`);
  // The first button is what Enter in a field presses: it decides nothing.
  return section(
    html`${votesFor.length === 0 && !approval.approvers.includes(person.id) && html`<p>You are not among those whom policy asks: ${approval.approvers.join(', ')}.</p>`}
      <form method="post" action="/incidents/${id}/decisions" data-kept>
        ${formTokenField(formToken)}
        <input type="hidden" name="version" value="${updatedAt}" />
        <input type="hidden" name="planHash" value="${plan.hash}" />
        <button name="decision" value="" hidden></button>
        ${choices(incident)} ${votesFor.length > 0 && voter(votesFor, own)}
        <p>
          <label for="decision-reason">Reason (needed to reject)</label>
          <textarea id="decision-reason" name="reason" rows="2" maxlength="2000"></textarea>
        </p>
        <p class="buttons">
          <button name="decision" value="approve" class="go">Approve</button>
          <button name="decision" value="reject" class="stop" formnovalidate>Reject</button>
          <span class="dim">You decide on plan <code>${plan.hash.slice(0, HASH_SHOWN)}</code></span>
        </p>
      </form>
      ${breakGlassForm(incident, { person, formToken })}`,
  );
}

function voter(votesFor: readonly string[], own: boolean): Html {
  const others = votesFor.map((id) => html`<option value="${id}">for ${id}</option>`);
  return html`<p>
    <label for="decision-voter">You vote</label>
    <select id="decision-voter" name="onBehalfOf">
      ${own && html`<option value="">for yourself</option>`}${others}
    </select>
  </p>`;
}

function steps({ plan }: Incident): Html {
  const items = (plan?.steps ?? []).map(
    ({ kind, target, params }) =>
      html`<li>
        ${inWords(kind)}
        ${target}${params.scope && params.scope.length > 0 && `, only ${params.scope.join(', ')}`}
        ${params.instruction !== undefined && html`<span class="dim">${params.instruction}</span>`}
      </li>`,
  );
  return items.length === 0
    ? html`<p>The plan changes nothing: it only watches.</p>`
    : html`<ol>
        ${items}
      </ol>`;
}

function section(content: Html): Html {
  return html`<section id="decision" data-live tabindex="-1" aria-labelledby="decision-title">
    <h2 id="decision-title">Your decision</h2>
    ${content}
  </section>`;
}

/** The plan itself, with what it destroys to be ticked, and what could be done instead. */
function choices(incident: Incident): Html {
  const instead = incident.plan?.options ?? [];
  const lost = destroyedBy(incident).join('; ');
  return html`<fieldset>
    <legend>What to do</legend>
    ${instead.length > 0 && choice('', 'The plan:', true)} ${steps(incident)}
    ${
      lost !== '' &&
      html`<p class="destroys">
        <label
          ><input type="checkbox" name="understood" value="yes" /> I know that the plan destroys
          ${lost}</label
        >
      </p>`
    }
    ${instead.map(({ id, title, consequence }) => choice(id, `${title}: ${consequence}`, false))}
  </fieldset>`;
}

function choice(id: string, title: string, checked: boolean): Html {
  return html`<p>
    <label><input type="radio" name="optionId" value="${id}" ${flag('checked', checked)} /> ${title}</label>
  </p>`;
}
