// The Temporal server of the embedded stack: the one that TEMPORAL_ADDRESS names, or a child of ours.
import type { LocalConfig } from './config';
import { endOrphan } from './child';
import type { Home } from './home';
import { choosePort, onPort } from './ports';
import { findTemporalExecutable, ladderEnvironment, serverVersionOf } from './temporal-cli';
import { startTemporalServer } from './temporal-server';

export interface TemporalInUse {
  /** What to connect with: TEMPORAL_* as given, or those of our own server and no others. */
  environment: Record<string, string>;
  uiUrl: string | null;
  /** Rejects when our own server ends; one that others run may come back. */
  ended: Promise<void>;
  stop(): Promise<void>;
}

export async function useTemporal(
  config: LocalConfig,
  home: Home,
  say: (line: string) => void,
): Promise<TemporalInUse> {
  const { environment, temporalAddress } = config;
  if (temporalAddress !== undefined) {
    say(`using Temporal at ${temporalAddress} (TEMPORAL_ADDRESS)`);
    return {
      environment: temporalVariables(environment),
      uiUrl: null,
      ended: new Promise<void>(() => undefined),
      stop: () => Promise.resolve(),
    };
  }
  const executable = await findTemporalExecutable(say, ladderEnvironment(environment));
  const version = (await serverVersionOf(executable)) ?? 'unknown';
  const noteFile = home.path('temporal.pid');
  await endOrphan(noteFile, 'Temporal server', say);
  const want = (variable: string, port: number) => ({ variable, port, asked: config.asked(variable) });
  let uiPort = 0;
  const server = await onPort(want('PENSTOCK_TEMPORAL_PORT', config.ports.temporal), say, async (port) => {
    uiPort = await choosePort(want('PENSTOCK_TEMPORAL_UI_PORT', config.ports.temporalUi), say);
    const database = `server-${version}.db`;
    return startTemporalServer(executable, {
      folder: home.room('temporal'),
      database,
      port,
      uiPort,
      noteFile,
    });
  });
  say(`Temporal server ${version} is ready at ${server.address}`);
  return {
    environment: {
      TEMPORAL_ADDRESS: server.address,
      TEMPORAL_NAMESPACE: 'default',
      // A profile of the user's own may name other servers, keys and certificates: none of them is for ours.
      TEMPORAL_CONFIG_FILE: home.path('no-temporal-profile'),
    },
    uiUrl: `http://127.0.0.1:${uiPort}`,
    ended: server.ended,
    stop: server.stop,
  };
}

/** The variables of the SDK's environment configuration, and what it needs to find a user's profile. */
function temporalVariables(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([key, value]) =>
      value === undefined || value === '' ? [] : [[key, value]],
    ),
  );
}
