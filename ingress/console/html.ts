// Templates that escape every value by default: what is not made by `html` is text, wherever it came from.
import { placesOf, type Place } from './markup-place';

/** Markup that a template made, and so safe to stand inside another. */
export class Html {
  constructor(readonly markup: string) {}
}

/** Nothing is written for `null`, `undefined` and `false`. */
export type HtmlValue = string | number | Html | readonly HtmlValue[] | null | undefined | false;

/** @throws Error where a value stands that cannot be made safe there: markup in an attribute, text among attributes. */
export function html(strings: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  const places = placesOf(strings);
  const parts = values.map((value, index) => written(value, places[index] ?? 'text') + strings[index + 1]);
  return new Html(strings[0] + parts.join(''));
}

function written(value: HtmlValue, place: Place): string {
  if (value === null || value === undefined || value === false) return '';
  if (value instanceof Html) {
    if (place === 'text' || place === 'tag') return value.markup;
    throw new Error('markup may not stand inside an attribute');
  }
  if (place === 'tag') throw new Error('only markup may stand among attributes');
  if (typeof value === 'object') return value.map((one) => written(one, place)).join('');
  return escaped(place === 'url' ? followable(String(value)) : String(value));
}

/** An attribute without a value, such as `checked`; nothing when it does not hold. A space goes before it. */
export function flag(name: 'checked' | 'selected' | 'open' | 'disabled' | 'required', holds: boolean): Html {
  return new Html(holds ? name : '');
}

/** Only addresses of the web and of this site; anything else leads nowhere. */
function followable(url: string): string {
  return /^(?:https?:\/\/|\/(?![/\\])|[?#])/i.test(url) ? url : '#';
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Control characters and those that turn the direction of writing around are shown as what they are: foreign. */
const FOREIGN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

function escaped(text: string): string {
  return text.replace(FOREIGN, '\ufffd').replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}
