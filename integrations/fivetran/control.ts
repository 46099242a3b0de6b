// StepCommand to Fivetran writes, one HTTP call each. What a clean answer proves is said by `satisfied`.
import { assertNever } from '../../domain/assert-never';
import { OpError } from '../../domain/op-error';
import type { FivetranAccount } from '../../domain/account';
import type { StepCommand } from '../../domain/step';
import { said, type Applied } from './applied';
import { connectionPath, type FivetranApi } from './api';
import { changeSetting } from './change-setting';
import { editState } from './edit-state';
import { assertMayWrite } from '../http/may-write';
import { selectSchema } from './select-schema';
import { setSchedule } from './set-schedule';
import { setupTestVerdict } from './setup-tests';
import { tablesBySchema } from './table-scope';
import { connectionSchema } from './wire.schema';

/** @throws OpError with write semantics; `provider.forbidden`, without a call, for a read-only account */
export async function applyFivetran(
  config: FivetranAccount,
  api: FivetranApi,
  command: StepCommand,
): Promise<Applied> {
  assertMayWrite(config);
  const path = (rest = '') => connectionPath(command.connectionId, rest);
  switch (command.kind) {
    case 'trigger_sync':
      // No run ID is answered, and a paused connection answers the same: only a read back proves a sync.
      return said(await api.act('POST', path('/sync'), { force: false }));
    case 'cancel_sync': {
      // Fivetran has no cancel; `force` stops the running sync and starts a new one (docs: Sync Connection Data).
      const message = await api.act('POST', path('/sync'), { force: true });
      return {
        evidence: `restarted: Fivetran stops a running sync only to start a new one at once; it answered: ${message}`,
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
        'setup_tests',
      );
      return setupTestVerdict(data.setup_tests ?? []);
    }
    case 'reload_schema': {
      // Answers the whole schema configuration once the source has been read; PRESERVE keeps every choice made so far.
      const body = { exclude_mode: 'PRESERVE' };
      const message = await api.act('POST', path('/schemas/reload'), body, 'source_interaction');
      return { ...said(message), satisfied: true };
    }
    case 'resync':
      return resync(api, path('/resync'), command.params.scope);
    case 'clear':
      throw new OpError('provider.not_supported', {
        message: 'Fivetran cannot clear a destination; re-sync instead',
      });
    case 'select_schema':
      return selectSchema(api, command);
    case 'set_schedule':
      return setSchedule(api, command);
    case 'change_setting':
      return changeSetting(api, command);
    case 'edit_state':
      return editState(api, command);
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
