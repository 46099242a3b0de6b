// Slack's cursors: pages of a list, each answer telling where the next one begins.
import { Refusal } from './refusal';

export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string;
}

/** @throws Refusal `invalid_cursor` */
export function pageOf<T>(all: readonly T[], limit: number, cursor: string | undefined): Page<T> {
  const start = cursor === undefined ? 0 : decoded(cursor);
  const end = start + limit;
  return { items: all.slice(start, end), next: end < all.length ? encoded(end) : '' };
}

function encoded(offset: number): string {
  return Buffer.from(`next:${offset}`).toString('base64');
}

function decoded(cursor: string): number {
  const offset = /^next:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString())?.[1];
  if (offset === undefined) throw new Refusal('invalid_cursor');
  return Number(offset);
}
