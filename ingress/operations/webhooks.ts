// Deliveries of providers and chats, as they sign and shape them; bodies are read as raw bytes.
import { z } from 'zod';
import { operation } from '../operation';
import { DeliveryAnswer } from '../schemas/health';

const account = z.string().min(1).max(500).meta({ description: 'Name in config/accounts.yaml.' });

const accepted = { 202: { description: 'Temporal has it, or it opens nothing.', schema: DeliveryAnswer } };
const PROBLEMS = [400, 401, 404, 413, 415, 429, 503] as const;

export const FIVETRAN_WEBHOOK = operation({
  id: 'deliverFivetran',
  tag: 'Webhooks',
  summary: 'A delivery of Fivetran',
  security: 'fivetranSignature',
  params: z.object({ account }),
  body: z.looseObject({}),
  answers: accepted,
  problems: [...PROBLEMS],
});

export function airbyteWebhook(withSecret: boolean) {
  const secret = z.string().min(1).max(500);
  return operation({
    id: withSecret ? 'deliverAirbyteBySecret' : 'deliverAirbyte',
    tag: 'Webhooks',
    summary: withSecret
      ? 'A notification of Airbyte, known by the secret in the path'
      : 'A notification of Airbyte, known by its bearer token',
    description: 'Airbyte signs nothing: the token, or the secret in the path, is one of webhookSecrets.',
    security: withSecret ? 'none' : 'airbyteToken',
    params: withSecret ? z.object({ account, secret }) : z.object({ account }),
    body: z.looseObject({}),
    answers: accepted,
    problems: [...PROBLEMS],
  });
}
