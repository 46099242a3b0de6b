// Policy and playbook decide, here and not in the workflow: what config says today comes back as data with hashes.
import { createHash } from 'node:crypto';
import type { Person } from '../domain/person';
import type { Plan } from '../domain/plan';
import { makePlan, planDigest, type PlanInput } from '../domain/playbook/make-plan';
import type { Playbook } from '../domain/playbook/playbook';
import type { AccountRef } from '../domain/connection-ref';
import {
  TOGETHER_MS,
  blastRadiusAsked,
  blastRadiusOf,
  recurrenceAsked,
  type Circumstances,
} from '../domain/policy/circumstances';
import type { PolicySet } from '../domain/policy/policy';
import { OpError } from '../domain/op-error';
import type { ProviderAccount, ProviderAccounts, Surroundings } from '../domain/ports';

export interface PlanningConfig {
  playbooks: Playbook[];
  policies: PolicySet;
  people: Person[];
  /** SHA-256 of each kind of file. */
  hashes: { rules: string; policies: string; playbooks: string };
}

export function createPlanningActivities(deps: {
  config: PlanningConfig;
  accounts: ProviderAccounts;
  surroundings: Surroundings;
  /** Accounts whose incidents count as broken together with this one's. */
  tenantOf(ref: AccountRef): AccountRef[];
  environmentOf(ref: AccountRef): string | null;
  now: () => Date;
}) {
  return {
    /** Makes the plan for a diagnosis. Reads configuration, and the store where a rule asks for the past; changes nothing. */
    async planRemediation(input: PlanInput): Promise<Plan> {
      const { config } = deps;
      const readOnly = accessOf(deps.accounts, input.ref) === 'read_only';
      const now = deps.now();
      const circumstances = await lookAround(deps, input, now);
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

/** Asks the store only what some rule wants to know. */
async function lookAround(
  deps: Parameters<typeof createPlanningActivities>[0],
  { ref, diagnosis, connection }: PlanInput,
  now: Date,
): Promise<Omit<Circumstances, 'at'>> {
  const { surroundings, tenantOf } = deps;
  const { policies } = deps.config;
  const here = { ...ref, service: connection.service, destination: connection.destination };
  const since = (ms: number) => new Date(now.getTime() - ms).toISOString();
  const backMs = recurrenceAsked(policies);
  const [earlier, { neighbours }] = await Promise.all([
    backMs === 0 ? [] : surroundings.earlier(ref, diagnosis.class, since(backMs)),
    blastRadiusAsked(policies)
      ? surroundings.around(here, since(TOGETHER_MS), tenantOf(ref))
      : { neighbours: [] },
  ]);
  return { environment: deps.environmentOf(ref), earlier, blastRadius: blastRadiusOf(here, neighbours) };
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
