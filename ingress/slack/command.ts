// `/penstock …`: the few words that somebody types in Slack; everything else is the CLI's.
import { connectionOf, type Incident } from '../../domain/incident';
import type { Person } from '../../domain/person';
import { Refused } from '../../client/incident-door';
import { may } from '../../domain/access/role-for';
import { findIncident } from '../find-incident';
import { Problem } from '../problem';
import { plain, withMoments } from '../../integrations/slack/words';
import { castVote } from '../surface-decisions/cast-vote';
import { withRefusalsRecorded } from '../surface-decisions/refusal';
import { QUEUED } from '../surface-decisions/words';
import type { SlackDeps } from './obey';

const LISTED_MAX = 20;

const HELP = [
  '`/penstock list`: what waits for a decision',
  '`/penstock show inc-1234abcd`: one incident',
  '`/penstock approve inc-1234abcd [reason]`',
  '`/penstock reject inc-1234abcd reason`',
].join('\n');

/** Answers what only the person sees. @throws Refused */
export async function obeyCommand(text: string, person: Person, deps: SlackDeps): Promise<string> {
  const [verb = 'list', id = '', ...rest] = text.split(/\s+/).filter((word) => word !== '');
  switch (verb) {
    case 'list':
      return waiting(person, deps);
    case 'show':
      return shown(await seen(id, person, deps));
    case 'approve':
    case 'reject':
      return voted(verb, id, rest.join(' '), person, deps);
    default:
      return HELP;
  }
}

async function waiting(person: Person, { reader }: SlackDeps): Promise<string> {
  const page = await reader.list({ status: ['awaiting_approval'], limit: 50 });
  const items = page.items.filter((incident) => sees(person, incident)).slice(0, LISTED_MAX);
  return items.length === 0 ? 'Nothing waits for a decision.' : items.map(line).join('\n');
}

/** What somebody may not see is not there for them. @throws Problem 404 */
async function seen(id: string, person: Person, deps: SlackDeps): Promise<Incident> {
  const incident = await findIncident(id, deps);
  if (sees(person, incident)) return incident;
  throw new Problem(404, `nobody knows ${id}`);
}

function sees(person: Person, incident: Incident): boolean {
  return may(person, 'viewer', connectionOf(incident), incident.connection.tags);
}

/** On the plan as it is now: whoever types an ID has looked at it just before, on the card or by `show`. */
async function voted(
  decision: 'approve' | 'reject',
  id: string,
  reason: string,
  person: Person,
  deps: SlackDeps,
): Promise<string> {
  const incident = await seen(id, person, deps);
  if (decision === 'reject' && reason === '') throw new Refused('say why: `/penstock reject inc-… reason`');
  const planHash = incident.plan?.hash;
  const key = `slack/${person.id}/${decision}/${planHash ?? ''}`;
  const vote = { decision, planHash, key, reason: reason === '' ? undefined : reason };
  const act = { surface: 'slack', wanted: decision, incidentId: incident.id, key } as const;
  const receipt = await withRefusalsRecorded({ ...act, actor: person.id }, deps, () =>
    castVote(incident, vote, person, deps),
  );
  if ('queued' in receipt) return QUEUED;
  return `${incident.id}: ${receipt.votes} of ${receipt.quorum} approvals, ${receipt.verdict}.`;
}

function line({ id, severity, connection, diagnosis, plan, approval }: Incident): string {
  const steps = plan?.steps.map((step) => step.kind).join(', ') ?? '';
  const votes = approval?.votes.filter((one) => one.decision === 'approve').length ?? 0;
  return `\`${id}\` [${severity.toUpperCase()}] ${plain(connection.name)}: ${diagnosis?.class ?? 'unknown'} → ${steps} (${votes} of ${approval?.quorum ?? 1})`;
}

function shown(incident: Incident): string {
  const { status, flags, diagnosis, next } = incident;
  return [
    line(incident),
    `${[status, ...flags].join(', ')}: ${withMoments(plain(next))}`,
    ...(diagnosis ? [plain(diagnosis.summary)] : []),
  ].join('\n');
}
