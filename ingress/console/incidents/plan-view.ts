// What will be done, step by step, by which policy; what each step destroys and costs while that can still be decided.
import type { Incident } from '../../../domain/incident';
import { isProviderStep, type Step } from '../../../domain/step';
import { STEP_TRAITS } from '../../../domain/step-traits';
import { html, type Html } from '../html';
import { badge, inWords, moment, outsideLink } from '../words';
import { table } from '../table';

export const HASH_SHOWN = 12;

export function planView({ plan: p }: Incident): Html | null {
  if (!p) return null;
  return html`<section id="plan" data-live aria-labelledby="plan-title">
    <h2 id="plan-title">Plan</h2>
    <p class="dim">
      Hash <code>${p.hash.slice(0, HASH_SHOWN)}</code>, playbook ${p.playbook}; policy rule
      <code>${p.policy.rule}</code>, version ${p.policy.version}
    </p>
    ${p.steps.length === 0 ? html`<p>No step: the connection is only watched.</p>` : stepTable(p.steps, 'Steps of the plan, in order')}
    ${
      p.compensation.length > 0 &&
      html`<h3>Way back</h3>
        ${stepTable(p.compensation, 'Steps that undo what was done, in order')}`
    }
    ${
      p.options.length > 0 &&
      html`<h3>What could be done instead</h3>
        <dl>
          ${p.options.map(
            (o) =>
              html`<dt>${o.title}</dt>
                <dd>${o.consequence}</dd>`,
          )}
        </dl>`
    }
  </section>`;
}

function stepTable(steps: readonly Step[], caption: string): Html {
  return table({
    caption,
    columns: ['Step', 'Status', 'What became of it', 'When'],
    rows: steps.map(row),
    wide: true,
  });
}

function row(step: Step): Html {
  const { kind, target, status, attempts, outcome, startedAt, endedAt } = step;
  return html`<tr>
    <th scope="row">${inWords(kind)} <span class="dim">${target}</span>${details(step)}</th>
    <td>${badge(status)}</td>
    <td>${outcome ?? ''}${attempts > 1 && html` <span class="dim">${attempts} attempts</span>`}</td>
    <td class="when">${startedAt !== null && moment(endedAt ?? startedAt)}</td>
  </tr> `;
}

function details({ kind, params, status }: Step): Html {
  const traits = isProviderStep(kind) && status === 'planned' ? STEP_TRAITS[kind] : null;
  return html`${params.instruction !== undefined && html`<p>${params.instruction}</p>`}
  ${params.url !== undefined && html`<p>${outsideLink(params.url, 'Open it')}</p>`}
  ${params.until !== undefined && html`<p>until ${moment(params.until)}</p>`}
  ${params.scope && params.scope.length > 0 && html`<p>only ${params.scope.join(', ')}</p>`}
  ${traits?.destroys && html`<p class="destroys">Destroys ${traits.destroys}</p>`}
  ${traits?.costs && html`<p class="dim">Costs ${traits.costs}</p>`}`;
}
