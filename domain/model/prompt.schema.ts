// Shape of the front matter of config/prompts/<name>/<version>.md.
import { z } from 'zod';

export const PromptFrontMatterSchema = z.strictObject({
  owner: z.string().min(1),
  version: z.number().int().positive(),
  changelog: z
    .array(
      z.strictObject({
        version: z.number().int().positive(),
        date: z.string().regex(/^\d{4}-\d\d-\d\d$/, 'give the day as "2026-11-20", in quotes'),
        change: z.string().min(1),
      }),
    )
    .min(1),
});
