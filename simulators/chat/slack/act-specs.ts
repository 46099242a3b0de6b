// What a test says when a person acts: clicks, submits, closes, types a command.
import { z } from 'zod';

const input = z.union([
  z.string(),
  z.number(),
  z.array(z.string()),
  z.record(z.string(), z.unknown()),
  z.null(),
]);

/** How the act reaches the app; all of it as it should be unless told otherwise. */
const manner = {
  /** Acts at once, each one of its own: a double click is 2. */
  times: z.number().int().min(1).max(1000).default(1),
  /** On its way so long, signed and triggered before: what is slow arrives late. */
  delayMs: z.number().min(0).max(60_000).default(0),
  /** The signed timestamp lies so many seconds in the past; negative = in the future. */
  skewSeconds: z.number().int().default(0),
  badSignature: z.boolean().default(false),
};

export const clickSpec = z
  .strictObject({
    /** The message, or the modal with `viewId`. */
    ts: z.string().optional(),
    channel: z.string().optional(),
    viewId: z.string().optional(),
    actionId: z.string().min(1),
    /** Needed where several blocks hold the same action. */
    blockId: z.string().optional(),
    user: z.string().min(1),
    /** In place of the button's own value, or what an input is set to. */
    value: input.optional(),
    /** An option of a menu, by its value. */
    selectedOption: z.union([z.string(), z.array(z.string())]).optional(),
    /** The person still sees the message as it was: elements of earlier versions can be clicked. */
    stale: z.boolean().default(false),
    ...manner,
  })
  .refine(({ ts, channel, viewId }) => (ts !== undefined && channel !== undefined) || viewId !== undefined, {
    message: 'tell ts and channel, or viewId',
  });
export type Click = z.infer<typeof clickSpec>;

export const submitSpec = z.strictObject({
  viewId: z.string().min(1),
  user: z.string().min(1),
  /** By action ID, or by block ID and action ID. What is not told stays as it was at first. */
  values: z.record(z.string(), z.union([input, z.record(z.string(), input)])).default({}),
  ...manner,
});
export type Submit = z.infer<typeof submitSpec>;

export const closeSpec = z.strictObject({ viewId: z.string().min(1), user: z.string().min(1), ...manner });

export const commandSpec = z.strictObject({
  command: z.string().regex(/^\/\S+$/, 'a command begins with a slash'),
  text: z.string().default(''),
  user: z.string().min(1),
  channel: z.string().min(1),
  ...manner,
});
export type Command = z.infer<typeof commandSpec>;

export const replaySpec = z.strictObject({
  /** A delivery of `GET /_sim/deliveries`; the last one if not told. */
  id: z.number().int().optional(),
  times: z.number().int().min(1).max(1000).default(1),
});

export const sayingSpec = z.strictObject({
  channel: z.string().min(1),
  user: z.string().min(1),
  text: z.string().min(1),
  thread_ts: z.string().optional(),
});
