// Says where a JSON value departs from its schema: path and expectation, never the value (it is untrusted).
import type { ZodError } from 'zod';

const FAULTS_SHOWN_MAX = 3;

/** `data.status.sync_state: Invalid input: expected string, received number` */
export function shapeFault(error: ZodError): string {
  const faults = error.issues.map(
    (issue) => `${issue.path.map(String).join('.') || '(root)'}: ${issue.message}`,
  );
  const more = faults.length > FAULTS_SHOWN_MAX ? ` (and ${faults.length - FAULTS_SHOWN_MAX} more)` : '';
  return faults.slice(0, FAULTS_SHOWN_MAX).join('; ') + more;
}
