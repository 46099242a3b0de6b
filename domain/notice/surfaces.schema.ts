// Shape of config/surfaces.yaml, after references to secrets were resolved. Without the file the environment alone counts.
import { z } from 'zod';
import { present } from '../present';
import type { SurfacesSettings } from './surfaces';

const WebAddress = z
  .url({ protocol: /^https?$/, error: 'is no http(s) URL' })
  .transform((url) => url.replace(/\/+$/, ''));
const Secret = z.string().min(1);
const Name = z.string().min(1).max(255);
const Repository = z.string().regex(/^[\w.-]+\/[\w.-]+$/, 'write owner/name');
const Conversation = z.string().min(1).max(500);
const IntegrationKey = z.string().regex(/^[A-Za-z0-9]{32}$/, 'an integration key has 32 letters and digits');
const SigningSecret = z
  .string()
  .regex(/^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/, 'write whsec_ and 24 to 64 bytes in base64');
const Address = z.string().regex(/^[^\s@,<>]+@[^\s@,<>]+$/, 'is no mail address');

export const PagerdutySchema = z.strictObject({
  baseUrl: WebAddress.default('https://events.pagerduty.com'),
  routingKey: IntegrationKey,
  services: z.record(Name, IntegrationKey).default({}),
});

export const GithubSchema = z.strictObject({
  baseUrl: WebAddress.default('https://api.github.com'),
  token: Secret,
  repository: Repository,
  labels: z.array(z.string().min(1).max(50)).max(10).default(['penstock']),
});

const Webhook = z.strictObject({
  url: z.url({ protocol: /^https?$/, error: 'is no http(s) URL' }),
  secrets: z.array(SigningSecret).min(1).max(2),
  places: z.record(Name, z.url({ protocol: /^https?$/ })).default({}),
});

const Statuses = z
  .strictObject({
    awaiting: Name.optional(),
    approved: Name.default('Approved'),
    rejected: Name.default('Rejected'),
    done: Name.optional(),
  })
  .refine(({ approved, rejected }) => approved.toLowerCase() !== rejected.toLowerCase(), {
    path: ['rejected'],
    message: 'one status cannot mean both',
  })
  .transform(present);

export const JiraSchema = z
  .strictObject({
    baseUrl: WebAddress,
    email: Secret,
    apiToken: Secret,
    project: z.string().regex(/^[A-Z][A-Z0-9_]+$/, 'write the key of a project, such as DATA'),
    issueType: Name.default('Task'),
    labels: z.array(z.string().regex(/^\S{1,255}$/, 'a label has no spaces')).default(['penstock']),
    statuses: Statuses.prefault({}),
    webhookSecret: Secret.optional(),
  })
  .transform(present);

export const ServicenowSchema = z
  .strictObject({
    baseUrl: WebAddress,
    user: Secret.optional(),
    password: Secret.optional(),
    token: Secret.optional(),
    assignmentGroup: Name.optional(),
    closeCode: Name.default('Solution provided'),
    webhookToken: z.string().min(16, 'use at least 16 characters').optional(),
  })
  .transform(({ user, password, token, ...rest }, context) => {
    if (token !== undefined) return { ...present(rest), credentials: { token } };
    if (user !== undefined && password !== undefined)
      return { ...present(rest), credentials: { user, password } };
    context.addIssue({ code: 'custom', path: ['user'], message: 'give `user` and `password`, or `token`' });
    return z.NEVER;
  });

const TeamsBot = z.strictObject({
  baseUrl: WebAddress.default('https://smba.trafficmanager.net/teams'),
  loginUrl: WebAddress.default('https://login.microsoftonline.com'),
  metadataUrl: WebAddress.default('https://login.botframework.com/v1/.well-known/openidconfiguration'),
  tenantId: Secret.default('botframework.com'),
  appId: Secret,
  appPassword: Secret,
  conversation: Conversation,
});

export const TeamsSchema = z
  .strictObject({
    webhookUrl: z.url({ protocol: /^https?$/, error: 'is no http(s) URL' }).optional(),
    bot: TeamsBot.optional(),
  })
  .refine(({ webhookUrl, bot }) => (webhookUrl === undefined) !== (bot === undefined), {
    message: 'give either `webhookUrl` or `bot`',
  })
  .transform(present);

const Email = z.strictObject({
  smtpUrl: z.url({ protocol: /^smtps?$/, error: 'write smtp://… or smtps://…' }),
  from: Address,
  to: z.array(Address).min(1).max(50),
});

const Spec = z.strictObject({
  pagerduty: PagerdutySchema.optional(),
  github: GithubSchema.optional(),
  webhook: Webhook.optional(),
  jira: JiraSchema.optional(),
  servicenow: ServicenowSchema.optional(),
  teams: TeamsSchema.optional(),
  email: Email.optional(),
});

export const SurfacesFileSchema = z
  .strictObject({
    apiVersion: z.literal('penstock/v1'),
    kind: z.literal('Surfaces'),
    spec: Spec,
  })
  .transform(({ spec }): SurfacesSettings => present(spec));
