// The connection to Temporal: configured by TEMPORAL_* (the SDK's envconfig), refused with a sentence when it fails.
import { Client, Connection } from '@temporalio/client';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import { TemporalUnavailable } from './incident-door';

const PING_TIMEOUT_MS = 3000;

export interface TemporalDoor {
  client: Client;
  address: string;
  namespace: string;
  /** Cheapest call that proves that the server answers. @throws TemporalUnavailable */
  ping(): Promise<void>;
  close(): Promise<void>;
}

export interface TemporalOptions {
  /** Where TEMPORAL_* are read from: the process's own config hands them in. */
  env: Record<string, string | undefined>;
  connectTimeoutMs?: number;
  /** Connect on first use: a server that is down then delays nothing but the calls that need it. */
  lazy?: boolean;
}

/** @throws TemporalUnavailable naming the address when the server does not answer. */
export async function connectTemporal(options: TemporalOptions): Promise<TemporalDoor> {
  const { connectionOptions, namespace = 'default' } = loadClientConnectConfig({
    overrideEnvVars: definedOnly(options.env),
  });
  const address = connectionOptions.address ?? '127.0.0.1:7233';
  // The SDK types these options for the native client; for the ones envconfig fills in both clients agree.
  const { apiKey, metadata, tls } = connectionOptions;
  const settings = {
    address,
    connectTimeout: options.connectTimeoutMs ?? 5000,
    ...(apiKey === undefined ? {} : { apiKey }),
    ...(metadata === undefined ? {} : { metadata }),
    ...(tls === undefined ? {} : { tls }),
  };
  const connection = options.lazy === true ? Connection.lazy(settings) : await connect(settings, address);
  return {
    client: new Client({ connection, namespace }),
    address,
    namespace,
    ping: () => ping(connection, address),
    close: () => connection.close(),
  };
}

async function connect(settings: Parameters<typeof Connection.connect>[0], address: string) {
  try {
    return await Connection.connect(settings);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new TemporalUnavailable(`cannot reach Temporal at ${address}: ${why}`, { cause: error });
  }
}

async function ping(connection: Connection, address: string): Promise<void> {
  try {
    await connection.withDeadline(Date.now() + PING_TIMEOUT_MS, () =>
      connection.workflowService.getSystemInfo({}),
    );
  } catch (error) {
    throw new TemporalUnavailable(`Temporal at ${address} does not answer`, { cause: error });
  }
}

function definedOnly(env: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
