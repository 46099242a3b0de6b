// Policy and playbook decide, here and not in the workflow: what config says today comes back as data with hashes.
import { createHash } from 'node:crypto';
import type { Person } from '../domain/person';
import type { Plan } from '../domain/plan';
import { makePlan, planDigest, type PlanInput } from '../domain/playbook/make-plan';
import type { Playbook } from '../domain/playbook/playbook';
import type { PolicySet } from '../domain/policy/policy';
import { OpError } from '../domain/op-error';
import type { ProviderAccount, ProviderAccounts } from '../domain/ports';
import { readCircumstances, type CircumstancesDeps } from '../domain/policy/read-circumstances';

export interface PlanningConfig {
  playbooks: Playbook[];
  policies: PolicySet;
  people: Person[];
  /** SHA-256 of each kind of file. */
  hashes: { rules: string; policies: string; playbooks: string };
}

export function createPlanningActivities(
  deps: CircumstancesDeps & {
    config: PlanningConfig;
    accounts: ProviderAccounts;
    now: () => Date;
  },
) {
  return {
    /** Makes the plan for a diagnosis. Reads configuration, and the store where a rule asks for the past; changes nothing. */
    async planRemediation(input: PlanInput): Promise<Plan> {
      const { config } = deps;
      const readOnly = accessOf(deps.accounts, input.ref) === 'read_only';
      const now = deps.now();
      const { ref, diagnosis, connection } = input;
      const { service, destination } = connection;
      const about = { ...ref, service, destination, class: diagnosis.class };
      const circumstances = await readCircumstances(deps, config.policies, about, now);
      const draft = makePlan({ ...input, readOnly, circumstances }, config, now.toISOString());
      return {
        ...draft,
        hash: createHash('sha256').update(planDigest(draft)).digest('hex'),
        policy: { ...draft.policy, hash: config.hashes.policies },
        playbookHash: config.hashes.playbooks,
        rulesHash: config.hashes.rules,
      };
    },
  };
}

/** An account that is no longer configured can be written to by nobody. */
function accessOf(accounts: ProviderAccounts, ref: PlanInput['ref']): ProviderAccount['access'] {
  try {
    return accounts.get(ref.provider, ref.account).access;
  } catch (error) {
    if (error instanceof OpError) return 'read_only';
    throw error;
  }
}
