// Starts the simulators as one process and says on stdout, in one JSON line, where they are.
import { startAirbyteSimulator } from './airbyte/simulator';
import { startChatSimulator } from './chat/simulator';
import { BadEnvironment, loadConfig, type SimulatorsConfig } from './config';
import type { RunningSimulator } from './engine/http-server';
import { startFivetranSimulator } from './fivetran/simulator';
import { startModelSimulator } from './model/simulator';

const BAD_ENVIRONMENT = 78;

async function main(): Promise<void> {
  const config = loadConfig();
  const fivetran = await started('fivetran', config.fivetranPort, () =>
    startFivetranSimulator({ host: config.host, port: config.fivetranPort, credentials: config.fivetran }),
  );
  const airbyte = await started('airbyte', config.airbytePort, () => startAirbyte(config));
  const model = await started('model', config.modelPort, () =>
    startModelSimulator({ host: config.host, port: config.modelPort }),
  );
  const chat = await started('chat', config.chatPort, () =>
    startChatSimulator({ host: config.host, port: config.chatPort }),
  );
  const urls = { fivetran: fivetran.url, airbyte: airbyte.url, model: model.url, chat: chat.url };
  const ready = { event: 'simulators.ready', ...urls };
  process.stdout.write(`${JSON.stringify(ready)}\n`);

  const stop = () => {
    const all = [fivetran, airbyte, model, chat].map((one) => one.close());
    void Promise.all(all).then(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

function startAirbyte(config: SimulatorsConfig): Promise<RunningSimulator> {
  return startAirbyteSimulator({ host: config.host, port: config.airbytePort, credentials: config.airbyte });
}

/** A port that cannot be had is the environment's fault, and the line names it. */
async function started(
  name: string,
  port: number,
  start: () => Promise<RunningSimulator>,
): Promise<RunningSimulator> {
  try {
    return await start();
  } catch (error) {
    const why =
      error instanceof Error && 'code' in error && error.code === 'EADDRINUSE' ? 'is in use' : String(error);
    throw new BadEnvironment(`PENSTOCK_SIM_PORT: port ${port} for the ${name} simulator: ${why}`);
  }
}

main().catch((error: unknown) => {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${message}\n`);
  process.exit(error instanceof BadEnvironment ? BAD_ENVIRONMENT : 1);
});
