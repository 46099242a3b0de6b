// `penstock incident report`: the whole story of an incident, for the meeting afterwards.
import type { Command } from 'commander';
import { withOutput, type CliContext, type OutputFlags } from './context';
import { print } from './output';
import { writingTo } from './write-file';

export function addIncidentReport(incident: Command, { io, api }: CliContext): void {
  withOutput(incident.command('report'))
    .description(
      'post-incident report as Markdown: what happened, who decided, what was done, what proves it',
    )
    .argument('<id>', 'inc-xxxxxxxx, or provider/account/connection')
    .option('--file <file>', 'write it there instead of to standard output')
    .action(async (id: string, { output, file }: OutputFlags & { file?: string }) => {
      const report = await api.report(id);
      const { postIncidentMarkdown } = await import('../../domain/report/post-incident-markdown');
      await writingTo(file, io, async (put) => {
        const parts: string[] = [];
        await print({ ...io, out: (text) => void parts.push(text) }, output, report, postIncidentMarkdown);
        await put(parts.join(''));
      });
      if (file !== undefined) io.err(`the report on ${report.incidentId} is in ${file}\n`);
    });
}
