// Where in the markup a template's values land: a pure look at its fixed strings, done once a template.

/** `url`: the whole of a quoted attribute that a browser follows. */
export type Place = 'text' | 'attribute' | 'url' | 'tag';

const FOLLOWED = /\s(?:href|src|action|formaction)="$/i;

const places = new WeakMap<TemplateStringsArray, Place[]>();

/** The place of each value. @throws Error where no value may ever stand: comments, script, style, unquoted attributes. */
export function placesOf(strings: TemplateStringsArray): Place[] {
  const known = places.get(strings);
  if (known) return known;
  const found: Place[] = [];
  let state: 'text' | 'tag' | 'quoted' = 'text';
  for (const string of strings.slice(0, -1)) {
    if (/<(?:script|style)\b[^>]*>[^<]*$|<!--(?!.*-->)/i.test(string)) throw noPlace(string);
    for (const character of string) state = after(state, character);
    if (state === 'tag' && /[=<'/]$/.test(string)) throw noPlace(string);
    if (state === 'quoted') found.push(FOLLOWED.test(string) ? 'url' : 'attribute');
    else found.push(state);
  }
  places.set(strings, found);
  return found;
}

function after(state: 'text' | 'tag' | 'quoted', character: string): typeof state {
  if (state === 'text') return character === '<' ? 'tag' : 'text';
  if (state === 'quoted') return character === '"' ? 'tag' : 'quoted';
  if (character === '"') return 'quoted';
  return character === '>' ? 'text' : 'tag';
}

function noPlace(string: string): Error {
  return new Error(`a template may hold no value after "${string.slice(-40)}"`);
}
