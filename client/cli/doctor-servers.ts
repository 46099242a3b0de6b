// The doctor on what must run: the API and what it needs, Temporal; and on the token.
import { TemporalUnavailable } from '../incident-door';
import { toCliError } from './cli-error';
import type { CliContext } from './context';
import { finding, type Finding } from './finding';
import { rightsInWords } from './rights-text';

export async function checkApi({ api }: CliContext): Promise<Finding[]> {
  try {
    const { checks } = await api.ready();
    return [
      finding('api', 'ok', api.url),
      ...checks.map(({ name, ok, detail }) =>
        ok
          ? finding(`api: ${name}`, 'ok', detail)
          : finding(
              `api: ${name}`,
              'failed',
              detail,
              `bring ${name} back; the API answers 503 for what needs it until then`,
            ),
      ),
    ];
  } catch (error) {
    const fix = 'start it with `npx penstock up`, or set PENSTOCK_API_URL to where it is';
    return [finding('api', 'failed', toCliError(error).message, fix)];
  }
}

export async function checkToken({ api, config }: CliContext): Promise<Finding> {
  const check = 'token';
  if (config.token === undefined) {
    const fix =
      'set PENSTOCK_TOKEN or PENSTOCK_TOKEN_FILE; a running local stack writes $PENSTOCK_HOME/token';
    return finding(check, 'failed', `none given, and none in ${config.home}`, fix);
  }
  try {
    return finding(check, 'ok', `you are ${rightsInWords(await api.whoami())[0] ?? 'somebody'}`);
  } catch (error) {
    const { message, next } = toCliError(error);
    return finding(check, 'failed', message, next);
  }
}

export async function checkTemporal({ config }: CliContext): Promise<Finding> {
  const check = 'temporal';
  try {
    const { connectTemporal } = await import('../temporal');
    const temporal = await connectTemporal({ env: config.temporalEnv, connectTimeoutMs: 3000 });
    await temporal.close();
    return finding(check, 'ok', `${temporal.address}, namespace ${temporal.namespace}`);
  } catch (error) {
    const fix =
      error instanceof TemporalUnavailable
        ? 'start it (`npx penstock up`), or set TEMPORAL_ADDRESS to where it is'
        : 'check the TEMPORAL_* variables';
    return finding(check, 'failed', error instanceof Error ? error.message : String(error), fix);
  }
}
