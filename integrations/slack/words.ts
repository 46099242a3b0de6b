// Text for Slack: escaped, cut to its limits, times in the reader's own zone.
import type { MrkdwnElement } from '@slack/types';
import { cutText as cut } from '../../domain/notice/plain-text';

// Half a character would make the whole message unreadable to Slack.
export { cut };

/** Slack reads `&`, `<` and `>`; everything that others wrote goes through here. */
export function plain(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

/** Only our own marks mean anything in it: Slack makes no links of addresses or names that others wrote. */
export function marked(text: string, max: number): MrkdwnElement {
  return { type: 'mrkdwn', text: cut(text, max), verbatim: true };
}

/** Shown in the reader's zone; the fallback is what old clients show. What is no moment stays as it is. */
export function moment(iso: string): string {
  const seconds = Math.floor(Date.parse(iso) / 1000);
  if (Number.isNaN(seconds)) return plain(iso);
  return `<!date^${seconds}^{date_short_pretty} {time}|${iso}>`;
}

/** ISO moments inside a sentence, as `moment` shows them. */
export function withMoments(text: string): string {
  return text.replace(/\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g, (iso) => moment(iso));
}
