// With no chat configured, Slack is the bundled chat simulator (contract §2).

const SIGNING_SECRET = 'sim-signing-secret';

/** The environment as it is where it names a Slack, and the simulator's values where it does not. */
export function withSimulatedChat(environment: NodeJS.ProcessEnv, chatUrl: string): NodeJS.ProcessEnv {
  if (environment['SLACK_BOT_TOKEN'] || environment['SLACK_BOT_TOKEN_FILE']) return environment;
  return {
    ...environment,
    SLACK_BOT_TOKEN: 'xoxb-sim',
    SLACK_SIGNING_SECRET: SIGNING_SECRET,
    SLACK_API_URL: `${chatUrl}/api/`,
    SLACK_CHANNEL: 'C0SIMINCIDENTS',
  };
}

/** Where the simulator sends what people do in it. */
export async function wireChat(chatUrl: string, apiUrl: string): Promise<void> {
  const url = `${chatUrl}/_sim/settings`;
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      interactivityUrl: `${apiUrl}/slack/interactions`,
      commandsUrl: `${apiUrl}/slack/commands`,
      signingSecret: SIGNING_SECRET,
    }),
  });
  if (!answer.ok) throw new Error(`the simulator refused ${url}: ${answer.status} ${await answer.text()}`);
}
