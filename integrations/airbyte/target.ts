// What a step would set, as it is now: one reader a kind, none for kinds whose effect the connection's state shows.
import type { Json } from '../../domain/json';
import type { StepCommand, TargetReading } from '../../domain/step';
import { markOf } from '../http/same-value';
import { connectionPath, type AirbyteApi } from './api';
import { readSettings } from './change-setting';
import { readState } from './edit-state';
import { readSelection } from './select-schema';
import { readSchedule } from './set-schedule';
import { connectionSchema } from './wire.schema';

/** @throws OpError with read semantics */
export async function readAirbyteTarget(
  api: AirbyteApi,
  command: StepCommand,
  deps: { now(): Date },
): Promise<TargetReading | null> {
  switch (command.kind) {
    case 'set_schedule':
      return readSchedule(api, command, deps);
    case 'change_setting':
      return readSettings(api, command);
    case 'select_schema':
      return readSelection(api, command);
    case 'edit_state':
      // Without a config API the write says so itself.
      return api.config.offered ? readState(api, command) : null;
    case 'reload_schema':
      return readStreams(api, command);
    default:
      return null;
  }
}

/** A reload fits the streams to the source; what it changed shows in them. */
async function readStreams(api: AirbyteApi, { connectionId }: StepCommand): Promise<TargetReading> {
  const { configurations } = await api.read(connectionPath(connectionId), connectionSchema);
  // Parsed from JSON a moment ago.
  const streams = (configurations?.streams ?? []) as Json;
  return { value: null, satisfied: false, mark: markOf(streams) };
}
