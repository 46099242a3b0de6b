// StepCommand to Fivetran writes, one HTTP call each. What a clean answer proves is said by `satisfied`.
import { assertNever } from '../../domain/assert-never';
import { OpError } from '../../domain/op-error';
import type { ProviderAccount } from '../../domain/ports';
import type { StepCommand } from '../../domain/step';
import { connectionPath, type FivetranApi } from './api';
import { setupTestVerdict } from './setup-tests';
import { tablesBySchema } from './table-scope';
import { connectionSchema } from './wire.schema';

type Applied = Awaited<ReturnType<ProviderAccount['apply']>>;

/** @throws OpError with write semantics */
export async function applyFivetran(api: FivetranApi, command: StepCommand): Promise<Applied> {
  const path = (rest = '') => connectionPath(command.connectionId, rest);
  switch (command.kind) {
    case 'trigger_sync':
      // No run ID is answered, and a paused connection answers the same: only a read back proves a sync.
      return said(await api.act('POST', path('/sync'), { force: false }));
    case 'cancel_sync': {
      // Fivetran has no cancel; `force` stops the running sync and starts a new one (docs: Sync Connection Data).
      const message = await api.act('POST', path('/sync'), { force: true });
      return {
        evidence: `restarted: the running sync was stopped and a new one started (Fivetran: ${message})`,
        satisfied: true,
      };
    }
    case 'pause':
      return setPaused(api, path(), true);
    case 'resume':
      return setPaused(api, path(), false);
    case 'run_setup_tests': {
      // The body is required, even empty: without one Fivetran answers 400.
      const { data } = await api.write(
        'POST',
        path('/test'),
        {},
        connectionSchema.pick({ setup_tests: true }),
      );
      return setupTestVerdict(data.setup_tests ?? []);
    }
    case 'reload_schema': {
      // Answers the whole schema configuration once the source has been read; PRESERVE keeps every choice made so far.
      const message = await api.act('POST', path('/schemas/reload'), { exclude_mode: 'PRESERVE' });
      return { ...said(message), satisfied: true };
    }
    case 'resync':
      return resync(api, path('/resync'), command.params.scope);
    case 'clear':
    case 'select_schema':
    case 'set_schedule':
    case 'change_setting':
    case 'edit_state':
      throw new OpError('provider.not_supported', { message: `${command.kind} is not supported here` });
    default:
      return assertNever(command.kind);
  }
}

/** PATCH runs setup tests unless told not to: they have a quota of their own and take time. */
async function setPaused(api: FivetranApi, path: string, paused: boolean): Promise<Applied> {
  const body = { paused, run_setup_tests: false };
  const { message, data } = await api.write('PATCH', path, body, connectionSchema.pick({ paused: true }));
  return { ...said(message), satisfied: data.paused === paused };
}

/** Without a body everything is re-synced, so a scope that names nothing must never become "no body". */
async function resync(api: FivetranApi, path: string, scope: string[] | undefined): Promise<Applied> {
  if (scope === undefined) return said(await api.act('POST', path));
  const tables = tablesBySchema(scope);
  if (tables === undefined) {
    throw new OpError('provider.rejected', {
      message: `cannot re-sync ${JSON.stringify(scope)}: tables are named schema.table, at least one`,
    });
  }
  return said(await api.act('POST', path, { scope: tables }));
}

function said(message: string): Applied {
  return { evidence: `Fivetran: ${message}` };
}
