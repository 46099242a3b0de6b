// A scope on the command line: `operator,provider=fivetran,account=prod,connection=orders_*,tag.team=sales`.
import type { RoleScope } from '../../domain/access/grants';
import { PROVIDERS } from '../../domain/connection-ref';
import { ROLES } from '../../domain/person';
import { CliError, EXIT } from './cli-error';

/** @throws CliError 2 naming the part that says nothing */
export function readScope(text: string): RoleScope {
  const [named = '', ...parts] = text.split(',').map((part) => part.trim());
  const role = ROLES.find((one) => one === named);
  if (!role) throw unreadable(text, `"${named}" is no role; begin with one of ${ROLES.join(', ')}`);
  return parts.reduce<RoleScope>((scope, part) => ({ ...scope, ...read(part, scope, text) }), { role });
}

function read(part: string, scope: RoleScope, text: string): Partial<RoleScope> {
  const [, key = '', value = ''] = /^([^=]+)=(.+)$/.exec(part) ?? [];
  const provider = PROVIDERS.find((one) => one === value);
  if (key === 'provider' && provider) return { provider };
  if (key === 'account') return { account: value };
  if (key === 'connection') return { connectionId: value };
  if (key.startsWith('tag.') && key.length > 4) return { tags: { ...scope.tags, [key.slice(4)]: value } };
  throw unreadable(text, `"${part}" says nothing`);
}

function unreadable(text: string, why: string): CliError {
  return new CliError(
    EXIT.usage,
    `--scope ${text}: ${why}`,
    'write operator,provider=fivetran,account=prod,connection=orders_*,tag.team=sales; each part but the role may be left out',
  );
}
