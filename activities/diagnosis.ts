// Reads the facts of a connection and says what is wrong: rules first, then memory,
// and a model only where both are unsure. Keeps what was seen as evidence.
import type { FreezeWindow } from '../domain/brakes/brake';
import { maintenanceOf, type Maintenance } from '../domain/brakes/maintenance';
import type { ConnectionFacts, ConnectionState } from '../domain/connection-state';
import type { Diagnosis, Symptom } from '../domain/diagnosis';
import { OpError, READ_RETRY } from '../domain/op-error';
import type { PipelineEvent } from '../domain/pipeline-event';
import type { ProviderAccount, ProviderAccounts } from '../domain/ports';
import type { IncidentStore } from '../domain/store-ports';
import { askModel, type AskModelInput } from './ask-model';
import { asProviderRead } from './failure';
import { nameCause, type CauseDeps } from './name-cause';

export interface DiagnoseInput {
  incidentId: string;
  event: PipelineEvent;
  /** What a failed verification taught; `null` the first time. */
  learned: { symptom: Symptom; detail: string } | null;
}

export interface DiagnoseResult {
  diagnosis: Diagnosis;
  connection: { name: string; service: string; destination: string; tags: Record<string, string> };
  providerUrl: string | null;
  /** `null` when the provider would not show us the connection. */
  state: ConnectionState | null;
  /** Hours in which failures are expected; absent in results of earlier versions. */
  maintenance?: Maintenance | null;
}

export function createDiagnosisActivities(
  deps: CauseDeps & {
    accounts: ProviderAccounts;
    store: IncidentStore;
    model: AskModelInput['model'];
    /** Of configuration; those that suppress are looked at here. */
    freezes: readonly FreezeWindow[];
  },
) {
  return {
    /**
     * Changes nothing at the provider. What repeating cannot cure (no such connection, no permission) becomes
     * evidence instead of a failure; everything else retries like a read.
     */
    async diagnose({ incidentId, event, learned }: DiagnoseInput): Promise<DiagnoseResult> {
      return asProviderRead(async () => {
        const account = known(deps.accounts, event);
        const facts = account ? await readFacts(account, event.connectionId) : null;
        const remembered = await nameCause(deps, event, facts, learned);
        const service = facts?.state.service ?? 'unknown';
        const diagnosis = await askModel({
          ...{ model: deps.model, now: deps.now, incidentId, provider: event.provider, service },
          ...{ tags: facts?.state.tags ?? {}, diagnosis: remembered },
        });
        await deps.store.keepEvidence({ incidentId, evidence: diagnosis.evidence });
        const state = facts?.state ?? null;
        return {
          diagnosis,
          connection: {
            name: state?.name ?? event.connectionName ?? event.connectionId,
            service,
            destination: state?.destination ?? 'unknown',
            tags: state?.tags ?? {},
          },
          providerUrl: account?.consoleUrl(event.connectionId) ?? null,
          state: state && { ...state, notices: [] },
          maintenance: maintenanceOf(event, deps.freezes, deps.now().toISOString()),
        };
      });
    },
  };
}

function known(accounts: ProviderAccounts, event: PipelineEvent): ProviderAccount | null {
  try {
    return accounts.get(event.provider, event.account);
  } catch (error) {
    if (error instanceof OpError) return null;
    throw error;
  }
}

async function readFacts(account: ProviderAccount, connectionId: string): Promise<ConnectionFacts | null> {
  try {
    return await account.readFacts(connectionId);
  } catch (error) {
    if (error instanceof OpError && READ_RETRY[error.code] === 'give_up') return null;
    throw error;
  }
}
