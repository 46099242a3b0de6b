// A post-incident report as Markdown: one page that stands alone. Pure.
import { plainText } from '../notice/plain-text';
import { durationInWords } from './duration-words';
import type { Moment, PostIncidentReport } from './post-incident';

/** Texts of others are escaped: nothing in them becomes a link, a mention, a heading or HTML. */
export function postIncidentMarkdown(report: PostIncidentReport): string {
  return [
    ...summary(report),
    ...section('Times', times(report)),
    ...section('Diagnosis', diagnosis(report)),
    ...section('Decision', decision(report)),
    ...section('What was done at the provider', effects(report)),
    ...section('Proof', proof(report)),
    ...section('What was learned', list(report.learned, 'Nothing that the record shows.')),
    ...section('Timeline', timeline(report)),
    ...section('Links and record', links(report)),
  ].join('\n');
}

function summary({
  incidentId,
  connection: c,
  diagnosis: d,
  status,
  severity,
  mode,
  ...rest
}: PostIncidentReport) {
  const { resolution, times: t } = rest;
  const ended =
    resolution === null
      ? 'It is still open.'
      : `${resolution.status} (${inert(resolution.reason)}) by ${inert(resolution.by)} after ${durationInWords(sinceStart(t.detected, resolution.at))}${resolution.note === undefined ? '' : `: ${inert(resolution.note)}`}.`;
  return [
    `# Post-incident report ${incidentId}`,
    '',
    `**${inert(c.name)}** (${inert(c.service)} to ${inert(c.destination)}, ${c.provider}/${inert(c.account)}/${inert(c.id)}): ${inert(d.summary)}`,
    '',
    `Status **${status}**, severity ${severity}, mode ${mode}. ${ended}`,
    '',
  ];
}

function times({ times: t }: PostIncidentReport): string[] {
  const row = (what: string, moment: Moment | null) =>
    `| ${what} | ${moment?.at ?? '-'} | ${durationInWords(moment?.afterMs ?? null)} |`;
  return [
    '| moment | at | after detection |',
    '| --- | --- | ---: |',
    row('detection', t.detected),
    row('diagnosis', t.diagnosed),
    row('decision', t.decided),
    row('first action', t.acted),
    row('verified', t.verified),
  ];
}

function diagnosis({ diagnosis: d }: PostIncidentReport): string[] {
  const by = d.ruleId === null ? d.decidedBy : `${d.decidedBy} ${d.ruleId}`;
  return [
    `\`${d.class}\`, confidence ${d.confidence.toFixed(2)} (${d.band}), by ${inert(by)}; suggested: ${d.action}.`,
    '',
    ...list(
      d.evidence.map(({ id, kind, at, text }) => `[${id}] ${kind} at ${at}: ${text}`),
      'No evidence.',
    ),
    ...d.alternatives.map((one) => `- not ${one.class} (${inert(one.ruleId)}): ${inert(one.why)}`),
  ];
}

function decision({ decision: d, mode }: PostIncidentReport): string[] {
  const needed = d.quorum === 0 ? 'no approval needed' : `${d.quorum} approval(s) needed`;
  const votes = d.taken.map(({ by, decision: vote, at, reason, onBehalfOf, planHash }) =>
    [
      `${by}: ${vote.replace('_', ' ')} at ${at}`,
      onBehalfOf === null ? '' : ` on behalf of ${onBehalfOf}`,
      planHash === null ? '' : `, plan ${planHash.slice(0, 12)}`,
      reason === null ? '' : `: ${reason}`,
    ].join(''),
  );
  const none = d.quorum === 0 ? 'Nobody had to vote.' : 'Nobody voted.';
  if (d.policy === null) return ['No plan stands.', '', ...list(votes, none)];
  const why = d.why === null ? '' : `, because ${inert(d.why)}`;
  const { rule, version, hash, matched } = d.policy;
  return [
    `Rule ${code(rule)} of policy version ${inert(version)} (hash ${code(hash.slice(0, 12))}) gave mode ${mode}; ${needed}${why}.`,
    '',
    `Plan ${code((d.planHash ?? '').slice(0, 12))} by playbook ${code(d.playbook ?? 'none')}; rules that matched: ${inert(matched.join(', ') || 'none')}.`,
    '',
    ...list(votes, none),
  ];
}

function effects({ effects: all }: PostIncidentReport): string[] {
  if (all.length === 0) return ['Nothing.'];
  return [
    '| at | step | target | came to | tries | proof |',
    '| --- | --- | --- | --- | ---: | --- |',
    ...all.map(
      (e) =>
        `| ${e.at} | ${inert(e.kind)} | ${inert(e.target)} | ${e.status.replace('_', ' ')} | ${e.attempts} | ${inert(e.proof ?? '-')} |`,
    ),
  ];
}

function proof({ verification: v, resolution }: PostIncidentReport): string[] {
  if (v === null) return ['No verification took place.'];
  const given = resolution?.status === 'resolved' ? 'Proven' : 'Not proven';
  return [
    `${given}; looked for since ${v.since}, until ${v.deadline} at the latest.`,
    '',
    ...list(
      v.checks.map(({ kind, status, detail }) => `${kind}: ${status}, ${detail}`),
      'No check came to an end.',
    ),
  ];
}

function timeline({ timeline: rows }: PostIncidentReport): string[] {
  return list(
    rows.map(({ at, actor, text }) => `${at} ${actor}: ${text}`),
    'Nothing is recorded.',
  );
}

function links({ links: l, record, incidentId }: PostIncidentReport): string[] {
  const named = Object.entries(l).flatMap(([name, url]) => {
    const shown = url === null ? null : address(url);
    return shown === null ? [] : [`- ${name}: <${shown}>`];
  });
  const { rows, firstSeq, lastSeq, lastHash } = record;
  const where =
    rows === 0 ? 'none' : `${rows}, #${firstSeq} to #${lastSeq}, the last with hash ${code(lastHash ?? '')}`;
  return [
    ...named,
    `- rows of the audit chain: ${where}`,
    `- to check them: \`penstock audit verify\`, \`penstock incident timeline ${incidentId}\``,
    '',
  ];
}

function section(title: string, lines: string[]): string[] {
  return [`## ${title}`, '', ...lines, ''];
}

function list(texts: string[], none: string): string[] {
  return texts.length === 0 ? [none] : texts.map((text) => `- ${inert(text)}`);
}

/** One line in which Markdown, mentions and HTML mean nothing. */
function inert(text: string): string {
  return plainText(text)
    .replace(/[\\`*_[\]{}<>#|~!]/g, '\\$&')
    .replace(/@/g, '@\u2060')
    .replace(/\b(https?):\/\//gi, '$1:\u2060//');
}

function code(text: string): string {
  return `\`${plainText(text).replaceAll('`', "'")}\``;
}

/** What may stand between angle brackets; anything but a web address is left out. */
function address(url: string): string | null {
  return /^https?:\/\//.test(url) ? url.replace(/[<>\s\p{Cc}]/gu, '') : null;
}

function sinceStart(detected: Moment | null, at: string): number | null {
  return detected === null ? null : Math.max(0, Date.parse(at) - Date.parse(detected.at));
}
