// An incident as surfaces are shown it, in the moments that matter; its texts try to break out of every format.
import type { Incident } from '../../../domain/incident';
import type { Notice, Progress } from '../../../domain/notice/notice';

export const ID = 'inc-0a1b2c3d';
export const PLAN_HASH = 'c0ffee'.padEnd(64, '0');
/** What a provider, or whoever writes into a source, may put into a message. */
export const HOSTILE =
  '@alice <!channel> **bold** [click](https://evil.example/x) <script>alert(1)</script> ' +
  '<at>bob</at> [code]<b>raw</b>[/code] #12 GH-3 www.evil.example $x^2$ `tick` {{DATE(2020-01-01T00:00:00Z)}}' +
  '\u001b[31mred\u001b[0m \u202egnp.exe ![img](http://evil.example/i.png)';

export function anIncident(change: Partial<Incident> = {}): Incident {
  return {
    ...{ schemaVersion: 1, id: ID, workflowId: 'incident/fivetran/main/c1', runId: 'run-1' },
    ...{ provider: 'fivetran', account: 'main' },
    connection: {
      ...{ id: 'c1', name: 'salesforce_prod', service: 'salesforce', destination: 'snowflake' },
      tags: { env: 'prod' },
    },
    ...{ status: 'awaiting_approval', flags: [], severity: 'high', mode: 'recommend' },
    ...{ openedAt: '2026-11-20T10:00:00.000Z', updatedAt: '2026-11-20T10:05:00.000Z' },
    events: { count: 7, last: { kind: 'sync_failed', at: '2026-11-20T10:00:00.000Z', message: HOSTILE } },
    diagnosis: {
      ...{ class: 'authentication', symptom: 'failed', confidence: 0.86, band: 'high', decidedBy: 'rule' },
      ...{ ruleId: 'R-429', summary: `The token has expired: ${HOSTILE}`, action: 'reauthenticate' },
      evidence: [{ id: 'e1', kind: 'event', at: '2026-11-20T10:00:00.000Z', text: HOSTILE }],
      alternatives: [],
    },
    plan: {
      ...{ id: 'p1', hash: PLAN_HASH, playbook: 'resync@1', compensation: [] },
      steps: [
        {
          ...{ id: 'p1-s1', kind: 'resync', target: 'c1', params: {}, status: 'planned', attempts: 0 },
          ...{ startedAt: null, endedAt: null, outcome: null },
        },
      ],
      options: [{ id: 'nothing', title: 'Do nothing', consequence: 'The data gets older.' }],
      policy: { rule: 'default#resync', version: '1', hash: 'h', matched: ['default#resync'] },
    },
    approval: {
      ...{ required: true, quorum: 2, approvers: ['alice', 'bob'], reason: 'a re-sync destroys', votes: [] },
      ...{ breakGlass: ['carol'], bypass: null },
      ...{ expiresAt: '2026-11-21T10:05:00.000Z', escalation: { at: null, to: [], done: false } },
    },
    ...{ verification: null, next: 'Waiting for two approvals until 2026-11-21T10:05:00.000Z.' },
    availableTransitions: ['approve', 'reject'],
    links: {
      ...{ temporal: null, provider: 'https://fivetran.com/dashboard/connections/c1' },
      console: 'https://penstock.example/incidents/inc-0a1b2c3d',
    },
    ...change,
  };
}

export function resolved(): Incident {
  return anIncident({
    ...{ status: 'resolved', updatedAt: '2026-11-20T12:00:00.000Z', availableTransitions: [] },
    resolution: {
      ...{ status: 'resolved', reason: 'verified', by: 'system', at: '2026-11-20T12:00:00.000Z' },
      proof: ['sync 42 succeeded'],
    },
    next: 'Nothing: the incident is over.',
  });
}

export function aLine(text: string, key = `run-1/${text.length}`): Progress {
  return { key, at: '2026-11-20T10:30:00.000Z', text };
}

export function aNotice(change: Partial<Notice> = {}): Notice {
  return { incident: anIncident(), progress: [], mention: [], ...change };
}

/** Short: a fault that never answers must not hold a test up. */
export const LIMITS_OF_TESTS = {
  timeoutMs: 2000,
  now: () => new Date(),
  userOf: (person: string) => `${person}-there`,
};
