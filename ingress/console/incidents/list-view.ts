// The list of incidents: filters above, one row an incident, what happens next in each.
import { PROVIDERS } from '../../../domain/connection-ref';
import type { Incident } from '../../../domain/incident';
import { choice, textField } from '../field';
import { html, type Html } from '../html';
import { addressOf } from '../query';
import { badge, count, inWords, moment } from '../words';
import { CLASSES, SEVERITIES, STATUS_CHOICES, type ListQuery } from './list-query';
import { table } from '../table';

export function listView(items: readonly Incident[], nextCursor: string | null, query: ListQuery): Html {
  const { cursor, ...rest } = query;
  const waiting = items.filter(({ status }) => status === 'awaiting_approval').length;
  const said = `${count(items.length, 'incident')} shown, ${waiting} waiting for a decision`;
  return html`<h1>Incidents</h1>
    ${filters(query)}
    <section id="incidents" data-live data-say="${said}" aria-label="Incidents">
      ${items.length === 0 ? html`<p class="empty">No incident fits. <a href="/?status=any">Show all</a></p>` : incidentTable(items, `${said}, newest change first`)}
      <p class="pages">
        ${cursor !== undefined && html`<a href="${addressOf('/', rest, {})}" rel="first">Newest</a>`}
        ${nextCursor !== null && html`<a href="${addressOf('/', rest, { cursor: nextCursor })}" rel="next">Older</a>`}
      </p>
    </section>`;
}

export function incidentTable(items: readonly Incident[], caption: string): Html {
  return table({
    caption,
    columns: ['Connection', 'Severity', 'Status', 'Class', 'Next', 'Changed'],
    rows: items.map(row),
    wide: true,
  });
}

function row(i: Incident): Html {
  return html`<tr data-row>
    <th scope="row">
      <a href="/incidents/${i.id}">${i.connection.name}</a><br /><span class="dim"
        >${i.provider}/${i.account} <span class="id">${i.id}</span></span
      >
    </th>
    <td>${badge(i.severity)}</td>
    <td>${badge(i.status)}${i.flags.map((one) => html` ${badge(one)}`)}</td>
    <td>${inWords(i.diagnosis?.class ?? 'not known yet')}</td>
    <td>${i.resolution ? `${inWords(i.resolution.reason)} (${i.resolution.by})` : i.next}</td>
    <td class="when">${moment(i.updatedAt)}</td>
  </tr> `;
}

function filters(query: ListQuery): Html {
  return html`<form class="filters" method="get" action="/" role="search" aria-label="Filter incidents">
    ${textField({ name: 'text', label: 'Search', type: 'search' }, query.text)}
    ${choice({ name: 'status', label: 'Status' }, STATUS_CHOICES, query.status)}
    ${choice({ name: 'severity', label: 'Severity', none: 'any' }, SEVERITIES, query.severity)}
    ${choice({ name: 'class', label: 'Class', none: 'any' }, CLASSES, query.class)}
    ${choice({ name: 'provider', label: 'Provider', none: 'any' }, PROVIDERS, query.provider)}
    ${textField({ name: 'account', label: 'Account' }, query.account)}
    <button>Filter</button>
  </form>`;
}
