// The fields of a connection that POST and PATCH set and GET shows, and which of them a PATCH must touch.
import { z } from 'zod';
import { allowedFrequency } from './connection-native';

const frequency = z.coerce
  .number()
  .refine((minutes) => allowedFrequency(minutes) === minutes, 'is not an allowed frequency');
const record = z.record(z.string(), z.unknown());

/** Kept and given back; the simulator itself acts on few of them. */
const keptFields = z.object({
  pause_after_trial: z.boolean().optional(),
  data_delay_sensitivity: z.enum(['LOW', 'NORMAL', 'HIGH', 'CUSTOM', 'SYNC_FREQUENCY']).optional(),
  data_delay_threshold: z.number().int().min(0).optional(),
  daily_sync_time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 14:00')
    .optional(),
  networking_method: z.enum(['Directly', 'PrivateLink', 'SshTunnel', 'ProxyAgent']).optional(),
  private_link_id: z.string().nullable().optional(),
  proxy_agent_id: z.string().nullable().optional(),
  hybrid_deployment_agent_id: z.string().nullable().optional(),
  destination_configuration: record.optional(),
  external_secrets_manager_id: z.string().nullable().optional(),
  external_secrets_keys_config: record.optional(),
});
const sharedFields = keptFields.extend({
  paused: z.boolean().optional(),
  sync_frequency: frequency.optional(),
  schedule_type: z.enum(['auto', 'manual']).optional(),
  config: record.optional(),
  auth: record.optional(),
});
/** Setup tests run unless told otherwise: the vendor's default, and a quota trap. */
const passingFields = {
  run_setup_tests: z.boolean().default(true),
  trust_certificates: z.boolean().optional(),
  trust_fingerprints: z.boolean().optional(),
};

const patchFields = sharedFields.extend({
  schema_status: z.enum(['blocked_on_capture', 'ready']).optional(),
  is_historical_sync: z.boolean().optional(),
});
export const connectionPatch = patchFields.extend(passingFields);
export type ConnectionPatch = z.infer<typeof connectionPatch>;

export const connectionCreate = sharedFields.extend({
  ...passingFields,
  group_id: z.string({ error: 'is required' }),
  service: z.string({ error: 'is required' }),
  destination_schema_names: z.enum(['FIVETRAN_NAMING', 'SOURCE_NAMING']).optional(),
  connect_card_config: record.optional(),
});
export type ConnectionCreate = z.infer<typeof connectionCreate>;

/** A PATCH of passing fields alone changes nothing and is refused. */
export function touchesPersistent(patch: ConnectionPatch): boolean {
  return Object.keys(patchFields.shape).some((field) => Reflect.get(patch, field) !== undefined);
}

/** What of this body goes into the connection's settings. */
export function keptSettings(body: ConnectionPatch | ConnectionCreate): Record<string, unknown> {
  const kept = keptFields.parse(body);
  const status = 'schema_status' in body ? { schema_status: body.schema_status } : {};
  const given = Object.entries({ ...kept, ...status }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given);
}
