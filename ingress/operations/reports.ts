// Reports over a period.
import { z } from 'zod';
import { operation } from '../operation';
import { ReportAnswer } from '../schemas/report';

const moment = z.iso.datetime({ offset: true, error: 'expected an ISO 8601 time' }).optional();

export const ReportQuery = z.object({
  from: moment.meta({ description: 'Incidents opened from then on; seven days before `to` when absent.' }),
  to: moment.meta({ description: 'Not included; now when absent.' }),
  format: z.enum(['json', 'markdown']).default('json'),
});

export const GET_REPORT = operation({
  id: 'getReport',
  tag: 'Audit',
  summary: 'Counts and times of the incidents opened in a period',
  query: ReportQuery,
  answers: {
    200: { description: 'The report.', schema: ReportAnswer, also: { 'text/markdown': z.string() } },
  },
});
