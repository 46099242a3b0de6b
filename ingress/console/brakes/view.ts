// Brakes as a page: what stands and why, the way to let go, and two ways to stop.
import type { Caller } from '../../../domain/access/caller';
import { may, roleAnywhere } from '../../../domain/access/role-for';
import { scopeInWords, type Brake, type BrakeKind, type FreezeWindow } from '../../../domain/brakes/brake';
import { PROVIDERS } from '../../../domain/connection-ref';
import { isAtLeast } from '../../../domain/person';
import { LIFTS, PULLS } from '../../acts/brake';
import { DURATIONS } from '../duration';
import { choice, textField } from '../field';
import { html, type Html } from '../html';
import { formTokenField } from '../page';
import { badge, count, moment } from '../words';
import { table } from '../table';

export interface BrakesShown {
  brakes: readonly Brake[];
  windows: readonly (FreezeWindow & { open: boolean })[];
  person: Caller;
  formToken: string;
  /** New each time, so that two brakes may be alike. */
  version: string;
}

const FORMS: readonly { kind: BrakeKind; title: string; does: string }[] = [
  {
    kind: 'freeze',
    title: 'Freeze changes',
    does: 'Nothing is changed at the providers there for a time; what waits goes on by itself afterwards.',
  },
  {
    kind: 'kill',
    title: 'Pull the kill switch',
    does: 'Nothing more is written there, also in the middle of incidents, until an administrator lifts it.',
  },
];

export function brakesView(shown: BrakesShown): Html {
  const { brakes, windows, person } = shown;
  return html`<h1>Brakes</h1>
    <section
      id="standing"
      data-live
      data-say="${count(brakes.length, 'brake')} pulled"
      aria-labelledby="standing-title"
    >
      <h2 id="standing-title">Pulled now</h2>
      ${brakes.length === 0 ? html`<p class="empty">No brake is pulled.</p>` : brakeTable(shown)}
    </section>
    ${
      isAtLeast(roleAnywhere(person), PULLS) &&
      html`<section class="orders" aria-labelledby="pull-title">
        <h2 id="pull-title">Pull a brake</h2>
        ${FORMS.map((form) => pullForm(form, shown))}
      </section>`
    }
    <section id="windows" data-live aria-labelledby="windows-title">
      <h2 id="windows-title">Freezes by configuration</h2>
      ${windows.length === 0 ? html`<p class="empty">None (config/freezes.yaml).</p>` : windowTable(windows)}
    </section>`;
}

function brakeTable({ brakes, person, formToken }: BrakesShown): Html {
  const rows = brakes.map(
    (brake) =>
      html`<tr data-row>
        <th scope="row">${scopeInWords(brake.scope)}</th>
        <td>${badge(brake.kind)}</td>
        <td>${brake.reason}</td>
        <td>${brake.by}, ${moment(brake.since)}</td>
        <td>${moment(brake.until, 'until lifted')}</td>
        <td>
          ${may(person, LIFTS[brake.kind], brake.scope) ? liftForm(brake, formToken) : `takes the role ${LIFTS[brake.kind]}`}
        </td>
      </tr> `,
  );
  return table({
    caption: 'Nothing is written where one of these holds',
    columns: ['Where', 'Kind', 'Why', 'By', 'Until', 'Let go'],
    rows,
    wide: true,
  });
}

function liftForm({ id, scope }: Brake, formToken: string): Html {
  return html`<form method="post" action="/brakes/${id}/lift">
    ${formTokenField(formToken)}
    <button aria-label="Lift the brake on ${scopeInWords(scope)}">Lift</button>
  </form>`;
}

function pullForm(
  { kind, title, does }: (typeof FORMS)[number],
  { formToken, version }: Pick<BrakesShown, 'formToken' | 'version'>,
): Html {
  return html`<details id="pull-${kind}">
    <summary>${title}</summary>
    <form method="post" action="/brakes">
      ${formTokenField(formToken)}
      <input type="hidden" name="version" value="${version}" />
      <input type="hidden" name="kind" value="${kind}" />
      <p>${does}</p>
      <div class="line">
        ${choice({ name: 'provider', label: 'Provider', none: 'all' }, PROVIDERS)}
        ${textField({ name: 'account', label: 'Account (empty: all)' })}
        ${textField({ name: 'connectionId', label: 'Connection (empty: all, * fits any)' })}
        ${choice({ name: 'for', label: 'For', none: 'until lifted' }, DURATIONS)}
        ${textField({ name: 'reason', label: 'Reason', required: true })}
        <button class="stop">${title}</button>
      </div>
    </form>
  </details>`;
}

function windowTable(windows: BrakesShown['windows']): Html {
  const rows = windows.map(
    ({ id, why, scope, open, between, time }) =>
      html`<tr>
        <th scope="row">${id}</th>
        <td>${open ? 'open now' : 'not now'}</td>
        <td>${scopeInWords(scope)}</td>
        <td>${why}</td>
        <td>
          ${time && `${time.days?.join(', ') ?? 'every day'} ${time.from} to ${time.to} ${time.zone}`}
          ${between && `${between.from} to ${between.to}`}
        </td>
      </tr> `,
  );
  return table({
    caption: 'Change windows of config/freezes.yaml',
    columns: ['Freeze', 'Now', 'Where', 'Why', 'When'],
    rows,
  });
}
