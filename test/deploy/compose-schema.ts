// The compose specification as far as docker-compose.yml uses it; an unknown key is a mistake.
const text = { type: 'string' } as const;
const texts = { type: 'array', items: text } as const;

const environment = { type: 'object', additionalProperties: { type: ['string', 'number'] } } as const;

const healthcheck = {
  type: 'object',
  required: ['test', 'interval', 'timeout', 'retries'],
  additionalProperties: false,
  properties: {
    test: texts,
    interval: text,
    timeout: text,
    retries: { type: 'integer' },
    start_period: text,
  },
} as const;

const dependsOn = {
  type: 'object',
  additionalProperties: {
    type: 'object',
    required: ['condition'],
    additionalProperties: false,
    properties: {
      condition: { enum: ['service_started', 'service_healthy', 'service_completed_successfully'] },
    },
  },
} as const;

const service = {
  type: 'object',
  required: ['image', 'restart'],
  additionalProperties: false,
  properties: {
    image: text,
    build: text,
    command: texts,
    entrypoint: texts,
    restart: { enum: ['unless-stopped', 'on-failure'] },
    environment,
    env_file: {
      type: 'array',
      items: {
        type: 'object',
        required: ['path'],
        additionalProperties: false,
        properties: { path: text, required: { type: 'boolean' } },
      },
    },
    volumes: texts,
    ports: texts,
    depends_on: dependsOn,
    healthcheck,
    stop_grace_period: text,
  },
} as const;

export const COMPOSE_SCHEMA = {
  type: 'object',
  required: ['name', 'services', 'volumes'],
  additionalProperties: false,
  patternProperties: { '^x-': {} },
  properties: {
    name: text,
    services: { type: 'object', additionalProperties: service },
    volumes: { type: 'object', additionalProperties: { type: 'object', maxProperties: 0 } },
  },
} as const;
