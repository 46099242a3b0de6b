// What `npm start` prints when everything runs: where things are, and exactly what to type next.
import { join } from 'node:path';
import type { RunningStack } from './stack';

export function welcome({ apiUrl, temporalUi, simulators }: RunningStack, home: string): string {
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
    `  Console           ${apiUrl}/  (sign in with the token in ${join(home, 'token')})`,
    `  API and webhooks  ${apiUrl}`,
    ...(temporalUi === null ? [] : [`  Temporal UI       ${temporalUi}`]),
    ...(simulators
      ? [
          `  Simulators        Fivetran ${simulators.fivetran}, Airbyte ${simulators.airbyte}`,
          `                    chat and tickets ${simulators.chat}  (docs/slack.md: what is posted, and clicking in it)`,
        ]
      : []),
    `  State             ${home}`,
    '',
    ...next,
    '  npx penstock incident list             what is open, and what happens next',
    '  npx penstock approval list             what waits for a decision: approval approve ID, approval reject ID',
    '',
    'Ctrl-C stops it; nothing is lost.',
    '',
  ].join('\n')}\n`;
}
