// Durations in configuration: `90s`, `24h`, `7d`; milliseconds inside.
import ms from 'ms';
import { z } from 'zod';

const SHAPE = /^\d+(\.\d+)?\s?(ms|s|m|h|d|w)$/;

export const DurationSchema = z
  .string()
  .regex(SHAPE, 'write a duration such as 90s, 15m, 24h or 7d')
  // The shape above is what `ms` calls a StringValue.
  .transform((text) => ms(text as ms.StringValue));
