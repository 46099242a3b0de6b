// The small language in which Block Kit's rules are written down: checks that name what is wrong by JSON pointer.

export interface Finding {
  readonly pointer: string;
  readonly message: string;
}

/** Adds to `found` what is wrong with the value that stands at `pointer`. */
export type Check = (value: unknown, pointer: string, found: Finding[]) => void;

export interface Fields {
  readonly required?: Readonly<Record<string, Check>>;
  readonly optional?: Readonly<Record<string, Check>>;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isList(value: unknown): value is unknown[] {
  return Array.isArray(value);
}

/** Characters as Slack counts them: code points. */
const lengthOf = (text: string) => [...text].length;

export function string(max: number, min = 0): Check {
  return (value, pointer, found) => {
    if (typeof value !== 'string') return void found.push({ pointer, message: 'must be a string' });
    const length = lengthOf(value);
    if (length > max) found.push({ pointer, message: `must be less than ${max + 1} characters` });
    if (length < min) found.push({ pointer, message: `must be more than ${min - 1} characters` });
  };
}

export const boolean: Check = (value, pointer, found) => {
  if (typeof value !== 'boolean') found.push({ pointer, message: 'must be a boolean' });
};

export const integer: Check = (value, pointer, found) => {
  if (!Number.isInteger(value)) found.push({ pointer, message: 'must be an integer' });
};

export const anything: Check = () => undefined;

export function oneOf(...words: string[]): Check {
  return (value, pointer, found) => {
    if (typeof value !== 'string' || !words.includes(value))
      found.push({ pointer, message: 'must be a valid enum value' });
  };
}

export function list(each: Check, max: number, min = 1): Check {
  return (value, pointer, found) => {
    if (!isList(value)) return void found.push({ pointer, message: 'must provide an array' });
    if (value.length > max) found.push({ pointer, message: `no more than ${max} items allowed` });
    if (value.length < min) found.push({ pointer, message: `no fewer than ${min} items allowed` });
    value.forEach((item, index) => each(item, `${pointer}/${index}`, found));
  };
}

export function object({ required = {}, optional = {} }: Fields): Check {
  return (value, pointer, found) => {
    if (!isObject(value)) return void found.push({ pointer, message: 'must provide an object' });
    for (const name of Object.keys(required))
      if (value[name] === undefined || value[name] === null)
        found.push({ pointer, message: `missing required field: ${name}` });
    for (const [name, held] of Object.entries(value)) {
      const check = required[name] ?? optional[name];
      if (check === undefined) found.push({ pointer, message: `invalid additional property: ${name}` });
      else if (held !== undefined && held !== null) check(held, `${pointer}/${name}`, found);
    }
  };
}

/** Things that say by `type` what they are. */
export function byType(kinds: Readonly<Record<string, Check>>): Check {
  return (value, pointer, found) => {
    if (!isObject(value)) return void found.push({ pointer, message: 'must provide an object' });
    const check = typeof value['type'] === 'string' ? kinds[value['type']] : undefined;
    if (check !== undefined) return check(value, pointer, found);
    const message = `unsupported type: ${String(value['type'])}`;
    found.push({ pointer: `${pointer}/type`, message });
  };
}

export function both(...checks: Check[]): Check {
  return (value, pointer, found) => {
    for (const check of checks) check(value, pointer, found);
  };
}
