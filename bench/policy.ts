// How long a policy decision takes where there are 500 rules.
import { join } from 'node:path';
import { FAILURE_CLASSES } from '../domain/failure-class';
import { decide } from '../domain/policy/decide';
import type { PolicyRule, PolicySubject } from '../domain/policy/policy';
import { loadPolicies } from '../integrations/config-files/policies';

const RULES = 500;
const DECISIONS = 2000;

/** Rules as large customers write them: most are about somebody else's connection, and every one must be looked at. */
export async function measurePolicy(): Promise<{ rules: number; decisionMs: number }> {
  const { policies, people } = await loadPolicies(join(__dirname, '..', '..', 'config'));
  const rules = Array.from({ length: RULES }, (_, i): PolicyRule => ({
    ...{ id: `rule-${i}`, why: 'bench' },
    match: {
      connectionId: [`team_${i % 50}_*`],
      class: [FAILURE_CLASSES[i % FAILURE_CLASSES.length] ?? 'rate_limit'],
      time: { from: '08:00', to: '18:00', zone: i % 2 === 0 ? 'Europe/Berlin' : 'America/New_York' },
    },
    approval: { quorum: 1 + (i % 2) },
  }));
  const many = { ...policies, files: [{ name: 'bench', version: '1', rules }, ...policies.files] };
  const started = performance.now();
  for (let i = 0; i < DECISIONS; i += 1) {
    const subject: PolicySubject = {
      ref: { provider: 'fivetran', account: 'prod', connectionId: `team_${i % 50}_orders` },
      ...{ tags: {}, class: 'rate_limit', band: 'high', symptom: 'failed', action: 'wait_for_quota_reset' },
      ...{ steps: ['pause', 'resume', 'trigger_sync'], at: new Date(1e12 + i * 60_000).toISOString() },
      ...{ environment: null, earlier: [], blastRadius: 1 },
    };
    decide({ policies: many, people, subject });
  }
  return { rules: RULES, decisionMs: (performance.now() - started) / DECISIONS };
}
