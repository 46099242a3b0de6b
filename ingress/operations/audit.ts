// Reading the record, and proving that nobody changed it.
import { z } from 'zod';
import { operation } from '../operation';
import { AuditPage, AuditVerification } from '../schemas/audit';
import { afterSeq, wholeNumber } from '../schemas/query';

const ROWS_DEFAULT = 200;

export const AuditQuery = z.object({
  incidentId: z.string().min(1).max(100).optional(),
  since: z.iso
    .datetime({ offset: true, error: 'expected an ISO 8601 time' })
    .optional()
    .meta({ description: 'Only rows written then or later.' }),
  afterSeq,
  limit: wholeNumber(1, 1000).default(ROWS_DEFAULT),
});

export const LIST_AUDIT = operation({
  id: 'listAudit',
  tag: 'Audit',
  summary: 'The record, oldest row first',
  query: AuditQuery,
  answers: { 200: { description: 'A page of rows.', schema: AuditPage } },
  problems: [404],
});

export const VERIFY_AUDIT = operation({
  id: 'verifyAudit',
  tag: 'Audit',
  summary: 'Walks the whole hash chain',
  answers: { 200: { description: 'Whether it is intact, and every fault.', schema: AuditVerification } },
});
