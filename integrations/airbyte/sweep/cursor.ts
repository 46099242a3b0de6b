// Where a sweep of an Airbyte account goes on: which part of the work, by which API, whose workspace, after which row.
import { z } from 'zod';
import { OpError } from '../../../domain/op-error';

/** `connections` only in an inventory; then what has run since, then what is under way. */
const cursorSchema = z.object({
  part: z.enum(['connections', 'runs', 'running']),
  /** The public one also where the config API turned out not to answer. */
  by: z.enum(['config', 'public']),
  /** Index into the list of workspaces (config API); 0 where the public API lists them together. */
  workspace: z.number().int().min(0),
  /** Rows read so far. */
  offset: z.number().int().min(0),
  /** The config API pages connections by the last one's ID. */
  after: z.string().optional(),
  /** The first row of the page before: a page that begins with it is that page again. */
  first: z.string().optional(),
});
export type SweepCursor = z.infer<typeof cursorSchema>;

export function begin(part: SweepCursor['part'], by: SweepCursor['by']): SweepCursor {
  return { part, by, workspace: 0, offset: 0 };
}

export function isFirstPage({ workspace, offset }: SweepCursor): boolean {
  return workspace === 0 && offset === 0;
}

export function encodeCursor(cursor: SweepCursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

/** @throws OpError for a cursor that is not ours */
export function decodeCursor(text: string): SweepCursor {
  try {
    return cursorSchema.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
  } catch (cause) {
    throw new OpError(
      'provider.rejected',
      { message: 'the sweep was given a cursor that is not its own' },
      { cause },
    );
  }
}
