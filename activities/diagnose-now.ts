// What is wrong with a connection right now, for whoever asks; opens no incident and keeps nothing.
import type { SweepSettings } from '../domain/account';
import type { AccountRef, ConnectionRef } from '../domain/connection-ref';
import { lastFailedRun, type ConnectionFacts } from '../domain/connection-state';
import type { LiveDiagnosis } from '../domain/live-diagnosis';
import type { PipelineEvent } from '../domain/pipeline-event';
import type { ProviderAccounts } from '../domain/ports';
import type { ConnectionStore } from '../domain/store-ports';
import { troubleNow } from '../domain/sweep/detect';
import { asProviderRead } from './failure';
import { nameCause, type CauseDeps } from './name-cause';

export function createDiagnoseNowActivities(
  deps: CauseDeps & {
    accounts: ProviderAccounts;
    connections: ConnectionStore;
    settingsOf: (account: AccountRef) => SweepSettings;
  },
) {
  return {
    /** Looks as a sweep does and diagnoses as an incident does. @throws what the provider's read throws */
    async diagnoseConnection(ref: ConnectionRef): Promise<LiveDiagnosis> {
      return asProviderRead(async () => {
        const account = deps.accounts.get(ref.provider, ref.account);
        const facts = await account.readFacts(ref.connectionId);
        const [previous = null] = await deps.connections.known(ref, [ref.connectionId]);
        const glimpse = { ref, state: facts.state, runs: facts.runs, now: deps.now().toISOString() };
        const { health, event } = troubleNow(previous, glimpse, deps.settingsOf(ref));
        const trouble = event ?? pausedAfterFailure(ref, facts);
        const { name, service, destination, readAt } = facts.state;
        return {
          connection: { ...ref, name, service, destination },
          ...{ health, readAt },
          diagnosis: trouble && (await nameCause(deps, trouble, facts)),
          providerUrl: account.consoleUrl(ref.connectionId),
        };
      });
    },
  };
}

/** Paused is a choice, but the failure that it stopped at is still worth naming. */
function pausedAfterFailure(ref: ConnectionRef, facts: ConnectionFacts): PipelineEvent | null {
  const { active, lastFailureAt, lastSuccessAt } = facts.state;
  const run = lastFailedRun(facts);
  if (active || lastFailureAt === null || !run) return null;
  if (lastSuccessAt !== null && Date.parse(lastSuccessAt) >= Date.parse(lastFailureAt)) return null;
  return {
    ...{ provider: ref.provider, account: ref.account, connectionId: ref.connectionId },
    id: `${ref.provider}/${ref.account}/${ref.connectionId}/looked_at/${run.id}`,
    kind: 'connection_paused',
    occurredAt: lastFailureAt,
    source: 'person',
    runId: run.id,
  };
}
