// One labelled message of a data set, and what was answered to it.
import { z } from 'zod';
import { PROVIDERS } from '../domain/connection-ref';
import { FAILURE_CLASSES, SUGGESTED_ACTIONS } from '../domain/failure-class';
import type { MessageDiagnosis } from '../client/diagnose-message';

const Class = z.enum([...FAILURE_CLASSES, 'unknown']);

/** The shape of every data set: the fields of `diagnose --file`, and what a person says is right. */
const Row = z.looseObject({
  id: z.union([z.string(), z.number()]).transform(String),
  platform: z.enum(PROVIDERS),
  connector: z.string().nullish(),
  message: z.string(),
  label: Class,
  /** Also acceptable. */
  second_label: Class.nullish(),
  action: z.enum(SUGGESTED_ACTIONS).nullish(),
});
export type Row = z.infer<typeof Row>;

export interface Answered {
  row: Row;
  answer: MessageDiagnosis;
}

/** @throws Error naming line and field */
export function readRows(text: string): Row[] {
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    const parsed = Row.safeParse(JSON.parse(line));
    if (parsed.success) return [parsed.data];
    const [issue] = parsed.error.issues;
    throw new Error(`line ${index + 1}: ${issue?.path.map(String).join('.') ?? ''}: ${issue?.message ?? ''}`);
  });
}
