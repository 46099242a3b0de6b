// `penstock connection sync|pause|resume|change`: what a person wants done, by the same protocol and policy as a repair.
import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import type { ChangeRequest } from '../../domain/pipeline-event';
import { ChangeRequestSchema } from '../../domain/change-request.schema';
import { PROVIDER_STEP_KINDS } from '../../domain/step';
import { STEP_TRAITS } from '../../domain/step-traits';
import type { Incident } from '../../domain/incident';
import { CliError, EXIT } from './cli-error';
import { confirm } from './confirm';
import { readConnectionRef } from './connection-ref';
import { withOutput, type CliContext, type OutputFlags } from './context';
import { print } from './output';

interface ChangeFlags extends OutputFlags {
  reason?: string;
  yes?: boolean;
  dryRun?: boolean;
  params?: string;
}

type Steps = Omit<ChangeRequest, 'by'>['steps'];

const SIMPLE = {
  sync: { kind: 'trigger_sync', says: 'start a sync now and verify that it succeeds' },
  pause: { kind: 'pause', says: 'stop syncing until it is resumed' },
  resume: { kind: 'resume', says: 'let it sync again' },
} as const;

export function addConnectionChanges(connection: Command, context: CliContext): void {
  for (const [verb, { kind, says }] of Object.entries(SIMPLE))
    withChange(connection.command(verb), says).action((text: string, flags: ChangeFlags) =>
      change(text, [{ kind, params: {} }], flags, context),
    );
  withChange(connection.command('change'), `any other change: ${PROVIDER_STEP_KINDS.join(', ')}`)
    .argument('<kind>')
    .option('--params <json>', `what to change, such as '{"scope":["sales.orders"]}'`, '{}')
    .action((text: string, kind: string, flags: ChangeFlags) =>
      change(text, [{ kind, params: readJson(flags.params ?? '{}') }], flags, context),
    );
}

function withChange(command: Command, says: string): Command {
  return withOutput(command)
    .description(says)
    .argument('<connection>', 'provider/account/id, or the ID alone')
    .option('--reason <text>', 'why: stands in the audit record')
    .option('--yes', 'do not ask')
    .option('--dry-run', 'only say what would be asked for, and what it destroys and costs');
}

async function change(
  text: string,
  steps: unknown[],
  flags: ChangeFlags,
  context: CliContext,
): Promise<void> {
  const { io, api } = context;
  const ref = await readConnectionRef(text, context);
  const request = readRequest(steps, flags.reason ?? 'asked for on the command line');
  const what = request.steps.map((step) => step.kind.replaceAll('_', ' ')).join(', then ');
  const name = `${ref.provider}/${ref.account}/${ref.connectionId}`;
  if (flags.dryRun === true) {
    const would = { dryRun: true, connection: ref, request, effects: effectsOf(request.steps) };
    return print(io, flags.output, would, () =>
      [`would ask for ${what} of ${name}`, ...inWords(request.steps)].join('\n'),
    );
  }
  for (const line of inWords(request.steps)) io.err(`${line}\n`);
  await confirm(io, `${what} of ${name}?`, flags.yes);
  const { incidentId } = await api.requestChange(ref, request, { idempotencyKey: randomUUID() });
  const seen = await settled(incidentId, context);
  await print(io, flags.output, seen ?? { id: incidentId }, () => outcomeOf(incidentId, seen));
  if (seen?.resolution?.reason === 'wont_fix') context.exitWith(EXIT.refused);
}

const LOOK_EVERY_MS = 300;
const LOOK_FOR_MS = 20_000;

/** Until it is done, refused, or waits for somebody: so long a person at a terminal will wait. */
async function settled(id: string, { io, api }: CliContext): Promise<Incident | null> {
  const until = io.now() + LOOK_FOR_MS;
  let seen: Incident | null = null;
  while (io.now() < until) {
    await io.sleep(LOOK_EVERY_MS);
    // The read model follows the workflow by a moment.
    seen = await api.incident(id).catch(() => seen);
    if (seen && !['open', 'diagnosing', 'remediating'].includes(seen.status)) return seen;
  }
  return seen;
}

function outcomeOf(id: string, seen: Incident | null): string {
  if (!seen) return `${id}: asked for; nothing is known yet`;
  const { resolution } = seen;
  if (resolution) return `${id} ${seen.status}: ${resolution.note ?? resolution.reason}`;
  return `${id} ${seen.status}: ${seen.next}\n  follow it with \`npx penstock incident wait ${id}\``;
}

function effectsOf(steps: Steps) {
  return steps.map(({ kind }) => {
    const { destroys, costs, undo } = STEP_TRAITS[kind];
    return { kind, destroys, costs, undo };
  });
}

function inWords(steps: Steps): string[] {
  return effectsOf(steps).flatMap(({ destroys, costs }) => [
    ...(destroys === null ? [] : [`  destroys: ${destroys}`]),
    ...(costs === null ? [] : [`  costs: ${costs}`]),
  ]);
}

/** @throws CliError 2 naming what is wrong with which parameter */
function readRequest(steps: unknown[], reason: string): Omit<ChangeRequest, 'by'> {
  const read = ChangeRequestSchema.safeParse({ steps, reason });
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const place = issue?.path.slice(2).map(String).join('.') ?? '';
  throw new CliError(
    EXIT.usage,
    `${place === '' ? '' : `${place}: `}${issue?.message ?? 'not a change'}`,
    `kinds: ${PROVIDER_STEP_KINDS.join(', ')}`,
  );
}

function readJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    throw new CliError(EXIT.usage, `--params is no JSON: ${text.slice(0, 60)}`);
  }
}
