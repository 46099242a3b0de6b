// Builds the places outside where incidents are followed: those that a file or the environment names.
import type { SurfaceKind } from '../domain/notice/notice';
import type { Surface } from '../domain/ports';
import { surfaceSettings } from '../integrations/config-files/surface-settings';
import { createEmailSurface } from '../integrations/email/surface';
import { createGithubSurface } from '../integrations/github/surface';
import { createJiraSurface } from '../integrations/jira/surface';
import { createWebhookSurface } from '../integrations/outgoing-webhook/surface';
import { createPagerdutySurface } from '../integrations/pagerduty/surface';
import { SlackEnvironmentSchema, slackSettings } from '../integrations/slack/settings.schema';
import { createSlackSurface } from '../integrations/slack/surface';
import { readEnvironment } from '../integrations/secrets/environment';
import { createServicenowSurface } from '../integrations/servicenow/surface';
import { createTeamsSurface } from '../integrations/teams/surface';

const TIMEOUT_MS = 15_000;

export interface SurfaceOptions {
  environment: NodeJS.ProcessEnv;
  configFolder: string;
  now?: () => Date;
  /** What a surface calls a person (login, account ID, address); people without are named in words alone. */
  identityOf?: (kind: SurfaceKind, personId: string) => string | undefined;
}

/** Every configured surface. @throws EnvironmentError, ConfigFileError */
export async function composeSurfaces(options: SurfaceOptions): Promise<Surface[]> {
  const settings = await surfaceSettings(options);
  const { now = () => new Date(), identityOf = () => undefined } = options;
  const limits = { timeoutMs: TIMEOUT_MS, now };
  const as = (kind: SurfaceKind) => ({
    ...limits,
    userOf: (personId: string) => identityOf(kind, personId),
  });
  const slack = slackSettings(readEnvironment(SlackEnvironmentSchema, options.environment));
  return [
    ...(slack ? [createSlackSurface(slack, as('slack'))] : []),
    ...(settings.pagerduty ? [createPagerdutySurface(settings.pagerduty, limits)] : []),
    ...(settings.github ? [createGithubSurface(settings.github, as('github'))] : []),
    ...(settings.jira ? [createJiraSurface(settings.jira, as('jira'))] : []),
    ...(settings.servicenow ? [createServicenowSurface(settings.servicenow, as('servicenow'))] : []),
    ...(settings.teams ? [createTeamsSurface(settings.teams, as('teams'))] : []),
    ...(settings.email ? [createEmailSurface(settings.email, as('email'))] : []),
    ...(settings.webhook ? [createWebhookSurface(settings.webhook, limits)] : []),
  ];
}
