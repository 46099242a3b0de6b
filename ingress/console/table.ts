// One way to show rows: a caption, column heads for screen readers, and a frame that scrolls where a row is wide.
import { html, type Html } from './html';

export interface TableShown {
  caption: string;
  columns: readonly string[];
  /** Each a `tr`; its own name stands in a `th scope="row"`. */
  rows: readonly Html[];
  /** Rows are long: the frame can be scrolled by keyboard. */
  wide?: boolean;
}

export function table({ caption, columns, rows, wide = false }: TableShown): Html {
  const shown = html`<table>
    <caption>
      ${caption}
    </caption>
    <thead>
      <tr>
        ${columns.map((one) => html`<th scope="col">${one}</th> `)}
      </tr>
    </thead>
    <tbody>
      ${rows}
    </tbody>
  </table>`;
  return wide
    ? html`<div class="wide" role="region" aria-label="${caption}" tabindex="0">${shown}</div>`
    : shown;
}
