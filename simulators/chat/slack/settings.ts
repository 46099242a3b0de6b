// What a test may set of this Slack: the app's token, where its URLs are, how strictly it counts calls.
import { z } from 'zod';

export const settingsSpec = z.strictObject({
  /** Whether the app has Socket Mode on: then nothing is posted to its URLs. */
  delivery: z.enum(['http', 'socket']).default('http'),
  /** The app's Request URL for interactivity; null = none is configured. */
  interactivityUrl: z.url().nullable().default(null),
  /** Where slash commands go. */
  commandsUrl: z.url().nullable().default(null),
  signingSecret: z.string().min(1).default('sim-signing-secret'),
  /** The bot's token. */
  token: z.string().min(1).default('xoxb-sim'),
  /** The app-level token, for Socket Mode alone. */
  appToken: z.string().min(1).default('xapp-sim'),
  /** How long the app may take to acknowledge. Slack: 3 seconds. */
  ackMs: z.number().int().min(1).max(60_000).default(3000),
  /** Calls a method takes; those that post are counted a channel, others for the app. Empty = no limit. */
  rateLimits: z
    .array(
      z.strictObject({
        method: z.string().min(1).default('chat.postMessage'),
        perSecond: z.number().positive().default(1),
        /** Calls at once before the rate counts. */
        burst: z.number().int().min(1).default(5),
      }),
    )
    .default([]),
});
export type Settings = z.infer<typeof settingsSpec>;
