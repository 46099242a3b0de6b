// The day as one Slack message.
import type { KnownBlock } from '@slack/types';
import type { Digest } from '../../domain/notice/digest';
import { cut, marked, moment, plain, withMoments } from './words';

const LINES_MAX = 15;
const SECTION_MAX = 3000;

export function digestMessage(digest: Digest): { text: string; blocks: KnownBlock[] } {
  const { from, to, opened, resolved, closedByPeople, open } = digest;
  const text = `${opened} opened, ${resolved} resolved with proof, ${closedByPeople} closed by people, ${open.length} still open`;
  const lines = open
    .slice(0, LINES_MAX)
    .map(
      ({ incidentId, title, next, waitsForPerson }) =>
        `• ${waitsForPerson ? '*waits for a person* ' : ''}\`${incidentId}\` ${plain(cut(title, 120))}: ${withMoments(plain(cut(next, 120)))}`,
    );
  const more = open.length > LINES_MAX ? [`…and ${open.length - LINES_MAX} more`] : [];
  return {
    text: `Incidents of the day: ${text}`,
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: 'Incidents of the day' } },
      section(`${moment(from)} to ${moment(to)}: ${text}.`),
      ...(lines.length === 0 ? [] : [section([...lines, ...more].join('\n'))]),
    ],
  };
}

function section(text: string): KnownBlock {
  return { type: 'section', text: marked(text, SECTION_MAX) };
}
