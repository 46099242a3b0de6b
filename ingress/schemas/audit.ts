// The record and its verification, as answers.
import { z } from 'zod';
import type { AuditFault, AuditRow } from '../../domain/audit-entry';
import { answerOf } from './answer';
import { EvidenceAnswer } from './diagnosis';
import { count, sha256, time } from './plain';

export const AuditRowAnswer = answerOf<AuditRow>()(
  'AuditRow',
  z.object({
    seq: count,
    key: z.string(),
    at: time,
    incidentId: z.string(),
    actor: z.string().meta({ description: 'ID of a person, or `system`.' }),
    action: z.string().meta({ description: '`noun.verb`, past tense.' }),
    details: z.record(z.string(), z.unknown()),
    previousHash: z.string(),
    hash: sha256,
  }),
  'One row of the hash chain: who did what to which incident, when, and why.',
);

export const AuditPage = z
  .object({
    items: z.array(AuditRowAnswer),
    nextAfterSeq: count
      .nullable()
      .meta({ description: 'Send it as `afterSeq` for the next page; null on the last one.' }),
  })
  .meta({ id: 'AuditPage' });

const fault = answerOf<AuditFault>()(
  'AuditFault',
  z.object({
    seq: count,
    kind: z.enum(['changed', 'missing', 'reordered', 'truncated']),
    detail: z.string(),
  }),
);

export const AuditVerification = z
  .object({ intact: z.boolean(), rows: count, faults: z.array(fault) })
  .meta({ id: 'AuditVerification' });

export const TimelineAnswer = z
  .object({
    incidentId: z.string(),
    items: z.array(AuditRowAnswer),
    evidence: z.array(EvidenceAnswer),
  })
  .meta({ id: 'Timeline', description: "An incident's whole record, with the full text of its evidence." });
