// Hybrid deployment agents: what runs syncs inside a customer's network, online or not.

export interface Agent {
  readonly id: string;
  readonly online: boolean;
}

export class Agents {
  readonly byId = new Map<string, Agent>();

  set(agent: Agent): Agent {
    this.byId.set(agent.id, agent);
    return agent;
  }
}

/** Connections that run on the agent are its `usage`. */
export function agentView({ id, online }: Agent, connectionIds: readonly string[], now: string) {
  return {
    id,
    display_name: id,
    group_id: 'sim_group',
    registered_at: '2026-01-01T00:00:00.000000Z',
    enabled: true,
    online,
    version: '2.4.1',
    last_used_at: now,
    deployment_type: 'DOCKER',
    usage: connectionIds.map((connection_id) => ({ connection_id })),
  };
}
