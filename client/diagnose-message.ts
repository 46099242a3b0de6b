// A diagnosis from a message alone: no connection, no history, so only rules speak.
import { z } from 'zod';
import { classify, type Classification } from '../domain/classification/classify';
import type { CompiledRules } from '../domain/classification/compile';
import { httpStatusIn, ruleText } from '../domain/classification/message-facts';
import { PROVIDERS } from '../domain/connection-ref';
import type { Diagnosis, Evidence } from '../domain/diagnosis';
import { EvidenceList } from '../domain/evidence-list';
import { fingerprintOf } from '../domain/memory/fingerprint';

const text = z.string().nullish();

/** One line of the file that `diagnose --file` reads. */
const Line = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  platform: z.enum(PROVIDERS),
  message: z.string(),
  connector: text,
  /** `source` or `destination`: which end the connector is. */
  role: text,
  failure_origin: text,
  failure_type: text,
});

/** The contract's line: one a message, in order. */
export type MessageDiagnosis = {
  id: string;
  ruleId: string | null;
  evidence: Evidence[];
  explanation?: Explanation;
} & Pick<Diagnosis, 'class' | 'confidence' | 'band' | 'action' | 'decidedBy'>;

/** Why it was named so: the words the rule fired on, what came second, and what the failure is known again by. */
export type Explanation = Pick<Classification, 'why' | 'matched' | 'alternatives'> & { fingerprint: string };

/** Answers a function from one parsed line to its diagnosis, with the reasons where `explain`; it throws naming the field that does not fit. */
export function createMessageDiagnosis(
  rules: CompiledRules,
  now: () => string,
  { explain = false } = {},
): (line: unknown) => MessageDiagnosis {
  return (line) => {
    const parsed = Line.safeParse(line);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      throw new Error(`${issue?.path.map(String).join('.') ?? ''}: ${issue?.message ?? 'does not fit'}`);
    }
    const { id, message, platform, connector, role, failure_type: code } = parsed.data;
    // Fivetran names no origin; which end failed is then told by which end the connector is.
    const origin = parsed.data.failure_origin ?? role;
    const subject = ruleText(message);
    const httpStatus = httpStatusIn(subject);
    const found = classify(rules, {
      provider: platform,
      service: connector ?? 'unknown',
      symptom: 'failed',
      text: subject,
      codes: code ? [code] : [],
      ...(httpStatus === undefined ? {} : { httpStatus }),
      ...(origin ? { origin } : {}),
    });
    const evidence = new EvidenceList();
    evidence.add('event', now(), message);
    return {
      id,
      class: found.class,
      confidence: found.confidence,
      band: found.band,
      action: found.action,
      decidedBy: found.ruleId === undefined ? 'nothing' : 'rule',
      ruleId: found.ruleId ?? null,
      evidence: evidence.items,
      ...(explain ? { explanation: explanationOf(found, message) } : {}),
    };
  };
}

function explanationOf({ why, matched, alternatives }: Classification, message: string): Explanation {
  const words = matched === undefined ? {} : { matched };
  return { why, ...words, alternatives, fingerprint: fingerprintOf(message) };
}
