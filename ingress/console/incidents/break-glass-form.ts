// Approving alone in an emergency: offered only to those whom policy lets, never without a reason.
import type { Caller } from '../../../domain/access/caller';
import { may } from '../../../domain/access/role-for';
import { connectionOf, type Incident } from '../../../domain/incident';
import { LIMITS } from '../../../domain/limits';
import { html, type Html } from '../html';
import { formTokenField } from '../page';
import { destroyedBy } from './destroyed-by';

const HOURS = LIMITS.breakGlassMs / 3_600_000;

export function breakGlassForm(
  incident: Incident,
  { person, formToken }: { person: Caller; formToken: string },
): Html | null {
  const { id, plan, approval, connection, updatedAt } = incident;
  // Incidents of earlier versions have no such list.
  if (!plan || !(approval?.breakGlass ?? []).includes(person.id)) return null;
  if (!may(person, 'admin', connectionOf(incident), connection.tags)) return null;
  const lost = destroyedBy(incident).join('; ');
  return html`<details id="break-glass">
    <summary>Break glass: approve alone</summary>
    <form method="post" action="/incidents/${id}/decisions" data-kept>
      ${formTokenField(formToken)}
      <input type="hidden" name="version" value="${updatedAt}" />
      <input type="hidden" name="planHash" value="${plan.hash}" />
      <input type="hidden" name="breakGlass" value="yes" />
      <p>
        For emergencies: the plan goes ahead for ${HOURS} h without the others, everybody is told, and your
        reason is on record.
      </p>
      ${
        lost !== '' &&
        html`<p class="destroys">
          <label
            ><input type="checkbox" name="understood" value="yes" required /> I know that the plan destroys
            ${lost}</label
          >
        </p>`
      }
      <p>
        <label for="break-glass-reason"
          >Reason (at least ${LIMITS.breakGlassReasonCharsMin} characters)</label
        >
        <textarea
          id="break-glass-reason"
          name="reason"
          rows="2"
          required
          minlength="${LIMITS.breakGlassReasonCharsMin}"
          maxlength="${LIMITS.reasonCharsMax}"
        ></textarea>
      </p>
      <p><button name="decision" value="approve" class="stop">Approve alone</button></p>
    </form>
  </details>`;
}
