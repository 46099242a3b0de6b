// What we read of GitHub's issues and comments.
import { z } from 'zod';

export const IssueSchema = z.object({
  number: z.number().int().positive(),
  body: z.string().nullish(),
  created_at: z.iso.datetime(),
  /** Pull requests are listed as issues. */
  pull_request: z.unknown().optional(),
});

export const CommentSchema = z.object({ body: z.string().nullish() });
