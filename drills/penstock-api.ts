// Penstock's own API, as a drill uses it: find the incident, watch it, and act as a person would.
import { z } from 'zod';
import { requestJson } from './request-json';

const IncidentShape = z.looseObject({
  id: z.string(),
  status: z.string(),
  flags: z.array(z.string()),
  connection: z.looseObject({ id: z.string() }),
  diagnosis: z.looseObject({ class: z.string(), band: z.string() }).nullable(),
  plan: z.looseObject({ hash: z.string(), playbook: z.string() }).nullable(),
  approval: z.looseObject({ expiresAt: z.string().nullable(), quorum: z.number() }).nullable(),
  resolution: z.looseObject({ reason: z.string() }).optional(),
  openedAt: z.string(),
  updatedAt: z.string(),
  next: z.string(),
});
export type DrillIncident = z.infer<typeof IncidentShape>;

const Page = z.looseObject({ items: z.array(IncidentShape), nextCursor: z.string().nullable() });

export class PenstockApi {
  /** `tokens`: one bearer token a person, the first being the one who reads. */
  constructor(
    readonly url: string,
    readonly tokens: string[],
  ) {}

  async incidentsOf(connectionId: string): Promise<DrillIncident[]> {
    const query = new URLSearchParams({ connectionId });
    return Page.parse(await this.get(`/api/v1/incidents?${query.toString()}`)).items;
  }

  async all(): Promise<DrillIncident[]> {
    const found: DrillIncident[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const query = new URLSearchParams({ limit: '200', ...(cursor ? { cursor } : {}) });
      const page: z.infer<typeof Page> = Page.parse(await this.get(`/api/v1/incidents?${query.toString()}`));
      found.push(...page.items);
      cursor = page.nextCursor;
    }
    return found;
  }

  /** Approves or rejects as as many people as the plan asks for. */
  async decide(incident: DrillIncident, decision: Record<string, unknown>): Promise<void> {
    const voters = decision.decision === 'reject' ? 1 : (incident.approval?.quorum ?? 1);
    for (const token of this.tokens.slice(0, voters)) {
      await requestJson('POST', `${this.url}/api/v1/incidents/${incident.id}/decisions`, {
        token,
        body: { ...decision, planHash: incident.plan?.hash },
        idempotencyKey: `${incident.id}-${incident.plan?.hash ?? ''}-${this.tokens.indexOf(token)}`,
      });
    }
  }

  async control(id: string, body: Record<string, unknown>): Promise<void> {
    await requestJson('POST', `${this.url}/api/v1/incidents/${id}/control`, { ...this.auth(), body });
  }

  /** Asks for one change of `provider/account/connection`; answers the incident that makes it. */
  async requestChange(connection: string, step: { kind: string; params: object }): Promise<string> {
    const answer = await requestJson('POST', `${this.url}/api/v1/connections/${connection}/changes`, {
      ...this.auth(),
      body: { steps: [step], reason: 'drill' },
    });
    return z.object({ incidentId: z.string() }).parse(answer).incidentId;
  }

  /** How the first step of an incident's plan stands; `undefined` while there is none. */
  async firstStep(id: string): Promise<{ status: string; outcome: string | null } | undefined> {
    const Shape = z.looseObject({
      plan: z
        .looseObject({
          steps: z.array(z.looseObject({ status: z.string(), outcome: z.string().nullable() })),
        })
        .nullable(),
    });
    return Shape.parse(await this.get(`/api/v1/incidents/${id}`)).plan?.steps[0];
  }

  async auditIntact(): Promise<{ rows: number; faults: unknown[] }> {
    return z
      .looseObject({ rows: z.number(), faults: z.array(z.unknown()) })
      .parse(await this.get('/api/v1/audit/verify'));
  }

  private get(path: string): Promise<unknown> {
    return requestJson('GET', this.url + path, this.auth());
  }

  private auth(): { token: string } {
    const [token] = this.tokens;
    if (token === undefined)
      throw new Error('no token: start the stack with `npm start`, or set PENSTOCK_TOKEN');
    return { token };
  }
}
