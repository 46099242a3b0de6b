// Connections with their health and how the last runs went.
import { PROVIDERS } from '../../../domain/connection-ref';
import { CONNECTION_HEALTHS, type KnownConnection } from '../../../domain/sweep/known-connection';
import { choice, textField } from '../field';
import { html, type Html } from '../html';
import { addressOf } from '../query';
import { badge, count, inWords, moment, span } from '../words';
import { durationBars } from './duration-bars';
import type { ConnectionsQuery } from './routes';
import { table } from '../table';

export function connectionsView(
  items: readonly KnownConnection[],
  nextCursor: string | null,
  query: ConnectionsQuery,
): Html {
  const { cursor, ...rest } = query;
  const sick = items.filter(({ health }) => health !== 'healthy' && health !== 'paused').length;
  const said = `${count(items.length, 'connection')} shown, ${sick} not healthy`;
  return html`<h1>Connections</h1>
    ${filters(query)}
    <section id="connections" data-live data-say="${said}" aria-label="Connections">
      ${items.length === 0 ? html`<p class="empty">No sweep has seen a connection that fits.</p>` : connectionTable(items, said)}
      <p class="pages">
        ${cursor !== undefined && html`<a href="${addressOf('/connections', rest, {})}" rel="first">First</a>`}
        ${nextCursor !== null && html`<a href="${addressOf('/connections', rest, { cursor: nextCursor })}" rel="next">More</a>`}
      </p>
    </section>`;
}

function connectionTable(items: readonly KnownConnection[], caption: string): Html {
  return table({
    caption: `${caption}, those that need attention first`,
    columns: ['Connection', 'Health', 'Last run', 'Last success', 'Last failure', 'Runs took', 'Syncs'],
    rows: items.map(row),
    wide: true,
  });
}

function row(one: KnownConnection): Html {
  const { name, provider, account, connectionId, service, destination } = one;
  return html`<tr data-row>
    <th scope="row">
      <a href="${addressOf('/', {}, { status: 'any', text: connectionId })}">${name}</a><br />
      <span class="dim">${provider}/${account} · ${connectionId}, ${service} to ${destination}</span>
    </th>
    <td>
      ${badge(one.health)}
      ${one.schemaChange !== 'none' && one.schemaChange !== 'unknown' && html`<br />schema change: ${inWords(one.schemaChange)}`}
    </td>
    <td>${lastRun(one)}</td>
    <td class="when">${moment(one.lastSuccessAt)}</td>
    <td class="when">${moment(one.lastFailureAt)}</td>
    <td>${durationBars(one.durationsMs)}</td>
    <td>${one.active ? (one.everyMs === null ? 'when told to' : `every ${span(one.everyMs)}`) : 'paused'}</td>
  </tr> `;
}

function lastRun({ lastRun: run, running, rescheduledFor }: KnownConnection): Html {
  return html`${run && html`<p>${badge(run.status)} ${run.rows !== null && `${run.rows} rows`}</p>`}
  ${running && html`<p>running since ${moment(running.since)}</p>`}
  ${rescheduledFor !== null && html`<p>rescheduled for ${moment(rescheduledFor)}</p>`}`;
}

function filters(query: ConnectionsQuery): Html {
  return html`<form
    class="filters"
    method="get"
    action="/connections"
    role="search"
    aria-label="Filter connections"
  >
    ${choice({ name: 'health', label: 'Health', none: 'any' }, CONNECTION_HEALTHS, query.health)}
    ${choice({ name: 'provider', label: 'Provider', none: 'any' }, PROVIDERS, query.provider)}
    ${textField({ name: 'account', label: 'Account' }, query.account)}
    <button>Filter</button>
  </form>`;
}
