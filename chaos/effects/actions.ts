// Every action at each provider: how it is asked for, which one request carries it out, and what it needs before.
import type { SimulatorControl } from '../../drills/simulator-control';

export interface Action {
  provider: 'fivetran' | 'airbyte';
  kind: string;
  params?: Record<string, unknown>;
  /** The write: its whole path as an expression; `{id}` is the connection. */
  write: { method: string; path: string };
  /** True when the path alone does not tell the connection: such cases run one after the other. */
  shared?: true;
  spec?: Record<string, unknown>;
  before?: (simulator: SimulatorControl, id: string) => Promise<void>;
  /** Doing it twice costs but harms nothing, and its effect cannot always be read (promises, "costly"). */
  costly?: true;
}

const FIVETRAN = '/v1/connections/{id}';
const AIRBYTE = '/api/public/v1/connections/{id}';
const JOBS = '/api/public/v1/jobs';
const inAnHour = { schedule: { kind: 'interval', everyMs: 3_600_000 } };
const withoutCustomers = (schema: string) => ({
  selection: [{ schema, table: 'customers', enabled: false }],
});

/** A sync that is still under way when it is to be cancelled. */
async function running(simulator: SimulatorControl, id: string): Promise<void> {
  await simulator.setSyncSeconds(id, 120);
  await simulator.run(id);
}

export const ACTIONS: Action[] = [
  { provider: 'fivetran', kind: 'trigger_sync', write: { method: 'POST', path: `${FIVETRAN}/sync` } },
  {
    ...{ provider: 'fivetran', kind: 'cancel_sync', write: { method: 'POST', path: `${FIVETRAN}/sync` } },
    before: running,
  },
  { provider: 'fivetran', kind: 'pause', write: { method: 'PATCH', path: FIVETRAN } },
  {
    ...{ provider: 'fivetran', kind: 'resume', write: { method: 'PATCH', path: FIVETRAN } },
    spec: { paused: true },
  },
  {
    ...{ provider: 'fivetran', kind: 'run_setup_tests', write: { method: 'POST', path: `${FIVETRAN}/test` } },
    costly: true,
  },
  {
    ...{ provider: 'fivetran', kind: 'reload_schema', costly: true },
    write: { method: 'POST', path: `${FIVETRAN}/schemas/reload` },
  },
  { provider: 'fivetran', kind: 'resync', write: { method: 'POST', path: `${FIVETRAN}/resync` } },
  {
    ...{
      provider: 'fivetran',
      kind: 'select_schema',
      write: { method: 'PATCH', path: `${FIVETRAN}/schemas` },
    },
    params: withoutCustomers('public'),
  },
  {
    ...{ provider: 'fivetran', kind: 'set_schedule', write: { method: 'PATCH', path: FIVETRAN } },
    params: inAnHour,
  },
  {
    ...{ provider: 'fivetran', kind: 'change_setting', write: { method: 'PATCH', path: FIVETRAN } },
    params: { settings: { fetch_size: 500 } },
  },
  {
    ...{ provider: 'fivetran', kind: 'edit_state', write: { method: 'PATCH', path: `${FIVETRAN}/state` } },
    params: { state: { cursor: '2026-01-01' } },
    spec: { service: 'connector_sdk' },
  },
  {
    ...{ provider: 'airbyte', kind: 'trigger_sync', shared: true },
    write: { method: 'POST', path: JOBS },
  },
  {
    ...{ provider: 'airbyte', kind: 'cancel_sync', shared: true, before: running },
    write: { method: 'DELETE', path: `${JOBS}/[0-9]+` },
  },
  { provider: 'airbyte', kind: 'pause', write: { method: 'PATCH', path: AIRBYTE } },
  {
    ...{ provider: 'airbyte', kind: 'resume', write: { method: 'PATCH', path: AIRBYTE } },
    spec: { paused: true },
  },
  {
    ...{ provider: 'airbyte', kind: 'run_setup_tests', shared: true, costly: true },
    write: { method: 'POST', path: '/api/v1/sources/check_connection' },
  },
  {
    ...{ provider: 'airbyte', kind: 'reload_schema', costly: true },
    write: { method: 'PATCH', path: AIRBYTE },
  },
  {
    ...{ provider: 'airbyte', kind: 'resync', shared: true },
    write: { method: 'POST', path: '/api/v1/connections/refresh' },
  },
  {
    ...{ provider: 'airbyte', kind: 'clear', shared: true },
    write: { method: 'POST', path: JOBS },
  },
  {
    ...{ provider: 'airbyte', kind: 'select_schema', write: { method: 'PATCH', path: AIRBYTE } },
    params: withoutCustomers(''),
  },
  {
    ...{ provider: 'airbyte', kind: 'set_schedule', write: { method: 'PATCH', path: AIRBYTE } },
    params: { schedule: { kind: 'interval', everyMs: 7_200_000 } },
  },
  {
    ...{ provider: 'airbyte', kind: 'change_setting', shared: true },
    write: { method: 'PATCH', path: '/api/public/v1/sources/[0-9a-f-]+' },
    params: { settings: { fetch_size: 500 } },
  },
  {
    ...{ provider: 'airbyte', kind: 'edit_state', shared: true },
    write: { method: 'POST', path: '/api/v1/state/create_or_update_safe' },
    params: { state: null },
  },
];

/** The write of one case in the simulators' own notation. */
export function pathOf(action: Action, id: string): string {
  return `/^${action.write.path.replace('{id}', id).replaceAll('/', '\\/')}$/`;
}
