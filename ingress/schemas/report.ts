// A report as an answer.
import { z } from 'zod';
import { CLOSE_REASONS, INCIDENT_STATUSES } from '../../domain/incident';
import type { Report } from '../../domain/report/report';
import type { Span } from '../../domain/report/span';
import { answerOf } from './answer';
import { diagnosedClass } from './diagnosis';
import { mode, severity } from './incident';
import { count, time } from './plain';

const span = answerOf<Span>()(
  'Span',
  z.object({
    incidents: count.meta({ description: 'Those that came so far.' }),
    medianMs: z.number().nullable(),
    p90Ms: z.number().nullable(),
  }),
  'How long something took; null where no incident came so far.',
);

export const ReportAnswer = answerOf<Report>()(
  'Report',
  z.object({
    from: time,
    to: time,
    incidents: count,
    byClass: z.partialRecord(diagnosedClass, count),
    byStatus: z.partialRecord(z.enum(INCIDENT_STATUSES), count),
    byMode: z.partialRecord(mode, count),
    bySeverity: z.partialRecord(severity, count),
    endings: z.object({
      provenResolved: count,
      closedByPeople: count,
      closeReasons: z.partialRecord(z.enum(CLOSE_REASONS), count),
      rejected: count,
      cancelled: count,
      stillOpen: count,
    }),
    times: z.object({
      detectionToDiagnosis: span,
      waitingForPeople: span,
      detectionToAction: span,
      detectionToVerified: span,
    }),
  }),
  'What a period of incidents amounts to.',
);
