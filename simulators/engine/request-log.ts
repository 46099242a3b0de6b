// What clients asked of the provider's API: the evidence tests read at `GET /_sim/requests`.
import { pathMatcher } from './path-match';

const ENTRIES_MAX = 50_000;

export interface LoggedRequest {
  readonly seq: number;
  readonly at: string;
  readonly method: string;
  readonly path: string;
  readonly query: unknown;
  body: unknown;
  /** 0 until answered; stays 0 when the connection was dropped. */
  status: number;
}

export interface RequestFilter {
  /** A seq (entries after it) or a time (entries at or after it). */
  readonly since?: string | undefined;
  readonly method?: string | undefined;
  readonly path?: string | undefined;
}

export class RequestLog {
  private entries: LoggedRequest[] = [];
  private seq = 0;

  open(request: Pick<LoggedRequest, 'method' | 'path' | 'query'>): LoggedRequest {
    this.seq += 1;
    const entry: LoggedRequest = {
      seq: this.seq,
      at: new Date().toISOString(),
      ...request,
      body: null,
      status: 0,
    };
    this.entries.push(entry);
    if (this.entries.length > ENTRIES_MAX * 1.1) this.entries = this.entries.slice(-ENTRIES_MAX);
    return entry;
  }

  find(filter: RequestFilter): LoggedRequest[] {
    const after = sinceTest(filter.since);
    const method = filter.method?.toUpperCase();
    const onPath = filter.path === undefined ? () => true : pathMatcher(filter.path);
    return this.entries.filter(
      (entry) => after(entry) && (method === undefined || entry.method === method) && onPath(entry.path),
    );
  }

  clear(): void {
    this.entries = [];
  }
}

function sinceTest(since: string | undefined): (entry: LoggedRequest) => boolean {
  if (since === undefined || since === '') return () => true;
  if (/^\d+$/.test(since)) return (entry) => entry.seq > Number(since);
  const time = Date.parse(since);
  return (entry) => Date.parse(entry.at) >= time;
}
