// What is wrong and on what evidence, in lines that every surface shares. Pure.
import type { Incident } from '../incident';
import { LIMITS } from '../limits';
import { cutText, plainText } from './plain-text';

/** Evidence beyond this stands in the console. */
const EVIDENCE_SHOWN = 5;

/** The cause first, then each piece of evidence as `[e1] …`. */
export function diagnosisLines({ diagnosis, events }: Incident): string[] {
  if (!diagnosis) return [events.last.message ?? 'The failure is being looked at.'].map(plainText);
  const shown = diagnosis.evidence.slice(0, EVIDENCE_SHOWN);
  const hidden = diagnosis.evidence.length - shown.length;
  return [
    plainText(diagnosis.summary),
    ...shown.map(({ id, text }) => `[${id}] ${cutText(plainText(text), LIMITS.freeTextCharsMax)}`),
    ...(hidden > 0 ? [`and ${hidden} more in the console`] : []),
  ];
}

/** What stands between "done" and "resolved". */
export function proofLines({ verification }: Incident): string[] {
  if (!verification) return [];
  return [
    ...verification.checks.map(({ kind, status, detail }) =>
      plainText(`${kind.replace(/_/g, ' ')}: ${status} (${detail})`),
    ),
    `until ${verification.deadline}`,
  ];
}
