// Tables that fit 80 columns: no borders, long cells cut with an ellipsis.
import Table from 'cli-table3';

export interface Column {
  head: string;
  /** Including two columns of space. */
  width: number;
}

/** One line a row; `empty` instead when there are none. */
export function table(columns: Column[], rows: string[][], empty: string): string {
  if (rows.length === 0) return empty;
  const drawn = new Table({
    head: columns.map((c) => c.head),
    colWidths: columns.map((c) => c.width),
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 2, compact: true },
    chars: Object.fromEntries(BORDERS.map((name) => [name, ''])),
  });
  // Pushed text is untrusted: one line, no control characters.
  for (const row of rows) drawn.push(row.map(oneLine));
  return drawn
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

/** Provider texts hold line breaks and, at worst, terminal escapes. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\s]+/gu, ' ').trim();
}

const BORDERS = [
  'top',
  'top-mid',
  'top-left',
  'top-right',
  'bottom',
  'bottom-mid',
  'bottom-left',
  'bottom-right',
  'left',
  'left-mid',
  'mid',
  'mid-mid',
  'right',
  'right-mid',
  'middle',
];
