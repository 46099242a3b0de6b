// What Teams refuses of a message with an Adaptive Card: unknown elements, a later version, too much of it.
import { z } from 'zod';

const message = z.object({
  type: z.literal('message'),
  attachments: z
    .array(
      z.object({
        contentType: z.literal('application/vnd.microsoft.card.adaptive'),
        content: z.object({
          type: z.literal('AdaptiveCard'),
          version: z.enum(['1.0', '1.1', '1.2', '1.3', '1.4', '1.5']),
          body: z.array(z.unknown()),
          actions: z.array(z.unknown()).max(6).default([]),
          msteams: z.object({ entities: z.array(z.unknown()).default([]) }).optional(),
        }),
      }),
    )
    .min(1),
});

/** Members that an element must have. */
const ELEMENTS: Record<string, string[]> = {
  ...{
    TextBlock: ['text'],
    RichTextBlock: ['inlines'],
    TextRun: ['text'],
    FactSet: ['facts'],
    Container: ['items'],
  },
  ...{ 'Input.Text': ['id'], 'Input.ChoiceSet': ['id', 'choices'] },
};
const ACTIONS: Record<string, string[]> = {
  ...{
    'Action.Execute': ['verb'],
    'Action.OpenUrl': ['url'],
    'Action.ShowCard': ['card'],
    'Action.Submit': [],
  },
};

/** Why a message is refused, or `null`. */
export function messageFault(body: unknown, bytesMax: number): string | null {
  if (Buffer.byteLength(JSON.stringify(body ?? null)) > bytesMax) return 'Message size too large';
  const parsed = message.safeParse(body);
  if (!parsed.success)
    return parsed.error.issues.map(({ path, message: why }) => `${path.join('.')}: ${why}`).join('; ');
  for (const { content } of parsed.data.attachments) {
    const faults = [
      ...content.body.map((one) => nodeFault(one, ELEMENTS)),
      ...content.actions.map((one) => nodeFault(one, ACTIONS)),
      mentionFault(content),
    ];
    const fault = faults.find((one) => one !== null);
    if (fault !== undefined) return fault;
  }
  return null;
}

function nodeFault(value: unknown, known: Record<string, string[]>): string | null {
  const node = z.looseObject({ type: z.string() }).safeParse(value);
  if (!node.success) return 'an element has no type';
  const needed = known[node.data.type];
  if (needed === undefined) return `${node.data.type} may not stand there`;
  const missing = needed.find((name) => node.data[name] === undefined || node.data[name] === '');
  if (missing !== undefined) return `${node.data.type} needs ${missing}`;
  const inner = [node.data['inlines'], node.data['items']].flatMap((list) =>
    Array.isArray(list) ? (list as unknown[]) : [],
  );
  const faults = inner.map((one) => nodeFault(one, ELEMENTS));
  const shown = z.object({
    body: z.array(z.unknown()).default([]),
    actions: z.array(z.unknown()).default([]),
  });
  const card = shown.safeParse(node.data['card']);
  if (card.success)
    faults.push(
      ...card.data.body.map((one) => nodeFault(one, ELEMENTS)),
      ...card.data.actions.map((one) => nodeFault(one, ACTIONS)),
    );
  return faults.find((one) => one !== null) ?? null;
}

/** A mention without its `<at>` in the card, or to nobody, is refused. */
function mentionFault({
  body,
  msteams,
}: {
  body: unknown[];
  msteams?: { entities: unknown[] } | undefined;
}): string | null {
  const text = JSON.stringify(body);
  for (const entity of msteams?.entities ?? []) {
    const known = z
      .object({
        type: z.literal('mention'),
        text: z.string(),
        mentioned: z.object({ id: z.string().min(1), name: z.string() }),
      })
      .safeParse(entity);
    if (!known.success) return 'a mention is incomplete';
    if (!text.includes(JSON.stringify(known.data.text).slice(1, -1)))
      return `the card has no ${known.data.text}`;
  }
  return null;
}
