// The doctor on what is outside: provider accounts, asked through a worker, and surfaces, asked through the API.
import { ApiProblem } from '../api';
import { toCliError } from './cli-error';
import type { CliContext } from './context';
import { finding, type Finding } from './finding';

const FORBIDDEN = 403;

/** Chat, tickets, pagers, mail: which are configured, and do they know us. */
export async function checkSurfaces({ api }: CliContext): Promise<Finding[]> {
  try {
    const { items } = await api.surfaces();
    if (items.length === 0)
      return [finding('surfaces', 'ok', 'none is configured: people are told in the console only')];
    return items.map(({ surface, status, detail }) => {
      const fix = status === 'failed' ? 'check its settings and credentials (docs/surfaces.md)' : undefined;
      return finding(`surface ${surface}`, status, detail, fix);
    });
  } catch (error) {
    const { message } = toCliError(error);
    const mayNot = error instanceof ApiProblem && error.status === FORBIDDEN;
    return [finding('surfaces', mayNot ? 'unknown' : 'failed', message)];
  }
}

/** Each account: what it may, what it offers, whether webhooks come. */
export async function checkAccounts({ api, io }: CliContext): Promise<Finding[]> {
  const { items } = await api.accounts();
  const found = await Promise.all(
    items.map(async (ref) => {
      const name = `${ref.provider}/${ref.account}`;
      io.err(`asking ${name} …\n`);
      try {
        const { findings } = await api.survey(ref);
        return findings.map((one) => finding(`${name}: ${one.check}`, one.status, one.detail, one.fix));
      } catch (error) {
        const { message } = toCliError(error);
        return [finding(name, 'failed', message, 'is a worker running that has this account?')];
      }
    }),
  );
  return found.flat();
}
