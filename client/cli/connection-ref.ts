// A connection named on the command line: `provider/account/id`, or the ID alone where only one has it.
import { PROVIDERS, type AccountRef, type ConnectionRef } from '../../domain/connection-ref';
import { CliError, EXIT } from './cli-error';
import type { CliContext } from './context';

/** @throws CliError 2 when nothing or more than one thing is meant */
export async function readConnectionRef(text: string, { api }: CliContext): Promise<ConnectionRef> {
  const [first, account, ...rest] = text.split('/');
  const provider = PROVIDERS.find((known) => known === first);
  if (provider && account && rest.length > 0) return { provider, account, connectionId: rest.join('/') };
  const { items } = await api.connections({ connectionId: text, limit: 3 });
  const [found, other] = items;
  if (!found)
    throw new CliError(
      EXIT.usage,
      `no sweep has seen a connection "${text}"`,
      'write provider/account/connection-id, or look at `npx penstock connection list`',
    );
  if (other)
    throw new CliError(
      EXIT.usage,
      `"${text}" is ${items.map((c) => `${c.provider}/${c.account}/${c.connectionId}`).join(' or ')}`,
      'write it in full',
    );
  return { provider: found.provider, account: found.account, connectionId: found.connectionId };
}

/** `provider/account`. @throws CliError 2 */
export function readAccountRef(text: string): AccountRef {
  const [first, account, rest] = text.split('/');
  const provider = PROVIDERS.find((known) => known === first);
  if (provider && account && rest === undefined) return { provider, account };
  throw new CliError(
    EXIT.usage,
    `"${text}" names no account`,
    `write provider/account; providers: ${PROVIDERS.join(', ')}`,
  );
}
