// What a connection depends on beside its source: the destination it writes to and the agent it runs on.
import type { ConnectionFacts, ConnectionState } from '../../domain/connection-state';
import { readOrMiss } from '../http/optional-read';
import { secretFreeExcerpt } from '../http/secret-free';
import type { FivetranApi } from './api';
import type { WireConnection } from './wire.schema';
import { agentSchema, destinationSchema } from './wire-account.schema';

type Notices = ConnectionState['notices'];

/** A broken destination fails every connection of its group. @throws OpError `provider.rate_limited` */
export async function destinationNotices(
  api: FivetranApi,
  { group_id: groupId }: WireConnection,
  missing: ConnectionFacts['missing'],
): Promise<Notices> {
  const path = `/v1/destinations/${encodeURIComponent(groupId)}`;
  const found = await readOrMiss('destination', missing, () => api.read(path, destinationSchema));
  if (found?.setup_status?.toUpperCase() !== 'BROKEN') return [];
  const failed = found.setup_tests?.find((test) => /FAILED$/i.test(test.status));
  const why = failed
    ? `: ${failed.title ?? 'setup test'}: ${secretFreeExcerpt(failed.message ?? '', [])}`
    : '';
  const message = `the ${found.service ?? 'unknown'} destination ${groupId} is broken and fails all of its connections${why}`;
  return [{ severity: 'task', code: 'destination_broken', message }];
}

/** Hybrid deployment only: syncs run on an agent in the customer's network. @throws OpError `provider.rate_limited` */
export async function agentNotices(
  api: FivetranApi,
  { hybrid_deployment_agent_id: agentId }: WireConnection,
  missing: ConnectionFacts['missing'],
): Promise<Notices> {
  if (!agentId) return [];
  const path = `/v1/hybrid-deployment-agents/${encodeURIComponent(agentId)}`;
  const agent = await readOrMiss('hybrid agent', missing, () => api.read(path, agentSchema));
  if (!agent || (agent.online !== false && agent.enabled !== false)) return [];
  const what = agent.enabled === false ? 'switched off' : 'offline';
  const seen = agent.last_used_at ? `, last used ${agent.last_used_at}` : '';
  const message = `the hybrid deployment agent ${agent.display_name ?? agentId} is ${what}${seen}`;
  return [{ severity: 'task', code: 'agent_offline', message }];
}
