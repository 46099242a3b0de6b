// A report as Markdown, for mails and wikis. Pure.
import { durationInWords } from './duration-words';
import type { Report } from './report';
import type { Span } from './span';

export function reportMarkdown(report: Report): string {
  const { endings, times } = report;
  return [
    `# Incidents from ${day(report.from)} to ${day(report.to)}`,
    '',
    `${report.incidents} opened: ${endings.provenResolved} resolved with proof, ${endings.closedByPeople} closed by people, ${endings.rejected} with a rejected plan, ${endings.cancelled} cancelled, ${endings.stillOpen} still open.`,
    '',
    ...table(
      'Time',
      ['incidents', 'median', '9 of 10 within'],
      [
        spanRow('detection to diagnosis', times.detectionToDiagnosis),
        spanRow('waiting for people', times.waitingForPeople),
        spanRow('detection to action', times.detectionToAction),
        spanRow('detection to verified', times.detectionToVerified),
      ],
    ),
    ...counts('Class', report.byClass),
    ...counts('Status', report.byStatus),
    ...counts('Mode', report.byMode),
    ...counts('Severity', report.bySeverity),
    ...counts('Closed by people as', endings.closeReasons),
  ].join('\n');
}

function counts(title: string, tally: Partial<Record<string, number>>): string[] {
  const rows = Object.entries(tally).map(([name, count]) => [name, String(count)]);
  return rows.length === 0 ? [] : table(title, ['incidents'], rows);
}

function table(title: string, columns: string[], rows: string[][]): string[] {
  return [
    `| ${[title, ...columns].join(' | ')} |`,
    `| ${['---', ...columns.map(() => '---:')].join(' | ')} |`,
    ...rows.map((row) => `| ${row.join(' | ')} |`),
    '',
  ];
}

function spanRow(name: string, { incidents, medianMs, p90Ms }: Span): string[] {
  return [name, String(incidents), durationInWords(medianMs), durationInWords(p90Ms)];
}

function day(at: string): string {
  return at.slice(0, 16).replace('T', ' ');
}
