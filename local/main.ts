// `npm start`: the whole product on embedded defaults, until Ctrl-C.
import { ConfigFileError } from '../integrations/config-files/config-file-error';
import { createLogger } from '../integrations/observability/logger';
import { OpError } from '../domain/op-error';
import { EnvironmentError } from '../integrations/secrets/environment';
import { installRuntime } from '../workers/runtime-logging';
import { localConfig } from './config';
import { PortTaken } from './ports';
import { startStack, type RunningStack } from './stack';

const say = (line: string) => process.stderr.write(`penstock: ${line}\n`);

async function main(): Promise<void> {
  const config = localConfig();
  const logger = createLogger({ level: config.logLevel, name: 'local' });
  installRuntime(logger);
  let stopping = false;
  const stack = await startStack(config, logger, say);
  const stop = async (why: string) => {
    if (stopping) return process.exit(130);
    stopping = true;
    say(`${why}: stopping (open incidents resume at the next start)`);
    await stack.stop();
    say('stopped');
    process.exit(process.exitCode ?? 0);
  };
  process.on('SIGINT', () => void stop('interrupted'));
  process.on('SIGTERM', () => void stop('asked to end'));
  stack.broken.catch((error: unknown) => {
    if (stopping) return;
    process.exitCode = 3;
    void stop(error instanceof Error ? error.message : String(error));
  });
  process.stdout.write(welcome(stack, config.home));
}

function welcome({ apiUrl, temporalUi, simulators }: RunningStack, home: string): string {
  const next = simulators
    ? [
        'No provider account is configured, so the bundled simulators stand in. Next, in another terminal:',
        '  npx penstock drill run rate-limit      break a simulated connection and watch it being repaired',
        '  npx penstock drill list                what else can be rehearsed',
      ]
    : [
        'Next, in another terminal:',
        '  npx penstock doctor                    are accounts, webhooks and configuration in order?',
      ];
  return `${[
    '',
    'Penstock is running.',
    `  API and webhooks  ${apiUrl}`,
    ...(temporalUi ? [`  Temporal UI       ${temporalUi}`] : []),
    ...(simulators
      ? [`  Simulators        Fivetran ${simulators.fivetran}, Airbyte ${simulators.airbyte}`]
      : []),
    `  State and token   ${home}`,
    '',
    ...next,
    '  npx penstock incident list             what is open, and what happens next',
    '',
    'Ctrl-C stops it; nothing is lost.',
    '',
  ].join('\n')}\n`;
}

/** Exit codes of the contract: 2 invalid configuration, 3 cannot reach, 78 bad environment. */
function exitCodeOf(error: unknown): number {
  if (error instanceof EnvironmentError || error instanceof PortTaken) return 78;
  if (error instanceof ConfigFileError) return 2;
  if (error instanceof OpError) return 3;
  return 1;
}

main().catch((error: unknown) => {
  say(error instanceof Error ? error.message : String(error));
  if (process.env.PENSTOCK_LOG_LEVEL === 'debug') console.error(error);
  process.exit(exitCodeOf(error));
});
