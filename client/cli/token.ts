// `penstock token create|list|revoke`: tokens for yourself and your programs.
import { randomUUID } from 'node:crypto';
import { Option, type Command } from 'commander';
import { PERSON_KINDS, ROLES, type PersonKind, type Role } from '../../domain/person';
import type { ListedToken } from '../api';
import { present } from '../../domain/present';
import { withAct, type ActFlags } from './act';
import { confirm } from './confirm';
import { withOutput, type CliContext, type OutputFlags } from './context';
import { readDuration, since } from './durations';
import { print } from './output';
import { grantsInWords } from './rights-text';
import { table } from './table';
import { readScope } from './token-scope';

interface CreateFlags extends OutputFlags {
  owner?: string;
  kind?: PersonKind;
  role?: Role;
  scope?: string[];
  for?: string;
  dryRun?: boolean;
}

type RevokeFlags = OutputFlags & ActFlags;

export function addToken(program: Command, context: CliContext): void {
  const noun = program
    .command('token')
    .description('tokens for you and your programs: limited, expiring, revocable');
  addCreate(noun, context);
  addList(noun, context);
  addRevoke(noun, context);
}

/** The token alone on standard output, so that scripts can take it; all about it on the other. */
function addCreate(noun: Command, { io, api }: CliContext): void {
  withOutput(noun.command('create'))
    .description('make one and show it, this once')
    .argument('<name>', 'what it is for')
    .option('--owner <person>', 'in whose name; others than yourself take an administrator')
    .addOption(new Option('--kind <kind>', 'agent: reads and proposes, never approves').choices(PERSON_KINDS))
    .addOption(new Option('--role <role>', "the most it may do; without it, its owner's role").choices(ROLES))
    .option(
      '--scope <scope...>',
      'only there: operator,provider=fivetran,account=prod,connection=orders_*,tag.team=sales',
    )
    .option('--for <duration>', '30d, 12h; 90 days without it, 365 at most')
    .option('--yes', 'do not ask; nothing is asked here')
    .option('--dry-run', 'only say what would be made')
    .action(async (name: string, flags: CreateFlags) => {
      const { output, owner, kind, role } = flags;
      const asked = {
        name,
        ...(owner === undefined ? {} : { owner }),
        ...(kind === undefined ? {} : { kind }),
        ...(role === undefined ? {} : { role }),
        ...(flags.scope === undefined ? {} : { scopes: flags.scope.map(readScope) }),
        ...(flags.for === undefined
          ? {}
          : { expiresAt: new Date(io.now() + readDuration(flags.for, '--for')).toISOString() }),
      };
      if (flags.dryRun === true)
        return print(
          io,
          output,
          { dryRun: true, ...asked },
          () => `would make the token ${name}; nothing was sent`,
        );
      const made = await api.createToken(asked, { idempotencyKey: randomUUID() });
      if (output === 'table')
        io.err(
          `${told(made)}\nkeep it: it is not shown again; end it with \`npx penstock token revoke ${made.id}\`\n`,
        );
      return print(io, output, made, () => made.token ?? '');
    });
}

function addList(noun: Command, { io, api }: CliContext): void {
  withOutput(noun.command('list'))
    .description('your tokens; everybody’s for administrators')
    .option('--owner <person>', 'only of this person')
    .action(async ({ output, owner }: OutputFlags & { owner?: string }) => {
      const found = await api.tokens(owner === undefined ? {} : { owner });
      await print(io, output, found, ({ items }) =>
        table(
          COLUMNS,
          items.map((token) => rowOf(token, io.now())),
          'no tokens',
          io.columns,
        ),
      );
    });
}

function addRevoke(noun: Command, { io, api }: CliContext): void {
  withAct(withOutput(noun.command('revoke')), 'only say what would end')
    .description('end one, everywhere within seconds')
    .argument('<id>', 'as `token list` names it')
    .action(async (id: string, { output, reason, yes, dryRun }: RevokeFlags) => {
      if (dryRun === true)
        return print(io, output, { dryRun: true, id }, () => `would revoke ${id}; nothing was sent`);
      await confirm(io, `revoke ${id}? Whatever uses it stops`, yes);
      return print(io, output, await api.revokeToken(id, present({ reason })), () => `revoked ${id}`);
    });
}

const COLUMNS = [
  { head: 'ID', width: 18 },
  { head: 'NAME', width: 13 },
  { head: 'OWNER', width: 11 },
  { head: 'MAY', width: 19 },
  { head: 'STATE', width: 12 },
  { head: 'USED', width: 7 },
];

function rowOf(token: ListedToken, nowMs: number): string[] {
  const { id, name, owner, kind, role, scopes, state, expiresAt, lastUsedAt } = token;
  const may = `${kind === 'agent' ? 'agent, ' : ''}${role}${scopes ? ' *' : ''}`;
  const shown = state === 'valid' ? expiresAt.slice(0, 10) : state;
  return [id, name, owner, may, shown, lastUsedAt === null ? 'never' : since(lastUsedAt, nowMs)];
}

function told({ id, name, owner, kind, role, scopes, expiresAt }: ListedToken): string {
  const who = kind === 'agent' ? `an agent of ${owner}` : owner;
  const may = grantsInWords(scopes ? { scopes } : { role });
  return `${id} (${name}) for ${who}: ${may}, until ${expiresAt}`;
}
