// Which surfaces are configured, each with the cheapest read that proves that it knows us.
import type { SurfaceCheck, SurfaceFinding } from '../domain/notice/surface-check';
import type { SurfacesSettings } from '../domain/notice/surfaces';
import { emailCheck } from '../integrations/email/check';
import { githubCheck } from '../integrations/github/check';
import { jiraCheck } from '../integrations/jira/check';
import { readEnvironment } from '../integrations/secrets/environment';
import { servicenowCheck } from '../integrations/servicenow/check';
import { slackCheck } from '../integrations/slack/check';
import { SlackEnvironmentSchema, slackSettings } from '../integrations/slack/settings.schema';
import { teamsCheck } from '../integrations/teams/check';

const TIMEOUT_MS = 8000;

/** Every configured surface. @throws EnvironmentError naming the key of Slack that is wrong */
export function surfaceChecks(
  settings: SurfacesSettings,
  environment: NodeJS.ProcessEnv,
  now: () => Date = () => new Date(),
): SurfaceCheck[] {
  const limits = { timeoutMs: TIMEOUT_MS, now };
  const slack = slackSettings(readEnvironment(SlackEnvironmentSchema, environment));
  const { pagerduty, github, jira, servicenow, teams, email, webhook } = settings;
  return [
    ...(slack ? [slackCheck(slack)] : []),
    ...(teams ? [teamsCheck(teams, limits)] : []),
    ...(jira ? [jiraCheck(jira, limits)] : []),
    ...(servicenow ? [servicenowCheck(servicenow, limits)] : []),
    // What is sent to these is an alert or a delivery: there is nothing to read.
    ...(pagerduty ? [untold('pagerduty')] : []),
    ...(github ? [githubCheck(github, limits)] : []),
    ...(email ? [emailCheck(email, limits)] : []),
    ...(webhook ? [untold('webhook')] : []),
  ];
}

/** Asks all of them at once. */
export function askSurfaces(checks: readonly SurfaceCheck[]): Promise<SurfaceFinding[]> {
  return Promise.all(checks.map(ask));
}

async function ask({ surface, check }: SurfaceCheck): Promise<SurfaceFinding> {
  try {
    const seen = await check();
    return seen === null
      ? { surface, status: 'unknown', detail: 'configured; nothing can be asked there without telling it' }
      : { surface, status: 'ok', detail: seen };
  } catch (error) {
    const detail = error instanceof Error ? error.message : 'it could not be asked';
    return { surface, status: 'failed', detail };
  }
}

function untold(surface: SurfaceCheck['surface']): SurfaceCheck {
  return { surface, check: () => Promise.resolve(null) };
}
