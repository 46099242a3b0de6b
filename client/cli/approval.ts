// `penstock approval list|approve|reject`: decisions on plans.
import type { Command } from 'commander';
import type { Decision, DecisionReceipt } from '../../domain/messages';
import type { Incident } from '../../domain/incident';
import { LIMITS } from '../../domain/limits';
import { wholePlanHash } from '../plan-hash';
import { seenIfPossible, withAccess, withDirect, type AccessFlags } from './access';
import { CliError, EXIT } from './cli-error';
import { confirm } from './confirm';
import { withOutput, type CliContext, type OutputFlags } from './context';
import { addDelegation } from './delegation';
import { readDuration } from './durations';
import { print } from './output';
import { show, withWatch, type WatchFlags } from './watch';

interface DecideFlags extends AccessFlags, OutputFlags {
  reason?: string;
  option?: string;
  planHash?: string;
  queue?: boolean;
  onBehalfOf?: string;
  breakGlass?: boolean;
  for?: string;
  yes?: boolean;
  dryRun?: boolean;
}

/** Adds the noun with its verbs. */
export function addApproval(program: Command, context: CliContext): void {
  const { io } = context;
  const approval = program.command('approval').description('decide on plans that wait for a person');

  withWatch(withOutput(withDirect(approval.command('list'))))
    .description('incidents that wait for a decision')
    .action((flags: AccessFlags & WatchFlags) =>
      withAccess(context, flags, (access) =>
        show(
          context,
          flags,
          () => access.list({ status: 'awaiting_approval' }),
          async (rows) => {
            const { incidentTable } = await import('./incident-table');
            return rows.length === 0
              ? 'nothing waits for a decision'
              : incidentTable(rows, io.now(), io.columns);
          },
        ),
      ),
    );

  addDelegation(approval, context);

  for (const decision of ['approve', 'reject'] as const) {
    const verb = withOutput(withDirect(approval.command(decision)))
      .description(
        decision === 'approve' ? 'let the plan be carried out' : 'close the incident without acting',
      )
      .argument('<id>', 'the incident')
      .option('--reason <text>', 'kept with the vote')
      .option(
        '--plan-hash <hash>',
        'the plan you have read (its first 12 characters do); refused if it changed',
      )
      .option('--queue', 'when no worker answers, leave the vote for when one does')
      .option('--yes', 'do not ask')
      .option('--dry-run', 'only say whether a decision is awaited');
    verb.option('--on-behalf-of <person>', 'whose vote it is, where it was given to you');
    if (decision === 'approve')
      verb
        .option('--option <id>', 'take this alternative of the plan')
        .option('--break-glass', 'approve alone in an emergency; everybody is told')
        .option('--for <duration>', 'with --break-glass: how long that lasts (1h; at most 8h)');
    verb.action((id: string, flags: DecideFlags) => decide(id, decision, flags, context));
  }
}

async function decide(
  id: string,
  decision: Decision['decision'],
  flags: DecideFlags,
  context: CliContext,
): Promise<void> {
  const { io } = context;
  await withAccess(context, flags, async (access) => {
    const incident = await seenIfPossible(access, id);
    const name = incident?.id ?? id;
    const vote: Omit<Decision, 'by'> = {
      decision,
      planHash: incident ? hashNow(incident, decision, flags) : unseenHash(flags),
      ...(flags.reason === undefined ? {} : { reason: flags.reason }),
      ...(flags.option === undefined ? {} : { optionId: flags.option }),
      ...(flags.onBehalfOf === undefined ? {} : { onBehalfOf: flags.onBehalfOf }),
      ...(flags.breakGlass === true ? { breakGlass: { forMs: glassMs(flags) } } : {}),
    };
    const on = incident ? summary(incident) : `${name}, which no worker shows now`;
    if (flags.dryRun === true) {
      const would = { dryRun: true, incidentId: name, decision: vote };
      return print(io, flags.output, would, () => `would ${decision}: ${on}; nothing was sent`);
    }
    await confirm(io, `${decision}: ${on}?`, flags.yes);
    const receipt = await access.decide(id, vote, { orQueue: flags.queue === true });
    return print(io, flags.output, receipt, (r) => receiptText(r, name));
  });
}

function glassMs({ for: wanted, reason }: DecideFlags): number {
  if (reason === undefined)
    throw new CliError(EXIT.usage, '--break-glass needs --reason TEXT: everybody will read it');
  return wanted === undefined ? LIMITS.breakGlassMs : readDuration(wanted, '--for');
}

/** The plan decided on: the one shown now, or the one the person says to have read. */
function hashNow(incident: Incident, decision: Decision['decision'], flags: DecideFlags): string {
  const { plan } = incident;
  if (!plan || !incident.availableTransitions.includes(decision)) {
    throw new CliError(
      EXIT.refused,
      `refused: ${incident.id} is ${incident.status}, nothing waits for a decision`,
      `see \`npx penstock incident get ${incident.id}\``,
    );
  }
  return flags.planHash === undefined ? plan.hash : wholePlanHash(flags.planHash, plan.hash);
}

/** Nobody votes on a plan that nobody has read. */
function unseenHash(flags: DecideFlags): string {
  if (flags.queue === true && flags.planHash !== undefined) return flags.planHash;
  throw new CliError(
    EXIT.unreachable,
    'no worker answered, so the plan cannot be shown',
    'start a worker (`npx penstock up`), or queue the vote with --queue and the whole --plan-hash',
  );
}

function summary({ id, plan, connection }: Incident): string {
  const steps = plan?.steps.map((step) => step.kind).join(', ') ?? '';
  return `${id}, plan ${plan?.hash.slice(0, 12) ?? ''} (${steps}) on ${connection.name}`;
}

function receiptText(receipt: DecisionReceipt | { queued: true }, id: string): string {
  if ('queued' in receipt)
    return `no worker answered: the vote is queued; see \`npx penstock incident get ${id}\` later`;
  const { votes, quorum, verdict, by } = receipt;
  return `${id}: ${receipt.decision} by ${by}, ${votes} of ${quorum} approvals, ${verdict}`;
}
