// Terms and moments of the domain as pages show them.
import { html, type Html } from './html';

/** `awaiting_approval` as `awaiting approval`. */
export function inWords(term: string): string {
  return term.replaceAll('_', ' ');
}

/** A moment in UTC, to the second; `never` where there is none. */
export function moment(at: string | null | undefined, none = 'never'): Html {
  if (at === null || at === undefined) return html`${none}`;
  const iso = Number.isNaN(Date.parse(at)) ? at : new Date(at).toISOString();
  return html`<time datetime="${iso}">${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC</time>`;
}

/** A status, severity or health: the word always stands there, colour only adds to it. */
export function badge(word: string): Html {
  return html`<span class="badge badge-${word}">${inWords(word)}</span>`;
}

/** A link out of the console; text alone where the address is none of the web. */
export function outsideLink(url: string, text: string): Html {
  if (!/^https?:\/\//i.test(url)) return html`${text} (${url})`;
  return html`<a href="${url}" rel="noopener noreferrer">${text}</a>`;
}

/** `1 brake`, `2 brakes`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** Milliseconds as `90 s`, `5 min`, `3 h`. */
export function span(ms: number): string {
  const [unit, size] = ms < 120_000 ? ['s', 1000] : ms < 7_200_000 ? ['min', 60_000] : ['h', 3_600_000];
  return `${Math.round(ms / Number(size))} ${unit}`;
}
