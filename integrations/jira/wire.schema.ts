// What we read of Jira's answers.
import { z } from 'zod';

export const CreatedSchema = z.object({ key: z.string().min(1) });

export const FoundSchema = z.object({
  issues: z.array(
    z.object({ key: z.string().min(1), fields: z.object({ labels: z.array(z.string()).default([]) }) }),
  ),
});

const Status = z.object({ name: z.string(), statusCategory: z.object({ key: z.string() }) });
export const StatusSchema = z.object({ fields: z.object({ status: Status }) });
export const TransitionsSchema = z.object({
  transitions: z.array(z.object({ id: z.string(), name: z.string(), to: Status })),
});

export const CommentsSchema = z.object({
  comments: z.array(
    z.object({
      properties: z.array(z.object({ key: z.string(), value: z.unknown() })).default([]),
      body: z.unknown(),
    }),
  ),
});
export const CommentSchema = z.object({ id: z.string() });
