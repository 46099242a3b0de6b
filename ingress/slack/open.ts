// Slack as the environment has it, for the process that people's clicks reach.
import { createSlackDoor, type SlackDoor } from '../../integrations/slack/door';
import { SlackEnvironmentSchema, slackSettings } from '../../integrations/slack/settings.schema';
import { readEnvironment } from '../../integrations/secrets/environment';

export interface OpenSlack {
  door: SlackDoor;
  /** Absent = clicks are only believed over Socket Mode. */
  signingSecret?: string;
  /** Where Socket Mode is wanted. */
  socket?: { appToken: string; apiUrl: string };
}

/** `null` = no Slack is configured. @throws EnvironmentError naming the key */
export function openSlack(env: NodeJS.ProcessEnv): OpenSlack | null {
  const settings = slackSettings(readEnvironment(SlackEnvironmentSchema, env));
  if (settings === null) return null;
  const { signingSecret, appToken, apiUrl } = settings;
  return {
    door: createSlackDoor(settings),
    ...(signingSecret === undefined ? {} : { signingSecret }),
    ...(appToken === undefined ? {} : { socket: { appToken, apiUrl } }),
  };
}
