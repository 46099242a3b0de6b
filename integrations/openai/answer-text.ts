// From what a model wrote to the JSON object in it, if there is one.

/** Texts of a model that talks around its answer hold few braces; more are not tried. */
const STARTS_MAX = 50;

/** The whole text, or the first complete JSON object in it; `undefined` when there is none. */
export function jsonObjectIn(text: string): object | undefined {
  const whole = objectOf(text);
  if (whole) return whole;
  let at = text.indexOf('{');
  for (let tried = 0; at >= 0 && tried < STARTS_MAX; tried += 1) {
    const end = endOfObject(text, at);
    const found = end === -1 ? undefined : objectOf(text.slice(at, end));
    if (found) return found;
    at = text.indexOf('{', at + 1);
  }
  return undefined;
}

function objectOf(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Index after the brace that closes the one at `start`; braces inside strings do not count. */
function endOfObject(text: string, start: number): number {
  let depth = 0;
  let inString = false;
  for (let at = start; at < text.length; at += 1) {
    const sign = text[at];
    if (inString) {
      if (sign === '\\') at += 1;
      else if (sign === '"') inString = false;
    } else if (sign === '"') inString = true;
    else if (sign === '{') depth += 1;
    else if (sign === '}' && (depth -= 1) === 0) return at + 1;
  }
  return -1;
}
