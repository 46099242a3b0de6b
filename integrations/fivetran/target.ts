// What a step would set, as it is now: one reader a kind, none for kinds whose effect the connection's state shows.
import type { StepCommand, TargetReading } from '../../domain/step';
import type { FivetranApi } from './api';
import { readSettings } from './change-setting';
import { readState } from './edit-state';
import { readSchemaMark } from './schema-config';
import { readSelection } from './select-schema';
import { readSchedule } from './set-schedule';

/** @throws OpError with read semantics */
export async function readFivetranTarget(
  api: FivetranApi,
  command: StepCommand,
): Promise<TargetReading | null> {
  switch (command.kind) {
    case 'set_schedule':
      return readSchedule(api, command);
    case 'change_setting':
      return readSettings(api, command);
    case 'select_schema':
      return readSelection(api, command);
    case 'edit_state':
      return readState(api, command);
    case 'reload_schema':
      return { value: null, satisfied: false, mark: await readSchemaMark(api, command.connectionId) };
    default:
      return null;
  }
}
