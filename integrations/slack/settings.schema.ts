// What the environment tells of Slack (contract §2).
import { z } from 'zod';

export const SlackEnvironmentSchema = z
  .object({
    SLACK_BOT_TOKEN: z.string().min(1).optional(),
    /** Proves that clicks and commands come from Slack; not needed with Socket Mode. */
    SLACK_SIGNING_SECRET: z.string().min(1).optional(),
    /** `xapp-…`: Socket Mode, for installs that Slack cannot reach. */
    SLACK_APP_TOKEN: z.string().min(1).optional(),
    SLACK_API_URL: z.url().default('https://slack.com/api/'),
    /** Where incidents are posted unless a route says otherwise; an ID or a name. */
    SLACK_CHANNEL: z.string().min(1).optional(),
  })
  .refine((env) => env.SLACK_BOT_TOKEN === undefined || env.SLACK_CHANNEL !== undefined, {
    path: ['SLACK_CHANNEL'],
    message: 'is needed beside SLACK_BOT_TOKEN: where incidents are posted',
  });

export interface SlackSettings {
  botToken: string;
  apiUrl: string;
  channel: string;
  signingSecret?: string;
  appToken?: string;
}

/** `null` = Slack is not configured. */
export function slackSettings(env: z.output<typeof SlackEnvironmentSchema>): SlackSettings | null {
  const { SLACK_BOT_TOKEN: botToken, SLACK_CHANNEL: channel, SLACK_API_URL: apiUrl } = env;
  if (botToken === undefined || channel === undefined) return null;
  return {
    ...{ botToken, channel, apiUrl: apiUrl.endsWith('/') ? apiUrl : `${apiUrl}/` },
    ...(env.SLACK_SIGNING_SECRET === undefined ? {} : { signingSecret: env.SLACK_SIGNING_SECRET }),
    ...(env.SLACK_APP_TOKEN === undefined ? {} : { appToken: env.SLACK_APP_TOKEN }),
  };
}
