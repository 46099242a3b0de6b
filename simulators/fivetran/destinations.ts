// Destinations, one a group under the group's ID. A broken one fails every sync of its group.
import { breakSpec, newBreakage, type Breakage } from '../engine/break-spec';
import { masked } from './masked-config';

export interface Destination {
  readonly id: string;
  readonly service: string;
  /** What POST and PATCH stored; GET gives it back. */
  settings: Record<string, unknown>;
  config: Record<string, unknown>;
}

const PRESET_CONFIG = { host: 'warehouse.example', database: 'sim', user: 'fivetran', password: '******' };

export class Destinations {
  readonly byId = new Map<string, Destination>();
  private readonly outages = new Map<string, Breakage>();

  constructor(private readonly hasPreset: (groupId: string) => boolean) {}

  get(id: string): Destination | undefined {
    const known = this.byId.get(id);
    if (known !== undefined || !this.hasPreset(id)) return known;
    const preset: Destination = { id, service: 'snowflake', settings: {}, config: PRESET_CONFIG };
    this.byId.set(id, preset);
    return preset;
  }

  change(destination: Destination, settings: Record<string, unknown>, config: Record<string, unknown>): void {
    Object.assign(destination.settings, settings);
    destination.config = { ...destination.config, ...masked(config) };
  }

  break(id: string, { message, taskType }: { message: string; taskType: string }, now: number): void {
    const spec = breakSpec.parse({ message, taskType, class: 'destination_failure', until: 'never' });
    this.outages.set(id, newBreakage(spec, now, false));
  }

  heal(id: string): void {
    this.outages.delete(id);
  }

  outageOf(id: string): Breakage | null {
    return this.outages.get(id) ?? null;
  }

  clear(): void {
    this.byId.clear();
    this.outages.clear();
  }
}

export function destinationView(destination: Destination, outage: Breakage | null) {
  return {
    id: destination.id,
    service: destination.service,
    region: 'GCP_US_EAST4',
    group_id: destination.id,
    time_zone_offset: '0',
    setup_status: outage === null ? 'CONNECTED' : 'BROKEN',
    daylight_saving_time_enabled: false,
    networking_method: 'Directly',
    ...destination.settings,
    setup_tests: [],
    config: destination.config,
  };
}

export function destinationTests(outage: Breakage | null) {
  return [
    { title: 'Host Connection', status: 'PASSED', message: '', details: {} },
    outage === null
      ? { title: 'Permission Test', status: 'PASSED', message: '', details: {} }
      : { title: 'Permission Test', status: 'FAILED', message: outage.message, details: {} },
  ];
}
