// The simulators' environment, read once. A bad value names its key and stops the start.

export interface SimulatorsConfig {
  readonly host: string;
  readonly fivetranPort: number;
  readonly airbytePort: number;
  readonly modelPort: number;
  readonly chatPort: number;
  readonly fivetran: { readonly key: string; readonly secret: string };
  readonly airbyte: { readonly clientId: string; readonly clientSecret: string };
}

export class BadEnvironment extends Error {}

const PORT_MAX = 65_535;

export function loadConfig(env: NodeJS.ProcessEnv = process.env): SimulatorsConfig {
  const port = portFrom(env['PENSTOCK_SIM_PORT'] || '4010');
  const [key, secret] = pairFrom(
    'PENSTOCK_SIM_FIVETRAN',
    env['PENSTOCK_SIM_FIVETRAN'] || 'sim-key:sim-secret',
  );
  const [clientId, clientSecret] = pairFrom(
    'PENSTOCK_SIM_AIRBYTE',
    env['PENSTOCK_SIM_AIRBYTE'] || 'sim-client:sim-secret',
  );
  return {
    host: env['PENSTOCK_HOST'] || '127.0.0.1',
    fivetranPort: port,
    airbytePort: port === 0 ? 0 : port + 1,
    modelPort: port === 0 ? 0 : port + 2,
    chatPort: port === 0 ? 0 : port + 3,
    fivetran: { key, secret },
    airbyte: { clientId, clientSecret },
  };
}

/** 0 means any free ports. The base needs room for four simulators above it. */
function portFrom(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port + 3 <= PORT_MAX) return port;
  throw new BadEnvironment(`PENSTOCK_SIM_PORT: not a usable port number: ${text}`);
}

function pairFrom(name: string, text: string): [string, string] {
  const mark = text.indexOf(':');
  if (mark > 0 && mark < text.length - 1) return [text.slice(0, mark), text.slice(mark + 1)];
  throw new BadEnvironment(`${name}: expected two parts with a colon between`);
}
