// Where a drill finds the running stack, and what a stack of its own inherits.
import { resolve } from 'node:path';

export interface DrillConfig {
  home: string;
  /** Environment of the caller without what would tie a second stack to the first. */
  stackEnvironment: NodeJS.ProcessEnv;
}

const OF_THE_FIRST_STACK = [
  'PENSTOCK_HOME',
  'PENSTOCK_PORT',
  'PENSTOCK_SIM_PORT',
  'TEMPORAL_ADDRESS',
  'DATABASE_URL',
];

export function drillConfig(env: NodeJS.ProcessEnv = process.env): DrillConfig {
  const stackEnvironment = { ...env };
  for (const key of OF_THE_FIRST_STACK) delete stackEnvironment[key];
  return { home: resolve(env.PENSTOCK_HOME ?? '.penstock'), stackEnvironment };
}
