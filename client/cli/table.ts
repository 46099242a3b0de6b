// Tables that fit the terminal: no borders, long cells cut with an ellipsis; whole where there is no terminal.
import Table from 'cli-table3';

export interface Column {
  head: string;
  /** Including two columns of space, where the terminal has 80. */
  width: number;
}

const COLUMNS = 80;

/** One line a row; `empty` instead when there are none. `width`: columns of the terminal, `Infinity` without one. */
export function table(columns: Column[], rows: string[][], empty: string, width = COLUMNS): string {
  if (rows.length === 0) return empty;
  const widths = fitted(columns, rows, width);
  const drawn = new Table({
    head: columns.map((c) => c.head),
    colWidths: widths,
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

/**
 * What the terminal has more goes to columns whose cells are cut, the leftmost first; what it has less is taken from
 * the widest.
 */
function fitted(columns: Column[], rows: string[][], width: number): number[] {
  const widths = columns.map((column) => column.width);
  const total = () => widths.reduce((sum, one) => sum + one, 0);
  for (const [index, has] of [...widths.entries()]) {
    const cells = [columns[index]?.head ?? '', ...rows.map((row) => oneLine(row[index] ?? ''))];
    const wanted = Math.max(...cells.map((cell) => cell.length)) + 2;
    const spare = Math.max(0, width - Math.max(COLUMNS, total()));
    widths[index] = has + Math.min(spare, Math.max(0, wanted - has));
  }
  while (total() > width) {
    const widest = widths.indexOf(Math.max(...widths));
    widths[widest] = (widths[widest] ?? 1) - 1;
  }
  return widths;
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
