// What can be sent to the incident now, each as a form of its own behind a word: nothing else is offered.
import { CLOSE_REASONS, connectionOf, type Incident, type Transition } from '../../../domain/incident';
import type { Caller } from '../../../domain/access/caller';
import { may } from '../../../domain/access/role-for';
import { choice, textField } from '../field';
import { html, type Html } from '../html';
import { formTokenField } from '../page';
import { DURATIONS } from '../duration';

type Order = Exclude<Transition, 'approve' | 'reject'>;

/** What each one does, and what it asks for. */
const ORDERS: Record<Order, { title: string; does: string; fields: Html }> = {
  handback: {
    title: 'Hand back',
    does: 'You did at the provider what was asked: the engine goes on and tests it.',
    fields: html``,
  },
  release: { title: 'Release', does: 'What holds this incident is let go.', fields: html`` },
  snooze: {
    title: 'Snooze',
    does: 'Nobody is reminded until then; the engine goes on.',
    fields: choice({ name: 'for', label: 'For' }, DURATIONS),
  },
  wake: { title: 'Wake', does: 'Ends the snooze.', fields: html`` },
  retry: {
    title: 'Retry',
    does: 'Looks again and makes a new plan.',
    fields: textField({ name: 'reason', label: 'Reason' }),
  },
  close: {
    title: 'Close',
    does: 'Ends the incident without proof; reports count it apart from resolved ones.',
    fields: html`${choice({ name: 'reason', label: 'Reason' }, CLOSE_REASONS)}
    ${textField({ name: 'note', label: 'Note' })}`,
  },
  cancel: {
    title: 'Cancel',
    does: 'Stops the work and takes back what can be taken back.',
    fields: textField({ name: 'reason', label: 'Reason' }),
  },
};

export function orderForms(
  incident: Incident,
  { person, formToken }: { person: Caller; formToken: string },
): Html | null {
  const offered = incident.availableTransitions.filter((one): one is Order => one in ORDERS);
  if (offered.length === 0) return null;
  if (!may(person, 'operator', connectionOf(incident), incident.connection.tags)) return null;
  return html`<section id="orders" data-live class="orders" aria-labelledby="orders-title">
    <h2 id="orders-title">What you can do</h2>
    ${offered.map((command) => orderForm(command, incident, formToken))}
  </section>`;
}

function orderForm(command: Order, { id, updatedAt }: Incident, formToken: string): Html {
  const { title, does, fields } = ORDERS[command];
  return html`<details id="order-${command}">
    <summary>${title}</summary>
    <form method="post" action="/incidents/${id}/control" data-kept>
      ${formTokenField(formToken)}
      <input type="hidden" name="version" value="${updatedAt}" />
      <input type="hidden" name="command" value="${command}" />
      <p>${does}</p>
      <p>${fields} <button>${title}</button></p>
    </form>
  </details>`;
}
