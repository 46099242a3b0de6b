// `penstock doctor`: looks at every part and says what to fix.
import { mayDecide, roleAnywhere } from '../../domain/access/role-for';
import { isAtLeast } from '../../domain/person';
import type { Command } from 'commander';
import { TemporalUnavailable } from '../incident-door';
import { EXIT, toCliError } from './cli-error';
import { withOutput, type CliContext, type OutputFlags } from './context';
import { rightsInWords } from './rights-text';
import { print } from './output';
import { wrap } from './wrap';

interface Finding {
  check: string;
  ok: boolean;
  detail: string;
  /** What to do; absent where nothing is to be done. */
  fix?: string;
}

/** Exit 0 when all is well, 1 when something is to be fixed. */
export function addDoctor(program: Command, context: CliContext): void {
  withOutput(program.command('doctor'))
    .description('check API, token, store, Temporal and configuration, and say what to fix')
    .action(async (flags: OutputFlags) => {
      const [api, token, temporal, files] = await Promise.all([
        checkApi(context),
        checkToken(context),
        checkTemporal(context),
        checkFiles(context),
      ]);
      const accounts = token.ok ? await checkAccounts(context) : [];
      const findings = [...api, token, temporal, ...files, ...accounts];
      await print(context.io, flags.output, findings, (all) => all.map(line).join('\n'));
      if (findings.some((f) => !f.ok)) context.exitWith(EXIT.negative);
    });
}

async function checkApi({ api }: CliContext): Promise<Finding[]> {
  try {
    const { checks } = await api.ready();
    return [
      { check: 'api', ok: true, detail: api.url },
      ...checks.map(({ name, ok, detail }) => ({
        check: `api: ${name}`,
        ok,
        detail,
        ...(ok ? {} : { fix: `bring ${name} back; the API answers 503 for what needs it until then` }),
      })),
    ];
  } catch (error) {
    const { message } = toCliError(error);
    const fix = 'start it with `npx penstock up`, or set PENSTOCK_API_URL to where it is';
    return [{ check: 'api', ok: false, detail: message, fix }];
  }
}

async function checkToken({ api, config }: CliContext): Promise<Finding> {
  const check = 'token';
  if (config.token === undefined) {
    const fix =
      'set PENSTOCK_TOKEN or PENSTOCK_TOKEN_FILE; a running local stack writes $PENSTOCK_HOME/token';
    return { check, ok: false, detail: `none given, and none in ${config.home}`, fix };
  }
  try {
    return { check, ok: true, detail: `you are ${rightsInWords(await api.whoami())[0] ?? 'somebody'}` };
  } catch (error) {
    const { message, next } = toCliError(error);
    return { check, ok: false, detail: message, ...(next === undefined ? {} : { fix: next }) };
  }
}

/** Each account, asked through a worker: what it may, what it offers, whether webhooks come. */
async function checkAccounts({ api, io }: CliContext): Promise<Finding[]> {
  const { items } = await api.accounts();
  const found = await Promise.all(
    items.map(async (ref) => {
      const name = `${ref.provider}/${ref.account}`;
      io.err(`asking ${name} …\n`);
      try {
        const { findings } = await api.survey(ref);
        return findings.map(({ check, status, detail, fix }) => ({
          check: `${name}: ${check}`,
          ok: status !== 'failed',
          detail: status === 'ok' ? detail : `${status}: ${detail}`,
          ...(fix === undefined ? {} : { fix }),
        }));
      } catch (error) {
        const { message } = toCliError(error);
        return [
          { check: name, ok: false, detail: message, fix: 'is a worker running that has this account?' },
        ];
      }
    }),
  );
  return found.flat();
}

async function checkTemporal({ config }: CliContext): Promise<Finding> {
  const check = 'temporal';
  try {
    const { connectTemporal } = await import('../temporal');
    const temporal = await connectTemporal({ env: config.temporalEnv, connectTimeoutMs: 3000 });
    await temporal.close();
    return { check, ok: true, detail: `${temporal.address}, namespace ${temporal.namespace}` };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    const fix =
      error instanceof TemporalUnavailable
        ? 'start it (`npx penstock up`), or set TEMPORAL_ADDRESS to where it is'
        : 'check the TEMPORAL_* variables';
    return { check, ok: false, detail, fix };
  }
}

async function checkFiles({ io, config }: CliContext): Promise<Finding[]> {
  const check = 'configuration';
  try {
    const { loadConfigFiles } = await import('../../integrations/config-files/load');
    const { accounts, people, playbooks } = await loadConfigFiles(config.configFolder, io.env);
    const names = accounts.map((a) => `${a.provider}/${a.name}`).join(', ');
    const decides = people.some((person) => mayDecide(person) && isAtLeast(roleAnywhere(person), 'approver'));
    return [
      {
        check,
        ok: true,
        detail: `${config.configFolder}: ${playbooks.length} playbooks, ${people.length} people`,
      },
      { check: 'accounts', ok: true, detail: names || 'none: the local stack uses the simulators' },
      {
        check: 'approvers',
        ok: decides,
        detail: decides ? 'there is somebody who may decide' : 'nobody may decide on plans',
        ...(decides ? {} : { fix: 'give somebody the role approver in config/people.yaml' }),
      },
    ];
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return [{ check, ok: false, detail, fix: `correct the files in ${config.configFolder}` }];
  }
}

/** Room for `ok` and `FAIL`. */
const INDENT = ' '.repeat(6);

function line({ check, ok, detail, fix }: Finding): string {
  const told = `${check}: ${detail}`.split('\n').map((part) => wrap(part, INDENT));
  const all = [...told, ...(fix === undefined ? [] : [wrap(`fix: ${fix}`, INDENT)])].join('\n');
  return `${ok ? 'ok  ' : 'FAIL'}${all.slice(4)}`;
}
