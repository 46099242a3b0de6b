// Atlassian Document Format as Jira checks it: known nodes, in places where they may stand, no empty text.
import { z } from 'zod';

const TEXT_MAX = 32_767;
const CONTENT: Record<string, string[]> = {
  doc: ['paragraph', 'heading', 'bulletList', 'orderedList', 'codeBlock', 'blockquote', 'panel', 'rule'],
  paragraph: ['text', 'hardBreak', 'mention', 'emoji'],
  heading: ['text', 'hardBreak', 'mention'],
  bulletList: ['listItem'],
  orderedList: ['listItem'],
  listItem: ['paragraph', 'bulletList', 'orderedList', 'codeBlock'],
  codeBlock: ['text'],
  blockquote: ['paragraph'],
  panel: ['paragraph', 'heading', 'bulletList'],
};

const node = z.object({
  type: z.string(),
  text: z.string().min(1).optional(),
  attrs: z.record(z.string(), z.unknown()).optional(),
  marks: z
    .array(
      z.union([
        z.object({ type: z.literal('link'), attrs: z.object({ href: z.url() }) }),
        z.object({ type: z.enum(['strong', 'em', 'code', 'strike', 'underline']) }),
      ]),
    )
    .optional(),
  content: z.array(z.unknown()).optional(),
});

/** Why a document is refused, or `null`. */
export function documentFault(value: unknown): string | null {
  const top = z.object({ type: z.literal('doc'), version: z.literal(1), content: z.array(z.unknown()) });
  if (!top.safeParse(value).success) return 'Operation value must be an Atlassian Document';
  if (words(value).length > TEXT_MAX)
    return 'The entered text is too long. It exceeds the allowed limit of 32,767 characters.';
  return nodeFault(value) === null ? null : 'INVALID_INPUT';
}

/** All words of a document, blocks on lines of their own. */
export function words(value: unknown): string {
  const parsed = node.safeParse(value);
  if (!parsed.success) return '';
  const { type, text, content = [], attrs } = parsed.data;
  if (type === 'text') return text ?? '';
  if (type === 'mention') return `@${String(attrs?.['id'])}`;
  const inner = content.map(words);
  return inner.join(type === 'paragraph' || type === 'heading' ? '' : '\n');
}

function nodeFault(value: unknown): string | null {
  const parsed = node.safeParse(value);
  if (!parsed.success) return 'shape';
  const { type, text, content, attrs } = parsed.data;
  if (type === 'text') return text === undefined ? 'text' : null;
  if (type === 'mention') return typeof attrs?.['id'] === 'string' ? null : 'mention';
  if (type === 'hardBreak' || type === 'rule' || type === 'emoji') return null;
  const allowed = CONTENT[type];
  if (allowed === undefined) return type;
  for (const child of content ?? []) {
    const known = z.object({ type: z.string() }).safeParse(child);
    if (!known.success || !allowed.includes(known.data.type)) return `${type} in ${type}`;
    const fault = nodeFault(child);
    if (fault !== null) return fault;
  }
  return null;
}
