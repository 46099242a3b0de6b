// The table of the effects run: actions down, faults across, how often each took effect.
import { WRITE_FAULTS } from './faults';
import type { Cell } from './verdict';

const NAME_WIDTH = 26;
const WIDTH = 14;

/** `1` once, `1?` once and the incident says that it cannot know, `2c` a costly repeat; `!` marks what is off. */
export function effectsTable(cells: Cell[]): string {
  const rows = [...new Set(cells.map((cell) => nameOf(cell)))];
  const line = (name: string, columns: string[]) =>
    name.padEnd(NAME_WIDTH) +
    columns
      .map((column) => column.padEnd(WIDTH))
      .join('')
      .trimEnd();
  return [
    line(
      'effects by the log',
      WRITE_FAULTS.map((fault) => fault.name),
    ),
    ...rows.map((row) =>
      line(
        row,
        WRITE_FAULTS.map((fault) => {
          const cell = cells.find((one) => nameOf(one) === row && one.fault === fault);
          return cell ? short(cell) : '-';
        }),
      ),
    ),
  ].join('\n');
}

function nameOf({ action }: Cell): string {
  return `${action.provider} ${action.kind}`;
}

function short({ effects, said, ok, action }: Cell): string {
  const doubt = said.status === 'unknown' ? '?' : '';
  const costly = effects === 2 && action.costly === true ? 'c' : '';
  return `${effects}${doubt}${costly}${ok ? '' : ' !'}`;
}
