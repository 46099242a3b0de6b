// Surfaces, as answers.
import { z } from 'zod';
import { SURFACE_KINDS } from '../../domain/notice/notice';
import type { SurfaceFinding } from '../../domain/notice/surface-check';
import { answerOf } from './answer';

const SurfaceAnswer = answerOf<SurfaceFinding>()(
  'Surface',
  z.object({
    surface: z.enum(SURFACE_KINDS),
    status: z.enum(['ok', 'failed', 'unknown']),
    detail: z.string(),
  }),
  'Where people follow incidents; `unknown` where nothing can be asked without telling somebody something.',
);

export const SurfacesAnswer = z.object({ items: z.array(SurfaceAnswer) });
