// Who may import whom: the one table behind ESLint (in the editor) and test/boundaries.test.ts (the proof).
// What is not listed is forbidden. `integrations/*` in a list means every folder of that room.

/** Rooms of the house; the first path that fits names a file's room. */
export const ROOMS = [
  'domain',
  'workflows',
  'activities',
  'integrations',
  'client',
  'ingress',
  'workers',
  'local',
  'simulators',
  'drills',
  'bench',
  'chaos',
  'evals',
];

const PROVIDER_EDGE = ['webhook', 'normalise'].flatMap((file) => [
  `integrations/fivetran/${file}`,
  `integrations/airbyte/${file}`,
]);
/** What proves that somebody decided at a chat or ticket system. */
const DECISION_EDGE = [
  'integrations/jira/webhook',
  'integrations/servicenow/webhook',
  'integrations/teams/interactivity',
  'integrations/teams/signing-keys',
];

/** The reads that prove that a surface knows us. */
const SURFACE_CHECKS = ['jira', 'servicenow', 'github', 'teams', 'email'].map(
  (system) => `integrations/${system}/check`,
);

/** `values` may be imported for use; `types` only as types. Packages are named as they are imported. */
export const TABLE = {
  domain: { values: ['domain'], packages: { zod: '.schema', ms: '.schema' } },
  workflows: {
    values: ['domain', 'workflows'],
    types: ['activities'],
    packages: { '@temporalio/workflow': '', '@temporalio/common': '' },
    never: ['.schema'],
  },
  activities: {
    values: ['domain', 'activities'],
    packages: { '@temporalio/activity': '', '@temporalio/common': '', 'node:crypto': '' },
    never: ['.schema'],
  },
  integrations: {
    values: ['domain', 'integrations/http', 'integrations/secrets'],
    ownFolder: true,
    packages: {
      zod: '',
      undici: '',
      cockatiel: '',
      croner: '',
      kysely: '',
      minisearch: 'integrations/minisearch/',
      openai: 'integrations/openai/',
      '@slack/web-api': 'integrations/slack/',
      jsonwebtoken: 'integrations/teams/',
      nodemailer: 'integrations/email/',
      standardwebhooks: 'integrations/outgoing-webhook/',
      '@slack/types': 'integrations/slack/',
      pg: '',
      '@electric-sql/pglite': '',
      pino: '',
      'prom-client': '',
      yaml: '',
      'node:': '',
    },
  },
  client: {
    values: [
      'domain',
      'client',
      'workflows/messages',
      'workflows/search-attributes',
      'integrations/observability',
      'integrations/config-files',
      'integrations/secrets',
    ],
    types: ['workflows'],
    packages: {
      '@temporalio/client': '',
      '@temporalio/common': '',
      '@temporalio/envconfig': '',
      commander: '',
      'cli-table3': '',
      'openapi-fetch': '',
      picocolors: '',
      yaml: '',
      zod: '',
      ms: '',
      'node:': '',
    },
  },
  ingress: {
    values: [
      'domain',
      'client',
      'ingress',
      'integrations/observability',
      'integrations/postgres',
      'integrations/config-files',
      'integrations/secrets',
      'integrations/http/webhook-verdict',
      'integrations/slack',
      ...PROVIDER_EDGE,
      ...DECISION_EDGE,
      ...SURFACE_CHECKS,
    ],
    packages: {
      fastify: '',
      '@fastify/cookie': 'ingress/console/',
      '@fastify/formbody': '',
      '@fastify/helmet': '',
      '@fastify/rate-limit': '',
      jsonwebtoken: 'ingress/oidc',
      '@fastify/swagger': '',
      'fastify-type-provider-zod': '',
      '@slack/socket-mode': 'ingress/slack/',
      zod: '',
      pino: '',
      'node:': '',
    },
    never: ['client/cli'],
  },
  workers: {
    values: ['domain', 'workflows', 'activities', 'integrations', 'workers', 'client'],
    packages: { '@temporalio/': '', pino: '', zod: '', 'node:': '' },
    never: ['client/cli'],
  },
  local: {
    values: [
      'domain',
      'local',
      'workers',
      'ingress',
      'client',
      'workflows/messages',
      'workflows/search-attributes',
      'integrations/postgres',
      'integrations/observability',
      'integrations/config-files',
      'integrations/secrets',
    ],
    packages: { '@temporalio/': '', pino: '', zod: '', 'node:': '' },
    never: ['client/cli'],
  },
  simulators: {
    values: ['simulators'],
    packages: { fastify: '', undici: '', ws: '', yaml: '', zod: '', 'node:': '' },
  },
  drills: {
    values: ['drills'],
    packages: { commander: '', 'cli-table3': '', yaml: '', zod: '', 'node:': '' },
  },
  // Measuring and breaking the product from outside and inside: these two see everything, and nothing sees them.
  bench: { values: ROOMS, packages: { '': '' } },
  chaos: { values: ROOMS, packages: { '': '' } },
  evals: {
    values: [
      ...['domain', 'evals', 'client/diagnose-message', 'integrations/config-files'],
      ...['activities/ask-model', 'workers/compose-model', 'simulators/model'],
    ],
    packages: { zod: '', 'node:': '' },
  },
};

/** Only these read the process's environment. */
export const MAY_READ_ENVIRONMENT = [/(^|\/)config\.ts$/, /^bench\//];

/** Only this builds provider adapters. */
export const WIRING = ['workers/provider-accounts'];

/** The room of a file, by its path from the root. */
export function roomOf(path) {
  return ROOMS.find((room) => path.startsWith(`${room}/`));
}

/**
 * Why `from` may not import `to`, or `null` when it may. `to` is a path from the root without extension for our own
 * files, or a package name.
 */
export function violation(from, to, { own, typeOnly }) {
  const room = roomOf(from);
  if (!room) return null;
  const rule = TABLE[room];
  if (!own) {
    const fit = Object.keys(rule.packages).find(
      (name) =>
        to === name ||
        (name.endsWith(':') || name.endsWith('/') || name === ''
          ? to.startsWith(name)
          : to.startsWith(`${name}/`)),
    );
    if (fit === undefined) return `${room} may not import ${to}`;
    const suffix = rule.packages[fit];
    return suffix === '' || from.includes(suffix)
      ? null
      : `only *${suffix}.ts files of ${room} may import ${to}`;
  }
  if (!typeOnly && (rule.never ?? []).some((part) => to.includes(part)))
    return `${room} may not import ${to}`;
  if (room === 'domain' && !typeOnly && to.includes('.schema') && !from.includes('.schema'))
    return `only *.schema.ts files may import ${to}`;
  if (rule.ownFolder && folderOf(from) === folderOf(to)) return null;
  const allowed = [...rule.values, ...(typeOnly ? (rule.types ?? []) : [])];
  return allowed.some((prefix) => to === prefix || to.startsWith(`${prefix}/`))
    ? null
    : `${from} may not import ${to}`;
}

function folderOf(path) {
  return path.split('/').slice(0, 2).join('/');
}
