// Links into Airbyte's own console. They need the workspace, which is learnt from the connections read so far.
import type { AirbyteAccount } from '../../domain/account';

interface ConsoleLinks {
  learn(connection: { connectionId: string; workspaceId: string }): void;
  urlOf(connectionId: string): string;
}

const CONNECTIONS_KEPT_MAX = 5000;

export function createConsoleLinks(config: Pick<AirbyteAccount, 'baseUrl' | 'consoleBaseUrl'>): ConsoleLinks {
  const base = (config.consoleBaseUrl ?? derivedConsole(config.baseUrl)).replace(/\/+$/, '');
  const workspaces = new Map<string, string>();
  return {
    learn({ connectionId, workspaceId }) {
      if (workspaces.size >= CONNECTIONS_KEPT_MAX) workspaces.clear();
      workspaces.set(connectionId, workspaceId);
    },
    /** Before anything of the account was read: its front page, where the console asks for the workspace. */
    urlOf(connectionId) {
      // Nearly every account has one workspace, so another connection's is the best guess.
      const workspace = workspaces.get(connectionId) ?? [...workspaces.values()].at(-1);
      if (workspace === undefined) return base;
      return `${base}/workspaces/${encodeURIComponent(workspace)}/connections/${encodeURIComponent(connectionId)}/status`;
    },
  };
}

/** Cloud serves API and console from different hosts, self-managed Airbyte from one. */
function derivedConsole(baseUrl: string): string {
  const url = new URL(baseUrl);
  return url.hostname === 'api.airbyte.com' ? 'https://cloud.airbyte.com' : url.origin;
}
