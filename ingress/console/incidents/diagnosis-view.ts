// What is wrong, how sure that is, on what evidence, and what else it could be.
import type { Diagnosis, Evidence } from '../../../domain/diagnosis';
import type { Incident } from '../../../domain/incident';
import { html, type Html } from '../html';
import { inWords, moment } from '../words';

export function diagnosisView({ diagnosis: d }: Incident, kept: readonly Evidence[]): Html | null {
  if (!d) return null;
  const evidence = kept.length > 0 ? kept : d.evidence;
  return html`<section id="diagnosis" data-live aria-labelledby="diagnosis-title">
    <h2 id="diagnosis-title">Diagnosis: ${inWords(d.class)}</h2>
    <p>${d.summary}</p>
    <p class="dim">
      Confidence ${d.confidence.toFixed(2)} (${d.band}), by ${d.ruleId ?? inWords(d.decidedBy)}; suggested:
      ${inWords(d.action)}
    </p>
    ${
      evidence.length > 0 &&
      html`<h3>Evidence</h3>
        <ol class="evidence">
          ${evidence.map(piece)}
        </ol>`
    }
    ${
      d.alternatives.length > 0 &&
      html`<h3>What it could be instead</h3>
        <ul>
          ${d.alternatives.map((a) => html`<li>${inWords(a.class)}: ${a.why} <span class="dim">(${a.ruleId})</span></li>`)}
        </ul>`
    }
    ${cost(d)}
  </section>`;
}

function piece({ id, kind, at, text }: Evidence): Html {
  return html`<li>
    <p><strong>${id}</strong> <span class="dim">${inWords(kind)}, ${moment(at)}</span></p>
    <pre>${text}</pre>
  </li>`;
}

function cost({ model }: Diagnosis): Html | null {
  if (!model) return null;
  const price = model.costUsd === null ? 'no price configured' : `$${model.costUsd.toFixed(4)}`;
  return html`<p class="dim">
    Model ${model.model} with ${model.promptVersion}: ${inWords(model.verdict)}; ${model.tokens} tokens,
    ${price}, ${model.latencyMs} ms
  </p>`;
}
