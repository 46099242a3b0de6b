// A person with a browser, for tests without one: keeps the cookie, sends the forms that pages hold, as pages hold them.
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import type { Incident } from '../../../domain/incident';
import { anIncident, NOW } from './world';

const HOST = 'penstock.test';
const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

export class Browser {
  cookie = '';

  constructor(private readonly app: FastifyInstance) {}

  async get(url: string, headers: Record<string, string> = {}): Promise<LightMyRequestResponse> {
    return this.app.inject({ url, headers: { host: HOST, ...this.cookies(), ...headers } });
  }

  async post(
    url: string,
    fields: Record<string, string>,
    headers: Record<string, string> = {},
  ): Promise<LightMyRequestResponse> {
    const answer = await this.app.inject({
      method: 'POST',
      url,
      payload: new URLSearchParams(fields).toString(),
      headers: {
        ...{ host: HOST, origin: `http://${HOST}`, 'sec-fetch-site': 'same-origin' },
        ...{ 'content-type': 'application/x-www-form-urlencoded', ...this.cookies() },
        ...headers,
      },
    });
    const [set] = answer.cookies;
    if (set) this.cookie = set.value === '' ? '' : `${set.name}=${set.value}`;
    return answer;
  }

  async signIn(person: string): Promise<this> {
    const answer = await this.post('/login', { token: `token-${person}` });
    if (answer.statusCode !== 303) throw new Error(`${person} was not let in: ${answer.body}`);
    return this;
  }

  /** Fills in a form of a page and sends it; its hidden fields go with it. */
  async submit(
    page: string,
    action: string,
    fields: Record<string, string>,
    headers: Record<string, string> = {},
  ): Promise<LightMyRequestResponse> {
    const shown = await this.get(page);
    return this.post(action, { ...hiddenFields(shown.body, action, fields), ...fields }, headers);
  }

  private cookies(): Record<string, string> {
    return this.cookie === '' ? {} : { cookie: this.cookie };
  }
}

/** Those of the form that is sent there; of several, the one whose hidden fields do not contradict `fields`. */
export function hiddenFields(
  body: string,
  action: string,
  fields: Record<string, string> = {},
): Record<string, string> {
  const forms = [...body.matchAll(/<form[^>]*action="([^"]*)"[^>]*>(.*?)<\/form>/gs)]
    .filter((match) => match[1] === action)
    .map(([, , inside = '']) =>
      Object.fromEntries(
        [...inside.matchAll(/<input\s+type="hidden"\s+name="([^"]*)"\s+value="([^"]*)"/g)].map(
          ([, name = '', value = '']) => [name, plain(value)],
        ),
      ),
    );
  const form = forms.find((hidden) => Object.entries(fields).every(([k, v]) => (hidden[k] ?? v) === v));
  if (!form) throw new Error(`the page has no form to ${action}`);
  return form;
}

export function plain(markup: string): string {
  return markup.replace(/&(#?\w+);/g, (_, name: string) => ENTITIES[name] ?? '?');
}

/** An incident that waits for a decision, with everything a page can show. */
export function waitingIncident(changes: Partial<Incident> = {}): Incident {
  const at = NOW.toISOString();
  const later = new Date(NOW.getTime() + 86_400_000).toISOString();
  const step = { target: 'frozen_lemon', attempts: 0, startedAt: null, endedAt: null, outcome: null };
  return anIncident({
    connection: {
      id: 'frozen_lemon',
      name: 'Orders',
      service: 'postgres',
      destination: 'warehouse',
      tags: {},
    },
    status: 'awaiting_approval',
    severity: 'high',
    diagnosis: {
      ...{ class: 'cdc_position_lost', symptom: 'failed', confidence: 0.92, band: 'high', decidedBy: 'rule' },
      ...{ ruleId: 'R-17', summary: 'The replication slot is gone.', action: 'resync' },
      evidence: [{ id: 'e1', kind: 'event', at, text: 'ERROR: replication slot "penstock" does not exist' }],
      alternatives: [{ class: 'authorization', ruleId: 'R-4', why: 'the role may lack REPLICATION' }],
    },
    plan: {
      ...{ id: 'p1', hash: 'a1b2c3d4'.repeat(8), playbook: 'cdc-position-lost@1' },
      steps: [
        { ...step, id: 'p1-s1', kind: 'pause', params: {}, status: 'planned' },
        { ...step, id: 'p1-s2', kind: 'resync', params: { scope: ['public.orders'] }, status: 'planned' },
      ],
      compensation: [],
      options: [{ id: 'nothing', title: 'Do nothing', consequence: 'Orders stay as of yesterday.' }],
      policy: { rule: 'default#destroys', version: '1', hash: 'f'.repeat(64), matched: ['default#destroys'] },
    },
    approval: {
      ...{ required: true, quorum: 2, approvers: ['anna', 'bert'], reason: 'a resync destroys history' },
      ...{ breakGlass: [], bypass: null },
      ...{ votes: [{ by: 'bert', decision: 'approve', at }], expiresAt: later },
      escalation: { at: later, to: ['data-leads'], done: false },
    },
    next: 'Waits for one more approval until tomorrow 12:00 UTC, then tells data-leads.',
    availableTransitions: ['approve', 'reject', 'snooze', 'retry', 'close', 'cancel'],
    ...changes,
  });
}
