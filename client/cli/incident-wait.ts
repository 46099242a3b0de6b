// `penstock incident wait`: for scripts that go on when an incident has come to a certain status.
import { Option, type Command } from 'commander';
import { INCIDENT_STATUSES, type Incident, type IncidentStatus } from '../../domain/incident';
import { ApiUnreachable } from '../api';
import { withAccess, withDirect, type Access, type AccessFlags } from './access';
import { CliError, EXIT } from './cli-error';
import { withOutput, type CliContext, type OutputFlags } from './context';
import { readDuration } from './durations';
import { print } from './output';

const LOOK_EVERY_MS = 500;
const OVER: readonly IncidentStatus[] = ['resolved', 'closed', 'cancelled'];

interface WaitFlags extends AccessFlags, OutputFlags {
  for: string;
  timeout: string;
}

/** Exit 0 when the status came, 1 when the incident ended otherwise, 124 when time was up. */
export function addIncidentWait(incident: Command, context: CliContext): void {
  const { io } = context;
  withOutput(withDirect(incident.command('wait')))
    .description('wait until an incident has a status: exit 0 then, 1 if it ends otherwise, 124 on timeout')
    .argument('<id>')
    .addOption(new Option('--for <statuses>', 'one or more, comma-separated').default('resolved'))
    .option('--timeout <duration>', 'give up after this long', '10m')
    .action(async (id: string, flags: WaitFlags) => {
      const wanted = readStatuses(flags.for);
      const until = io.now() + readDuration(flags.timeout, '--timeout');
      const seen = await withAccess(context, flags, (access) => watch(access, id, wanted, until, context));
      await print(io, flags.output, seen, (i) => `${i.id} ${i.status}`);
      if (wanted.includes(seen.status)) return;
      const over = OVER.includes(seen.status);
      io.err(
        over
          ? `${seen.id} ended as ${seen.status}, not ${wanted.join(' or ')}\n`
          : `${seen.id} is still ${seen.status} after ${flags.timeout}: ${seen.next}\n`,
      );
      context.exitWith(over ? EXIT.negative : EXIT.timeout);
    });
}

async function watch(
  access: Access,
  id: string,
  wanted: IncidentStatus[],
  until: number,
  { io }: CliContext,
): Promise<Incident> {
  let seen = await access.get(id);
  let told = '';
  for (;;) {
    if (seen.status !== told) io.err(`${seen.id} ${(told = seen.status)}: ${seen.next}\n`);
    if (wanted.includes(seen.status) || OVER.includes(seen.status) || io.now() >= until) return seen;
    await io.sleep(Math.min(LOOK_EVERY_MS, Math.max(1, until - io.now())));
    seen = await lookAgain(access, id, seen);
  }
}

/** Once seen, an incident outlives restarts of the API: keep what was last known and go on waiting. */
async function lookAgain(access: Access, id: string, last: Incident): Promise<Incident> {
  try {
    return await access.get(id);
  } catch (error) {
    if (error instanceof ApiUnreachable) return last;
    throw error;
  }
}

function readStatuses(text: string): IncidentStatus[] {
  return text.split(',').map((word) => {
    const known = INCIDENT_STATUSES.find((status) => status === word.trim());
    if (known) return known;
    throw new CliError(EXIT.usage, `--for: "${word}" is no status`, `use ${INCIDENT_STATUSES.join(', ')}`);
  });
}
