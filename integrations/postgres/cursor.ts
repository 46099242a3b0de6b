// Opaque page cursors: where the last page ended.
import { z } from 'zod';

/** PostgreSQL refuses a NUL in what it compares. */
const text = z.string().refine((value) => !value.includes('\0'));

const Place = z.object({ updatedAt: text, id: text });
type Place = z.infer<typeof Place>;

/** A cursor that this store did not issue. */
export class InvalidCursor extends Error {}

export function encodeCursor(place: Place): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

/** @throws InvalidCursor */
export function decodeCursor(cursor: string): Place {
  try {
    return Place.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch (cause) {
    throw new InvalidCursor('the cursor is not one that this list issued', { cause });
  }
}
