// RFC 9457 problem documents, the one shape of every refusal.
import { z } from 'zod';

export const ProblemDocument = z
  .object({
    type: z.string(),
    title: z.string().meta({ description: 'The same for every problem of this status.' }),
    status: z.int(),
    detail: z.string().meta({ description: 'What was wrong with what, and what to do.' }),
    instance: z.string().meta({ description: 'Path of the request.' }),
  })
  .meta({ id: 'Problem', description: 'RFC 9457 problem document.' });
