// `penstock incident ack`: says in the record that you look after an incident. Nothing else changes.
import type { Command } from 'commander';
import { withOutput, type CliContext, type OutputFlags } from './context';
import { print } from './output';

interface AckFlags extends OutputFlags {
  reason?: string;
  dryRun?: boolean;
}

export function addIncidentAck(incident: Command, { io, api }: CliContext): void {
  withOutput(incident.command('ack'))
    .description('say that you look after it; stands in its timeline, changes nothing')
    .argument('<id>', 'inc-xxxxxxxx, or provider/account/connection')
    .option('--reason <text>', 'kept with it')
    .option('--yes', 'do not ask; nothing is asked here')
    .option('--dry-run', 'only say whether there is something to look after')
    .action(async (id: string, { reason: note, dryRun, output }: AckFlags) => {
      if (dryRun === true) {
        const { id: incidentId, status } = await api.incident(id);
        const would = { dryRun: true, incidentId, status };
        return print(io, output, would, () => `${incidentId} is ${status}; nothing was sent`);
      }
      const done = await api.acknowledge(id, note === undefined ? {} : { note });
      return print(io, output, done, () => `${done.by} looks after ${done.incidentId}`);
    });
}
