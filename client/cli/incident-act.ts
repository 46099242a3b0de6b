// `penstock incident snooze|wake|close|cancel|retry|release|handback`: orders to one incident.
import type { Command } from 'commander';
import { CLOSE_REASONS, type Incident } from '../../domain/incident';
import type { Control, ControlCommand } from '../../domain/messages';
import { checkOrder } from '../check-order';
import { seenIfPossible, withAccess, withDirect, type AccessFlags } from './access';
import { CliError, EXIT } from './cli-error';
import { confirm } from './confirm';
import { withOutput, type CliContext, type OutputFlags } from './context';
import { readDuration } from './durations';
import { print } from './output';

interface ActFlags extends AccessFlags, OutputFlags {
  reason?: string;
  until?: string;
  for?: string;
  yes?: boolean;
  dryRun?: boolean;
}

const VERBS: { command: ControlCommand; says: string; asks: boolean }[] = [
  { command: 'snooze', says: 'neither act nor ask until a time (--for 2h, --until TIME)', asks: false },
  { command: 'wake', says: 'end a snooze', asks: false },
  { command: 'close', says: `end it with a reason: ${CLOSE_REASONS.join(', ')}`, asks: true },
  { command: 'cancel', says: 'stop, undo what can be undone, end', asks: true },
  { command: 'retry', says: 'diagnose again and make a new plan', asks: false },
  { command: 'release', says: 'let go what is held back', asks: false },
  { command: 'handback', says: 'say that what was handed to a person is done', asks: false },
];

/** One verb an order of the contract. */
export function addIncidentActs(incident: Command, context: CliContext): void {
  for (const { command, says, asks } of VERBS) {
    const verb = withOutput(withDirect(incident.command(command)))
      .description(says)
      .argument('<id>')
      .option('--reason <text>', command === 'close' ? 'one of the reasons, optionally ": text"' : 'why')
      .option('--yes', 'do not ask')
      .option('--dry-run', 'only say whether it would apply');
    if (command === 'snooze') verb.option('--for <duration>', '2h, 1d').option('--until <time>', 'ISO 8601');
    verb.action((id: string, flags: ActFlags) => act(id, command, asks, flags, context));
  }
}

async function act(
  id: string,
  command: ControlCommand,
  asks: boolean,
  flags: ActFlags,
  context: CliContext,
): Promise<void> {
  const { io } = context;
  const order: Omit<Control, 'by'> = {
    command,
    ...(flags.reason === undefined ? {} : { reason: flags.reason }),
    ...(command === 'snooze' ? { until: untilOf(flags, io.now()) } : {}),
  };
  await withAccess(context, flags, async (access) => {
    const incident = await seenIfPossible(access, id);
    if (incident) check(order, incident, flags, io.now());
    const name = incident?.id ?? id;
    if (flags.dryRun === true) {
      const would = { dryRun: true, checked: incident !== null, incidentId: name, order };
      return print(io, flags.output, would, () => `would send ${command} to ${name}; nothing was sent`);
    }
    if (!incident) io.err('no worker shows the incident now: the order is sent unchecked\n');
    if (asks) await confirm(io, `${command} ${name} (${incident?.connection.name ?? 'unseen'})?`, flags.yes);
    await access.control(id, order);
    const sent = { accepted: true, incidentId: name, order };
    return print(io, flags.output, sent, () => `${command} sent to ${name}`);
  });
}

/** @throws CliError when the order does not fit the incident as it is now */
function check(order: Omit<Control, 'by'>, incident: Incident, flags: ActFlags, nowMs: number): void {
  const fault = checkOrder({ ...order, by: flags.as ?? 'me' }, incident, nowMs);
  if (!fault) return;
  const code = fault.kind === 'malformed' ? EXIT.usage : EXIT.refused;
  throw new CliError(code, fault.reason, `see \`npx penstock incident get ${incident.id}\``);
}

function untilOf(flags: ActFlags, nowMs: number): string {
  if (flags.until !== undefined && flags.for !== undefined)
    throw new CliError(EXIT.usage, 'give either --for or --until');
  if (flags.for !== undefined) return new Date(nowMs + readDuration(flags.for, '--for')).toISOString();
  const until = Date.parse(flags.until ?? '');
  if (!Number.isNaN(until)) return new Date(until).toISOString();
  throw new CliError(EXIT.usage, 'snooze needs an end', 'add --for 2h, or --until 2026-01-31T09:00:00Z');
}
