// Looks at a whole account, page by page, and reports what no webhook told. Repeating any part of it changes nothing.
import { activityInfo, heartbeat } from '@temporalio/activity';
import type { SweepSettings } from '../domain/account';
import type { AccountRef } from '../domain/connection-ref';
import type { SyncRun } from '../domain/connection-state';
import { LIMITS } from '../domain/limits';
import { OpError } from '../domain/op-error';
import type { PipelineEvent } from '../domain/pipeline-event';
import type { EventReporter, ProviderAccounts } from '../domain/ports';
import type { ConnectionStore } from '../domain/store-ports';
import { detect, type Detected } from '../domain/sweep/detect';
import type { SweepOrder, SweepReport } from '../domain/sweep/sweep-report';
import type { SweepPage } from '../domain/sweep/survey';
import { asProviderRead } from './failure';

/** Where a retry goes on: carried in the heartbeat, so that a worker's death costs one page. */
interface Progress {
  cursor: string | null;
  report: SweepReport;
}

export function createSweepActivities(deps: {
  accounts: ProviderAccounts;
  connections: ConnectionStore;
  events: EventReporter;
  settingsOf: (account: AccountRef) => SweepSettings;
  now: () => Date;
}) {
  const { accounts, connections, events, now } = deps;

  /** One page: what is news is reported first and remembered after, so that a crash in between reports it again. */
  async function takeIn(order: SweepOrder, page: SweepPage, report: SweepReport): Promise<void> {
    const found = await compare(order, page);
    const wanted = await stillNews(order, found);
    const held = new Set<string>();
    for (const event of wanted) {
      if (report.heldBack > 0 || newsOf(report) >= LIMITS.sweepEventsMax) {
        report.heldBack += 1;
        held.add(event.connectionId);
        continue;
      }
      await events.report(event);
      report.found[event.kind] = (report.found[event.kind] ?? 0) + 1;
    }
    const keep = found.filter((one) => one.changed && !held.has(one.known.connectionId));
    if (keep.length > 0) await connections.keep(keep.map((one) => one.known));
  }

  async function compare(order: SweepOrder, page: SweepPage): Promise<(Detected & { changed: boolean })[]> {
    const states = new Map(page.connections.map((state) => [state.connectionId, state]));
    const runs = byConnection(page.runs);
    const ids = [...new Set([...states.keys(), ...runs.keys()])];
    const before = new Map((await connections.known(order, ids)).map((one) => [one.connectionId, one]));
    const settings = deps.settingsOf(order);
    const at = now().toISOString();
    return ids.flatMap((connectionId) => {
      const previous = before.get(connectionId) ?? null;
      const state = states.get(connectionId) ?? null;
      // A connection that no listing has named yet: the next inventory introduces it.
      if (previous === null && state === null) return [];
      const ref = { provider: order.provider, account: order.account, connectionId };
      const ran = runs.get(connectionId) ?? [];
      const detected = detect(previous, { ref, state, runs: ran, now: at }, settings);
      const changed = JSON.stringify(detected.known) !== JSON.stringify(previous);
      const known = changed ? { ...detected.known, changedAt: at } : detected.known;
      return [{ ...detected, known, changed }];
    });
  }

  /** An incident that was closed after the fact has dealt with it, whoever told it. */
  async function stillNews(order: SweepOrder, found: Detected[]): Promise<PipelineEvent[]> {
    const all = found.flatMap((one) => one.events);
    if (all.length === 0) return [];
    const closed = await connections.lastClosed(
      order,
      all.map((event) => event.connectionId),
    );
    return all.filter((event) => {
      const at = closed.get(event.connectionId);
      return at === undefined || Date.parse(event.occurredAt) > Date.parse(at);
    });
  }

  return {
    /**
     * One whole sweep. Heartbeats after each page, with where to go on; retries like a read.
     * Pages come one after another: the account's rate is for incidents first.
     */
    async sweepAccount(order: SweepOrder): Promise<SweepReport> {
      const resumed = activityInfo().heartbeatDetails as Progress | undefined;
      const report = resumed?.report ?? blankReport(order, now());
      let cursor = resumed?.cursor ?? null;
      const progress = (): Progress => ({ cursor, report });
      return asProviderRead(async () => {
        const account = accounts.get(order.provider, order.account);
        const listed = new Set<string>();
        const seenCursors = new Set<string | null>([cursor]);
        do {
          const page = await account.sweep({ cursor, scope: order.scope, since: order.since });
          await takeIn(order, page, report);
          for (const { connectionId } of page.connections) listed.add(connectionId);
          for (const connectionId of page.unreadable ?? []) listed.add(connectionId);
          report.calls += page.calls;
          report.seen += page.connections.length + page.runs.length;
          for (const gap of page.missing)
            if (!report.missing.some((known) => known.what === gap.what)) report.missing.push(gap);
          if (page.next !== null && seenCursors.has(page.next)) throw endless(order, page.next);
          seenCursors.add(page.next);
          cursor = page.next;
          heartbeat(progress());
        } while (cursor !== null);
        // After a retry the first pages are not in `listed`: the next inventory will tell who is gone.
        if (order.scope === 'inventory' && resumed === undefined)
          report.gone = await connections.markGone(order, listed);
        const endedAt = now().toISOString();
        return {
          ...report,
          endedAt,
          inventoryAt: order.scope === 'inventory' ? report.startedAt : report.inventoryAt,
        };
      }, progress);
    },
  };
}

function byConnection(runs: SweepPage['runs']): Map<string, SyncRun[]> {
  const grouped = new Map<string, SyncRun[]>();
  for (const { connectionId, run } of runs)
    grouped.set(connectionId, [...(grouped.get(connectionId) ?? []), run]);
  return grouped;
}

/** Paging that comes back to where it was: what is listed twice is not the account. */
function endless({ provider, account }: SweepOrder, cursor: string): OpError {
  return new OpError('provider.invalid_answer', {
    message: `the list of ${provider} account ${account} goes in circles: its cursor ${cursor.slice(0, 60)} came twice`,
  });
}

function newsOf(report: SweepReport): number {
  return Object.values(report.found).reduce((sum, count) => sum + count, 0);
}

function blankReport({ provider, account, scope }: SweepOrder, now: Date): SweepReport {
  return {
    ...{ provider, account, scope, startedAt: now.toISOString(), endedAt: now.toISOString() },
    ...{ inventoryAt: null, seen: 0, calls: 0, found: {}, heldBack: 0, gone: 0, missing: [] },
  };
}
