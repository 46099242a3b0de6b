// `penstock incident list|get|timeline|report|wait`: looking. Acting verbs are in incident-act.ts.
import type { Command } from 'commander';
import type { Incident } from '../../domain/incident';
import { withAccess, withDirect, type AccessFlags } from './access';
import { CliError, EXIT } from './cli-error';
import { withOutput, type CliContext, type OutputFlags } from './context';
import { addIncidentAck } from './incident-ack';
import { addIncidentActs } from './incident-act';
import { addIncidentReport } from './incident-report';
import { addIncidentWait } from './incident-wait';
import { print } from './output';
import { show, withWatch, type WatchFlags } from './watch';

/** Adds the noun with all its verbs. */
export function addIncident(program: Command, context: CliContext): void {
  const { io, api } = context;
  const incident = program.command('incident').description('look at incidents and steer them');

  withWatch(withOutput(withDirect(incident.command('list'))))
    .description('incidents, the latest change first')
    .option('--status <statuses>', 'only these, comma-separated: open,verifying,…')
    .option('--connection <id>', 'only those of this connection')
    .option('--limit <n>', 'at most this many', readLimit)
    .action(async (flags: ListFlags & AccessFlags & WatchFlags) => {
      const filter = {
        ...(flags.status === undefined ? {} : { status: flags.status }),
        ...(flags.connection === undefined ? {} : { connectionId: flags.connection }),
        ...(flags.limit === undefined ? {} : { limit: flags.limit }),
      };
      await withAccess(context, flags, (access) =>
        show(
          context,
          flags,
          () => access.list(filter),
          async (rows) => {
            const { incidentTable } = await import('./incident-table');
            return incidentTable(rows, io.now(), io.columns);
          },
        ),
      );
    });

  withWatch(withOutput(withDirect(incident.command('get'))))
    .description('one incident as a story: what is wrong, what is planned, what happens next')
    .argument('<id>', 'inc-xxxxxxxx, a workflow ID, or provider/account/connection')
    .action(async (id: string, flags: AccessFlags & WatchFlags) => {
      await withAccess(context, flags, (access) => show(context, flags, () => access.get(id), tell));
    });

  withOutput(incident.command('timeline'))
    .description('everything that happened in an incident, from the audit record')
    .argument('<id>')
    .action(async (id: string, flags: OutputFlags) => {
      const timeline = await api.timeline(id);
      await print(io, flags.output, timeline, async ({ items }) => {
        const { timelineText } = await import('./timeline-text');
        return timelineText(items, io.columns);
      });
    });

  addIncidentReport(incident, context);
  addIncidentWait(incident, context);
  addIncidentActs(incident, context);
  addIncidentAck(incident, context);
}

interface ListFlags {
  status?: string;
  connection?: string;
  limit?: number;
}

async function tell(found: Incident): Promise<string> {
  const { incidentStoryText } = await import('./incident-text');
  return incidentStoryText(found);
}

function readLimit(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= 200) return value;
  throw new CliError(EXIT.usage, `--limit: "${text}" is no number from 1 to 200`);
}
