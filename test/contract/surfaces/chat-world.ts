// The simulated systems of chat and ticketing with their control API, for the contract tests of surfaces.
import { startChatSimulator } from '../../../simulators/chat/simulator';

interface Asked {
  method: string;
  path: string;
  body: unknown;
  status: number;
}

export interface ChatSystems {
  readonly url: string;
  reset(): Promise<void>;
  fault(fault: Record<string, unknown>): Promise<void>;
  /** What stands at a system: `pagerduty`, `github`, … */
  items<T>(system: string): Promise<T[]>;
  requests(method?: string, path?: string): Promise<Asked[]>;
  control(path: string, body?: unknown): Promise<unknown>;
  close(): Promise<void>;
}

export async function startChatSystems(): Promise<ChatSystems> {
  const { url, close } = await startChatSimulator();
  async function control(path: string, body?: unknown): Promise<unknown> {
    const init = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    };
    const answer = await fetch(`${url}/_sim${path}`, body === undefined ? {} : init);
    if (!answer.ok) throw new Error(`/_sim${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  }
  const listed = async <T>(path: string) => ((await control(path)) as { items: T[] }).items;
  return {
    ...{ url, control, close },
    reset: async () => void (await control('/reset', {})),
    fault: async (fault) => void (await control('/faults', fault)),
    items: (system) => listed(`/${system}`),
    requests: (method, path) => {
      const query = { ...(method !== undefined && { method }), ...(path !== undefined && { path }) };
      return listed<Asked>(`/requests?${new URLSearchParams(query).toString()}`);
    },
  };
}
