// The arguments of one call: query, form or JSON alike. In forms every value is text, and structures are JSON in it.
import type { FastifyRequest } from 'fastify';
import { isObject } from './block-kit/check';
import { Refusal } from './refusal';

export class Arguments {
  private constructor(private readonly values: Readonly<Record<string, unknown>>) {}

  static of(request: FastifyRequest): Arguments {
    const query = isObject(request.query) ? request.query : {};
    const body = isObject(request.body) ? request.body : {};
    return new Arguments({ ...query, ...body });
  }

  static from(values: Readonly<Record<string, unknown>>): Arguments {
    return new Arguments(values);
  }

  /** `undefined` when absent or empty, as Slack takes it. */
  text(name: string): string | undefined {
    const value = this.values[name];
    if (typeof value === 'number' || typeof value === 'boolean') return String(value);
    return typeof value === 'string' && value !== '' ? value : undefined;
  }

  /** @throws Refusal `invalid_arguments` naming the field that is missing. */
  needed(name: string): string {
    const value = this.text(name);
    if (value === undefined) throw new Refusal('invalid_arguments', [`missing required field: ${name}`]);
    return value;
  }

  flag(name: string): boolean {
    return ['true', '1'].includes(this.text(name) ?? '');
  }

  /** @throws Refusal `invalid_limit` when it is not a whole number of at least 1. */
  limit(preset: number, max: number): number {
    const asked = this.text('limit');
    if (asked === undefined) return preset;
    const number = Number(asked);
    if (!Number.isInteger(number) || number < 0 || number > max) throw new Refusal('invalid_limit');
    return number === 0 ? preset : number;
  }

  has(name: string): boolean {
    return this.values[name] !== undefined && this.values[name] !== null;
  }

  /** A structure, given as such or as JSON text; `undefined` when absent. @throws Refusal with `word` for other text. */
  structure(name: string, word: string): unknown {
    const value = this.values[name];
    if (value === undefined || value === null || value === '') return undefined;
    if (typeof value !== 'string') return value;
    try {
      const parsed: unknown = JSON.parse(value);
      return parsed;
    } catch {
      throw new Refusal(word);
    }
  }
}

/** The token of a call: in the header, or in a form as the argument `token`. */
export function tokenOf(request: FastifyRequest): string | undefined {
  const bearer = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
  if (bearer !== undefined) return bearer;
  const json = (request.headers['content-type'] ?? '').includes('json');
  return json ? undefined : Arguments.of(request).text('token');
}
