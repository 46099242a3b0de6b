// Surfaces that the environment alone configures, one of a kind (contract §2). What a file names counts before it.
import { z } from 'zod';
import { present } from '../present';
import { GithubSchema, JiraSchema, PagerdutySchema, ServicenowSchema, TeamsSchema } from './surfaces.schema';
import type { SurfacesSettings } from './surfaces';

const text = z.string().optional();

export const SurfaceEnvironmentSchema = z.object({
  PAGERDUTY_ROUTING_KEY: text,
  PAGERDUTY_BASE_URL: text,
  // Continuous integration sets GITHUB_TOKEN and GITHUB_REPOSITORY by itself: neither may begin to file issues.
  GITHUB_ISSUES_REPOSITORY: text,
  GITHUB_TOKEN: text,
  GITHUB_BASE_URL: text,
  JIRA_BASE_URL: text,
  JIRA_EMAIL: text,
  JIRA_API_TOKEN: text,
  JIRA_PROJECT: text,
  JIRA_ISSUE_TYPE: text,
  JIRA_WEBHOOK_SECRET: text,
  SERVICENOW_BASE_URL: text,
  SERVICENOW_USER: text,
  SERVICENOW_PASSWORD: text,
  SERVICENOW_TOKEN: text,
  SERVICENOW_ASSIGNMENT_GROUP: text,
  SERVICENOW_WEBHOOK_TOKEN: text,
  TEAMS_WEBHOOK_URL: text,
  TEAMS_APP_ID: text,
  TEAMS_APP_PASSWORD: text,
  TEAMS_TENANT_ID: text,
  TEAMS_CONVERSATION: text,
  TEAMS_BASE_URL: text,
  TEAMS_LOGIN_URL: text,
  TEAMS_METADATA_URL: text,
});
type Environment = z.output<typeof SurfaceEnvironmentSchema>;
type Key = keyof Environment;

/** Which key stands for which setting; the first is the one whose presence says that the surface is wanted. */
const KEYS = {
  pagerduty: { routingKey: 'PAGERDUTY_ROUTING_KEY', baseUrl: 'PAGERDUTY_BASE_URL' },
  github: { repository: 'GITHUB_ISSUES_REPOSITORY', token: 'GITHUB_TOKEN', baseUrl: 'GITHUB_BASE_URL' },
  jira: {
    ...{ baseUrl: 'JIRA_BASE_URL', email: 'JIRA_EMAIL', apiToken: 'JIRA_API_TOKEN' },
    ...{ project: 'JIRA_PROJECT', issueType: 'JIRA_ISSUE_TYPE', webhookSecret: 'JIRA_WEBHOOK_SECRET' },
  },
  servicenow: {
    ...{ baseUrl: 'SERVICENOW_BASE_URL', user: 'SERVICENOW_USER', password: 'SERVICENOW_PASSWORD' },
    ...{ token: 'SERVICENOW_TOKEN', assignmentGroup: 'SERVICENOW_ASSIGNMENT_GROUP' },
    webhookToken: 'SERVICENOW_WEBHOOK_TOKEN',
  },
  teamsBot: {
    ...{ appId: 'TEAMS_APP_ID', appPassword: 'TEAMS_APP_PASSWORD', tenantId: 'TEAMS_TENANT_ID' },
    ...{ conversation: 'TEAMS_CONVERSATION', baseUrl: 'TEAMS_BASE_URL', loginUrl: 'TEAMS_LOGIN_URL' },
    metadataUrl: 'TEAMS_METADATA_URL',
  },
} as const satisfies Record<string, Record<string, Key>>;

/** What the environment configures, or every key that is missing or wrong, never with its value. */
export function surfacesOf(env: Environment): { settings: SurfacesSettings; faults: string[] } {
  const faults: string[] = [];
  const bot = given(env, KEYS.teamsBot);
  const teams =
    bot !== undefined || env.TEAMS_WEBHOOK_URL !== undefined
      ? present({ webhookUrl: env.TEAMS_WEBHOOK_URL, bot })
      : undefined;
  const settings: SurfacesSettings = present({
    pagerduty: checked(PagerdutySchema, given(env, KEYS.pagerduty), KEYS.pagerduty, faults),
    github: checked(GithubSchema, given(env, KEYS.github), KEYS.github, faults),
    jira: checked(JiraSchema, given(env, KEYS.jira), KEYS.jira, faults),
    servicenow: checked(ServicenowSchema, given(env, KEYS.servicenow), KEYS.servicenow, faults),
    teams: checked(TeamsSchema, teams, { ...KEYS.teamsBot, webhookUrl: 'TEAMS_WEBHOOK_URL' }, faults),
  });
  return { settings, faults };
}

/** The settings of one surface, or nothing where the key that asks for it is absent. */
function given(env: Environment, keys: Record<string, Key>): Record<string, unknown> | undefined {
  const [first] = Object.values(keys);
  if (first === undefined || env[first] === undefined) return undefined;
  return present(Object.fromEntries(Object.entries(keys).map(([name, key]) => [name, env[key]])));
}

function checked<S extends z.ZodType>(
  schema: S,
  settings: object | undefined,
  keys: Record<string, string>,
  faults: string[],
): z.output<S> | undefined {
  if (settings === undefined) return undefined;
  const parsed = schema.safeParse(settings);
  if (parsed.success) return parsed.data;
  for (const { path, message, code, input } of parsed.error.issues) {
    const key = keys[String(path.at(-1))] ?? Object.values(keys)[0] ?? '';
    faults.push(`${key}: ${code === 'invalid_type' && input === undefined ? 'is needed' : message}`);
  }
  return undefined;
}
