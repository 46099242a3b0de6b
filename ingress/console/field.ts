// Fields of forms, each with its label.
import { flag, html, type Html } from './html';
import { inWords } from './words';

/** A choice of words; `none` is offered first where nothing need be chosen. */
export function choice(
  { name, label, none }: { name: string; label: string; none?: string },
  words: readonly string[],
  selected?: string,
): Html {
  const first = none !== undefined && html`<option value="">${none}</option>`;
  const options = words.map(
    (word) => html`<option value="${word}" ${flag('selected', word === selected)}>${inWords(word)}</option>`,
  );
  return html`<label
    >${label}
    <select name="${name}">
      ${first}${options}
    </select></label
  >`;
}

export function textField(
  {
    name,
    label,
    type = 'text',
    required = false,
  }: { name: string; label: string; type?: 'text' | 'search'; required?: boolean },
  value = '',
): Html {
  return html`<label
    >${label} <input type="${type}" name="${name}" value="${value}" ${flag('required', required)}
  /></label>`;
}
