// One incident as a page: what happens next first, then the decision, why, what, who, proof, orders, timeline.
import type { AuditRow } from '../../../domain/audit-entry';
import type { Evidence } from '../../../domain/diagnosis';
import type { Incident } from '../../../domain/incident';
import type { Caller } from '../../../domain/access/caller';
import { html, type Html } from '../html';
import { badge, inWords, moment, outsideLink } from '../words';
import { approvalView } from './approval-view';
import { decisionForm } from './decision-form';
import { diagnosisView } from './diagnosis-view';
import { orderForms } from './order-forms';
import { planView } from './plan-view';
import { proofView } from './proof-view';
import { timelineView } from './timeline-view';

export interface Told {
  /** The newest of the audit record, oldest first. */
  rows: AuditRow[];
  /** In full; empty where the store has none yet. */
  evidence: Evidence[];
  person: Caller;
  formToken: string;
  /** Whose votes were given to the reader here. */
  votesFor: string[];
}

export function incidentView(incident: Incident, told: Told): Html {
  return html`${head(incident)} ${decisionForm(incident, told)} ${orderForms(incident, told)}
  ${diagnosisView(incident, told.evidence)} ${planView(incident)} ${approvalView(incident)}
  ${proofView(incident)} ${timelineView(incident, told.rows)}`;
}

function head(i: Incident): Html {
  const { connection: c, events } = i;
  const badges = [i.status, ...i.flags, i.severity].map((word) => html`${badge(word)} `);
  const said = `${c.name} is ${inWords(i.status)}. ${i.next}`;
  return html`<section id="state" data-live data-say="${said}" aria-labelledby="title">
    <h1 id="title">${c.name}</h1>
    <p>${badges} <span class="dim">mode ${i.mode}</span></p>
    <p class="next"><strong>Next</strong> ${i.resolution ? over(i) : i.next}</p>
    <dl class="facts">
      <div>
        <dt>Incident</dt>
        <dd>${i.id}</dd>
      </div>
      <div>
        <dt>Connection</dt>
        <dd>${c.id}, ${c.service} to ${c.destination}</dd>
      </div>
      <div>
        <dt>Account</dt>
        <dd>${i.provider}/${i.account}</dd>
      </div>
      <div>
        <dt>Opened</dt>
        <dd>${moment(i.openedAt)}</dd>
      </div>
      <div>
        <dt>Events</dt>
        <dd>${events.count}, last ${inWords(events.last.kind)} ${moment(events.last.at)}</dd>
      </div>
      <div>
        <dt>Elsewhere</dt>
        <dd>${links(i)}</dd>
      </div>
    </dl>
    ${events.last.message !== undefined && html`<pre class="message" tabindex="0" aria-label="Last message">${events.last.message}</pre>`}
  </section>`;
}

function over({ resolution: r }: Incident): Html | null {
  if (!r) return null;
  return html`${inWords(r.status)}: ${inWords(r.reason)}, by ${r.by}
  ${moment(r.at)}${r.note !== undefined && html`. ${r.note}`}`;
}

function links({ links: { temporal, provider } }: Incident): Html {
  const known = [
    ...(temporal === null ? [] : [outsideLink(temporal, 'Workflow in Temporal')]),
    ...(provider === null ? [] : [outsideLink(provider, 'Connection at the provider')]),
  ];
  return known.length === 0 ? html`no links known` : html`${known.map((link) => html`${link} `)}`;
}
