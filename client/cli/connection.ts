// `penstock connection list|get|history`: looking. Changes are in connection-change.ts.
import type { Command } from 'commander';
import type { SyncRun } from '../../domain/connection-state';
import { CONNECTION_HEALTHS, type KnownConnection } from '../../domain/sweep/known-connection';
import { CliError, EXIT } from './cli-error';
import { addConnectionChanges } from './connection-change';
import { readAccountRef, readConnectionRef } from './connection-ref';
import { withOutput, type CliContext, type OutputFlags } from './context';
import { since } from './durations';
import { print } from './output';
import { show, withWatch, type WatchFlags } from './watch';
import { wrap } from './wrap';

interface ListFlags extends WatchFlags {
  health?: string;
  account?: string;
  limit?: number;
}

/** Adds the noun with all its verbs. */
export function addConnection(program: Command, context: CliContext): void {
  const { io, api } = context;
  const connection = program.command('connection').description('look at connections and change them, safely');

  withWatch(withOutput(connection.command('list')))
    .description('connections as the sweeps know them, the sick ones first')
    .option('--health <healths>', `only these, comma-separated: ${CONNECTION_HEALTHS.join(',')}`)
    .option('--account <provider/account>', 'only those of one account')
    .option('--limit <n>', 'at most this many', readLimit)
    .action(async ({ health, account, limit, ...flags }: ListFlags) => {
      const filter = { ...(account === undefined ? {} : readAccountRef(account)), health, limit };
      await show(
        context,
        flags,
        async () => (await api.connections(filter)).items,
        (rows) => listed(rows, io.now(), io.columns),
      );
    });

  withOutput(connection.command('get'))
    .description('one connection: health, schedule, last success and failure')
    .argument('<connection>', 'provider/account/id, or the ID alone')
    .action(async (text: string, { output }: OutputFlags) => {
      const ref = await readConnectionRef(text, context);
      const { items } = await api.connections({ ...ref, limit: 1 });
      const [found] = items;
      if (!found)
        throw new CliError(EXIT.negative, `no sweep has seen ${text} yet`, 'npx penstock sweep now');
      await print(io, output, found, (one) => told(one, io.now()));
    });

  withOutput(connection.command('history'))
    .description('recent runs, read from the provider now')
    .argument('<connection>', 'provider/account/id, or the ID alone')
    .action(async (text: string, { output }: OutputFlags) => {
      const facts = await api.connectionHistory(await readConnectionRef(text, context));
      await print(io, output, facts, async ({ runs, missing }) => {
        for (const { what, why } of missing) io.err(`${what} could not be read: ${why}\n`);
        return history(runs, io.columns);
      });
    });

  addConnectionChanges(connection, context);
}

async function listed(rows: KnownConnection[], nowMs: number, width: number): Promise<string> {
  const { table } = await import('./table');
  const columns = [
    { head: 'CONNECTION', width: 30 },
    { head: 'NAME', width: 20 },
    { head: 'HEALTH', width: 14 },
    { head: 'SUCCESS', width: 9 },
    { head: 'FAILURE', width: 7 },
  ];
  const ago = (at: string | null) => (at === null ? '-' : since(at, nowMs));
  const cells = rows.map((c) => [
    `${c.provider}/${c.account}/${c.connectionId}`,
    ...[c.name, c.health, ago(c.lastSuccessAt), ago(c.lastFailureAt)],
  ]);
  return table(columns, cells, 'no connection has been seen yet: npx penstock sweep now', width);
}

function told(one: KnownConnection, nowMs: number): string {
  const ago = (at: string | null) => (at === null ? 'never' : `${at} (${since(at, nowMs)} ago)`);
  const every = one.everyMs === null ? 'only when told to' : `every ${Math.round(one.everyMs / 60_000)} min`;
  return [
    wrap(
      `${one.provider}/${one.account}/${one.connectionId}  ${one.name} (${one.service} -> ${one.destination})`,
    ),
    `  health        ${one.health}${one.active ? '' : ', paused'}`,
    `  schedule      ${every}`,
    `  last success  ${ago(one.lastSuccessAt)}`,
    `  last failure  ${ago(one.lastFailureAt)}`,
    ...(one.running ? [`  running       since ${one.running.since}`] : []),
    ...(one.rescheduledFor === null ? [] : [`  put off       until ${one.rescheduledFor}`]),
    ...(one.schemaChange === 'none' || one.schemaChange === 'unknown'
      ? []
      : [`  schema        a ${one.schemaChange.replace('_', '-')} change waits`]),
  ].join('\n');
}

async function history(runs: SyncRun[], width: number): Promise<string> {
  const { table } = await import('./table');
  const columns = [
    { head: 'RUN', width: 16 },
    { head: 'KIND', width: 9 },
    { head: 'STATUS', width: 13 },
    { head: 'STARTED', width: 22 },
    { head: 'ROWS', width: 10 },
    { head: 'WHY', width: 10 },
  ];
  const cells = runs.map((run) => [
    run.id,
    ...[run.kind, run.status, run.startedAt.slice(0, 19), run.rows === null ? '-' : String(run.rows)],
    run.failure?.message ?? '',
  ]);
  return table(columns, cells, 'the provider tells no runs of this connection', width);
}

function readLimit(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= 200) return value;
  throw new CliError(EXIT.usage, `--limit: "${text}" is no number from 1 to 200`);
}
