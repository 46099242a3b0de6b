// Elements of Adaptive Cards 1.5. Words of others stand in TextRuns alone, which know no Markdown and no mentions.
import { cutText } from '../../domain/notice/plain-text';

export interface CardNode {
  type: string;
  [key: string]: unknown;
}

/** `<at>` works in a TextBlock whose mention is listed beside it: only for our own people. */
export interface Mention {
  id: string;
  name: string;
}

export function rich(...inlines: CardNode[]): CardNode {
  return { type: 'RichTextBlock', inlines };
}

export function run(text: string, max: number, style: Record<string, unknown> = {}): CardNode {
  return { type: 'TextRun', text: cutText(text === '' ? '–' : text, max), ...style };
}

/** A title and its lines; nothing where there are none. */
export function section(title: string, lines: string[], lineMax: number): CardNode[] {
  if (lines.length === 0) return [];
  const head = { ...rich(run(title, lineMax, { weight: 'Bolder' })), spacing: 'Medium' };
  return [head, ...lines.map((line) => ({ ...rich(run(line, lineMax)), spacing: 'Small' }))];
}

export function openUrl(title: string, url: string): CardNode {
  return { type: 'Action.OpenUrl', title, url };
}

export function card(body: CardNode[], actions: CardNode[], mentions: Mention[] = []): CardNode {
  const entities = mentions.map(({ id, name }) => ({
    ...{ type: 'mention', text: `<at>${name}</at>` },
    mentioned: { id, name },
  }));
  return {
    ...{
      type: 'AdaptiveCard',
      $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
      version: '1.5',
    },
    msteams: { width: 'Full', ...(entities.length > 0 && { entities }) },
    ...{ body, actions },
  };
}

/** Calls people by name; what follows is for them. */
export function mentionBlock(mentions: Mention[]): CardNode[] {
  const text = mentions.map(({ name }) => `<at>${name}</at>`).join(' ');
  return mentions.length === 0 ? [] : [{ type: 'TextBlock', text, wrap: true }];
}

/** An action that the card's bot hears of. */
export function execute(title: string, verb: string, data: object, style?: string): CardNode {
  return { type: 'Action.Execute', title, verb, data, ...(style !== undefined && { style }) };
}
