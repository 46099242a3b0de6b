// One incident as a story for the terminal: what is wrong, why we think so, what is planned, what it takes, what comes next.
import pc from 'picocolors';
import type { Incident } from '../../domain/incident';
import { isProviderStep, type Step } from '../../domain/step';
import { STEP_TRAITS } from '../../domain/step-traits';
import type { Check } from '../../domain/verification';
import { wrap } from './wrap';

const EVIDENCE_SHOWN = 6;
const HASH_SHOWN = 12;

/** Sections that have nothing to say are left out. */
export function incidentStoryText(incident: Incident): string {
  return [
    header(incident),
    diagnosis(incident),
    plan(incident),
    approval(incident),
    verification(incident),
    end(incident),
  ]
    .filter((section) => section.length > 0)
    .map((section) => section.join('\n'))
    .join('\n\n');
}

function header(i: Incident): string[] {
  const flags = i.flags.length === 0 ? '' : `  [${i.flags.join(', ')}]`;
  return [
    pc.bold(`${i.id}  ${i.status}${flags}`),
    wrap(
      `${i.provider}/${i.account}: ${i.connection.name} (${i.connection.id}), ${i.connection.service} to ${i.connection.destination}`,
    ),
    `severity ${i.severity}, mode ${i.mode}, opened ${i.openedAt}, events ${i.events.count}`,
    ...(i.events.last.message === undefined ? [] : [wrap(`last: ${i.events.last.message}`, '  ')]),
  ];
}

function diagnosis({ diagnosis: d }: Incident): string[] {
  if (!d) return [];
  const by = d.ruleId ?? d.decidedBy;
  return [
    title(`Diagnosis: ${d.class}`, `confidence ${d.confidence.toFixed(2)} (${d.band}), by ${by}`),
    wrap(d.summary, '  '),
    ...d.evidence.slice(0, EVIDENCE_SHOWN).map((e) => wrap(`[${e.id}] ${e.text}`, '    ')),
  ];
}

function plan({ plan: p }: Incident): string[] {
  if (!p) return [];
  return [
    title(`Plan ${p.hash.slice(0, HASH_SHOWN)}`, `playbook ${p.playbook}, policy ${p.policy.rule}`),
    ...p.steps.flatMap((step, index) => [stepLine(step, `${index + 1}.`), ...effectLines(step)]),
    ...p.compensation.map((step) => stepLine(step, 'undo')),
    ...p.options.map((o) => wrap(`or --option ${o.id}: ${o.title} (${o.consequence})`, '    ')),
  ];
}

function stepLine(step: Step, number: string): string {
  const what = step.params.instruction === undefined ? '' : `: ${step.params.instruction}`;
  const where = step.params.url === undefined ? '' : ` at ${step.params.url}`;
  const outcome = step.outcome === null ? '' : ` (${step.outcome})`;
  return wrap(`${number} ${step.kind} ${step.target}: ${step.status}${outcome}${what}${where}`, '  ');
}

/** What people decide about: told while it can still be decided. */
function effectLines({ kind, status }: Step): string[] {
  if (status !== 'planned' || !isProviderStep(kind)) return [];
  const { destroys, costs } = STEP_TRAITS[kind];
  return [
    ...(destroys === null ? [] : [wrap(pc.yellow(`destroys: ${destroys}`), '     ')]),
    ...(costs === null ? [] : [wrap(pc.dim(`costs: ${costs}`), '     ')]),
  ];
}

function approval(i: Incident): string[] {
  const { approval: a, plan: p, id } = i;
  if (!a || !p || !(a.required || a.votes.length > 0)) return [];
  const given = a.votes.filter((v) => v.decision === 'approve').length;
  const waits = i.availableTransitions.includes('approve');
  const hash = p.hash.slice(0, HASH_SHOWN);
  return [
    title('Approval', `${given} of ${a.quorum}, may decide: ${a.approvers.join(', ') || 'nobody'}`),
    wrap(`because ${a.reason}`, '  '),
    ...a.votes.map((v) =>
      wrap(`${v.by}: ${v.decision} at ${v.at}${v.reason === undefined ? '' : ` (${v.reason})`}`, '  '),
    ),
    ...(waits
      ? [
          `  expires ${a.expiresAt ?? 'never'}; decide with`,
          `    npx penstock approval approve ${id} --plan-hash ${hash}`,
          `    npx penstock approval reject ${id} --reason "…"`,
        ]
      : []),
  ];
}

function verification({ verification: v }: Incident): string[] {
  if (!v) return [];
  return [title('Verification', `until ${v.deadline}`), ...v.checks.map(checkLine)];
}

function checkLine(check: Check): string {
  const mark = { passed: pc.green('✓'), failed: pc.red('✗'), pending: '…', unknowable: '?' }[check.status];
  return `  ${mark} ${wrap(`${check.kind}: ${check.status}, ${check.detail}`, '    ').trimStart()}`;
}

function end(i: Incident): string[] {
  const { resolution: r } = i;
  const links = [i.links.console, i.links.provider, i.links.temporal].filter((url) => url !== null);
  const where = links.map((url) => `  ${url}`);
  if (r) {
    return [
      title(`${r.status} (${r.reason})`, `by ${r.by} at ${r.at}`),
      ...(r.note === undefined ? [] : [wrap(r.note, '  ')]),
      ...(r.proof ?? []).map((proof) => wrap(proof, '  ')),
      ...where,
    ];
  }
  const handback = i.flags.includes('handoff') ? [`  when done: npx penstock incident handback ${i.id}`] : [];
  return [
    title('Next', ''),
    wrap(i.next, '  '),
    ...handback,
    `  you can: ${i.availableTransitions.join(', ')}`,
    ...where,
  ];
}

function title(what: string, more: string): string {
  return more === '' ? pc.bold(what) : `${pc.bold(what)}  ${pc.dim(more)}`;
}
