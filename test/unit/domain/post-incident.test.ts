// A post-incident report says who decided what and when, what proves each effect, and lets no text of others act or leak.
import type { AuditRow } from '../../../domain/audit-entry';
import type { Incident } from '../../../domain/incident';
import { postIncidentReport } from '../../../domain/report/post-incident';
import { postIncidentMarkdown } from '../../../domain/report/post-incident-markdown';
import { anIncident } from '../ingress/world';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 20, 12, minute)).toISOString();

let seq = 0;
const row = (
  minute: number,
  action: string,
  details: Record<string, unknown> = {},
  actor = 'system',
): AuditRow => {
  seq += 1;
  return {
    seq,
    key: `k/${seq}`,
    at: at(minute),
    incidentId: 'inc-1',
    actor,
    action,
    details,
    previousHash: '',
    hash: `h${seq}`,
  };
};

const PLAN_HASH = 'a1b2c3d4e5f6'.padEnd(64, '0');
const EVIL =
  'see [here](https://evil.example) <script>x</script> @channel # big\n\u001b[31m| red | password=hunter2hunter2';

const ROWS = [
  row(0, 'incident.opened', { source: 'webhook', kind: 'sync_failed' }),
  row(1, 'incident.classified', { class: 'rate_limit', band: 'high', decidedBy: 'rule', ruleId: 'quota' }),
  row(2, 'plan.made', { playbook: 'rate-limit@1', steps: ['pause', 'resume'] }),
  row(2, 'approval.requested', { approvers: ['anna'], quorum: 1, reason: 'writes need a person' }),
  row(
    30,
    'plan.approved',
    { planHash: PLAN_HASH, votes: '1 of 1', reason: 'go; mail jane@example.com' },
    'anna',
  ),
  row(32, 'step.outcome_unknown', { kind: 'pause', why: 'timed out' }),
  row(33, 'step.applied', { stepId: 's1', kind: 'pause', attempts: 2, outcome: `paused at 12:33 | ${EVIL}` }),
  row(60, 'approval.bypassed', { planHash: PLAN_HASH, reason: 'nobody is awake', until: at(120) }, 'olga'),
  row(61, 'verification.failed', { detail: 'no sync succeeded' }),
];

function resolved(changes: Partial<Incident> = {}): Incident {
  return anIncident({
    openedAt: at(0),
    status: 'resolved',
    connection: { ...anIncident().connection, name: EVIL },
    approval: {
      ...{ required: true, quorum: 1, approvers: ['anna'], reason: 'writes need a person', votes: [] },
      ...{ breakGlass: [], bypass: null, expiresAt: null, escalation: { at: null, to: [], done: false } },
    },
    verification: {
      ...{ since: at(33), deadline: at(600) },
      checks: [{ kind: 'sync_after_action', status: 'passed', detail: 'sync s9 succeeded' }],
    },
    resolution: { status: 'resolved', reason: 'verified', by: 'system', at: at(90), proof: ['s9'] },
    ...changes,
  });
}

describe('a post-incident report', () => {
  const report = postIncidentReport(resolved(), ROWS, []);
  const markdown = postIncidentMarkdown(report);

  it('takes its times from the record, from detection on', () => {
    const minutes = (moment: { afterMs: number } | null) => moment && moment.afterMs / 60_000;
    const { detected, diagnosed, decided, acted, verified } = report.times;
    expect([detected, diagnosed, decided, acted, verified].map(minutes)).toEqual([0, 1, 30, 33, 90]);
    expect(markdown).toContain(`| decision | ${at(30)} | 30 min |`);
  });

  it('counts making the plan as the decision where policy asked nobody, and nothing where nothing came', () => {
    const alone = postIncidentReport(resolved({ approval: null, status: 'open' }), ROWS.slice(0, 3), []);
    expect(alone.times).toMatchObject({ decided: { at: at(2) }, acted: null, verified: null });
    expect(postIncidentMarkdown(postIncidentReport(anIncident(), [], []))).toContain('It is still open.');
  });

  it('names every vote and broken glass with its reason, and the proof of every effect', () => {
    expect(report.decision.taken).toMatchObject([
      { by: 'anna', decision: 'approve', planHash: PLAN_HASH },
      { by: 'olga', decision: 'break_glass', reason: 'nobody is awake' },
    ]);
    expect(report.effects).toMatchObject([{ stepId: 's1', kind: 'pause', status: 'applied', attempts: 2 }]);
    expect(markdown).toContain('paused at 12:33');
    expect(report.timeline).toHaveLength(ROWS.length);
  });

  it('learns only what the record shows', () => {
    const learned = report.learned.join('\n');
    for (const words of ['brought the proof', 'did not bring the proof', 'read back', 'review that decision'])
      expect(learned).toContain(words);
    expect(postIncidentReport(anIncident(), [], []).learned).toEqual([]);
  });

  it('holds no secret and no address, and hashes as they are', () => {
    for (const text of [JSON.stringify(report), markdown]) {
      expect(text).not.toContain('hunter2hunter2');
      expect(text).not.toContain('jane@example.com');
      expect(text).toContain(PLAN_HASH.slice(0, 12));
    }
  });

  it('renders texts of others inert: no link, no HTML, no mention, no heading, no table cell, no escape', () => {
    expect(markdown).not.toMatch(/[^\\]<script/);
    expect(markdown).not.toContain('](https://evil');
    expect(markdown).not.toContain('@channel');
    expect(markdown).not.toContain('\u001b');
    for (const line of markdown.split('\n').filter((one) => one.includes('paused at')))
      expect(line.startsWith('|') ? line.split(/(?<!\\)\|/).length : 8).toBe(8);
  });
});
