// Why policy decided so, for people at a terminal.
import pc from 'picocolors';
import type { PolicyExplanation } from '../../domain/policy/explain';
import type { IncidentPolicy } from '../../domain/policy/incident-policy';
import { wrap } from './wrap';

export function explanationText({
  incidentId,
  decision,
  rules,
  wouldChange,
  ...policy
}: PolicyExplanation & Partial<IncidentPolicy>): string {
  const { mode, severity, approval, never } = decision;
  const asked = approval.required
    ? `${approval.quorum} of ${approval.approvers.join(', ') || 'nobody'} must approve`
    : 'nobody is asked';
  return [
    pc.bold(`${incidentId ?? 'such an incident'}: ${mode}, ${asked}, severity ${severity}`),
    wrap(approval.reason, '  '),
    ...(never.length === 0 ? [] : [wrap(`never: ${never.join(', ')}`, '  ')]),
    ...(policy.planHash != null && policy.planHash !== policy.hash
      ? [wrap('The policy has changed since the plan was made; the stricter of both holds.', '  ')]
      : []),
    '',
    ...rules.map(({ rule, fits, mismatches, says, why }) =>
      fits
        ? wrap(`+ ${rule}: ${says.join(', ')} (${why})`)
        : wrap(
            `- ${rule}: ${mismatches.map((m) => `${m.field} is ${m.actual}, not ${m.wanted}`).join('; ')}`,
          ),
    ),
    ...(wouldChange.length === 0 ? [] : ['', 'What would change it:']),
    ...wouldChange.map(({ rule, condition, then }) =>
      wrap(`${condition.field} ${condition.wanted}: ${then.join(', ')} (${rule})`, '  '),
    ),
  ].join('\n');
}
