// The vote on the plan that is shown here: its hash goes with the form, so that a vote on an outdated page is refused.
import { may } from '../../../domain/access/role-for';
import type { Caller } from '../../../domain/access/caller';
import { connectionOf, type Incident } from '../../../domain/incident';
import { isDestructive } from '../../../domain/step';
import { flag, html, type Html } from '../html';
import { formTokenField } from '../page';
import { HASH_SHOWN } from './plan-view';

interface For {
  person: Caller;
  formToken: string;
}

export function decisionForm(incident: Incident, { person, formToken }: For): Html | null {
  const { id, plan, approval, availableTransitions, updatedAt } = incident;
  if (!plan || !approval || !availableTransitions.includes('approve')) return null;
  if (!may(person, 'approver', connectionOf(incident), incident.connection.tags))
    return section(html`<p>It waits for a decision. You may look; deciding takes the role approver.</p>`);
  // The first button is what Enter would press: none is pressed by accident.
  return section(
    html`${!approval.approvers.includes(person.id) && html`<p>You are not among those whom policy asks: ${approval.approvers.join(', ')}.</p>`}
      <form method="post" action="/incidents/${id}/decisions" data-kept>
        ${formTokenField(formToken)}
        <input type="hidden" name="version" value="${updatedAt}" />
        <input type="hidden" name="planHash" value="${plan.hash}" />
        <button disabled hidden></button>
        ${plan.options.length > 0 && options(incident)}
        <p>
          <label for="decision-reason">Reason (needed to reject)</label>
          <textarea id="decision-reason" name="reason" rows="2" maxlength="2000"></textarea>
        </p>
        ${
          destroys(incident) &&
          html`<p>
            <label
              ><input type="checkbox" name="understood" value="yes" required /> I know what this plan destroys
              (see its steps)</label
            >
          </p>`
        }
        <p class="buttons">
          <button name="decision" value="approve" class="go">Approve</button>
          <button name="decision" value="reject" class="stop" formnovalidate>Reject</button>
          <span class="dim">You decide on plan <code>${plan.hash.slice(0, HASH_SHOWN)}</code></span>
        </p>
      </form>`,
  );
}

/** Whether the plan as it stands may destroy something. */
export function destroys({ plan }: Incident): boolean {
  return plan?.steps.some(({ kind }) => isDestructive(kind)) ?? false;
}

function section(content: Html): Html {
  return html`<section id="decision" data-live tabindex="-1" aria-labelledby="decision-title">
    <h2 id="decision-title">Your decision</h2>
    ${content}
  </section>`;
}

function options({ plan }: Incident): Html {
  const choices = [
    { id: '', title: 'The plan as shown below', consequence: '' },
    ...(plan?.options ?? []),
  ].map(
    ({ id, title, consequence }) =>
      html`<p>
        <label
          ><input type="radio" name="optionId" value="${id}" ${flag('checked', id === '')} /> ${title}</label
        >${consequence !== '' && html` <span class="dim">${consequence}</span>`}
      </p>`,
  );
  return html`<fieldset>
    <legend>What to do</legend>
    ${choices}
  </fieldset>`;
}
