// Proves that a click on a card comes from the Bot Framework and reads the decision. Pure: bytes, headers, keys, clock in.
import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import { decode, verify, type JwtPayload } from 'jsonwebtoken';
import { z } from 'zod';
import { parseWebhookBody } from '../http/webhook-body';
import { singleHeader, type WebhookHeaders, type WebhookVerdict } from '../http/webhook-verdict';
import { INPUTS, REASON_MAX, VERBS } from './verbs';

/** learn.microsoft.com: authentication from the Bot Connector to a bot. */
const ISSUER = 'https://api.botframework.com';
const CHANNEL = 'msteams';
const CLOCK_TOLERANCE_SECONDS = 5 * 60;

/** A key of the Bot Framework's key set. */
export interface SigningKey {
  kid: string;
  jwk: JsonWebKey;
  /** Channels for which it may sign. */
  endorsements: string[];
}

export type TeamsClick =
  | {
      kind: 'decision';
      incidentId: string;
      decision: 'approve' | 'reject';
      /** Entra object ID. */
      user: string;
      planHash: string;
      reason?: string;
      optionId?: string;
      /** The same delivery has the same. */
      delivery: string;
    }
  | { kind: 'ignored'; reason: string };

const Activity = z.object({
  type: z.string(),
  /** Every activity that Teams sends has one. */
  id: z.string().max(300).default(''),
  name: z.string().optional(),
  channelId: z.literal(CHANNEL),
  serviceUrl: z.string(),
  from: z.object({ aadObjectId: z.string().min(1).max(100).optional() }),
  channelData: z.object({ tenant: z.object({ id: z.string() }).optional() }).optional(),
  value: z.unknown(),
});
const Action = z.object({
  action: z.object({
    verb: z.enum([VERBS.approve, VERBS.reject]),
    data: z.object({
      incidentId: z.string().regex(/^inc-[0-9a-f]{8}$/),
      planHash: z.string().regex(/^[0-9a-f]{0,64}$/),
      [INPUTS.reason]: z.string().max(REASON_MAX).optional(),
      [INPUTS.option]: z.string().max(100).optional(),
    }),
  }),
});

interface TeamsDelivery {
  rawBody: Uint8Array;
  headers: WebhookHeaders;
  keys: readonly SigningKey[];
  appId: string;
  /** Clicks from other organisations are refused; absent = a bot of many tenants. */
  tenantId?: string;
  now: Date;
}

/** The key that a token says it was signed with; for asking for keys anew when it is not known. */
export function signingKeyId(headers: WebhookHeaders): string | undefined {
  const token = bearer(headers);
  return token === undefined ? undefined : keyIdOf(token);
}

/** The token first, so that nobody without one learns anything about our parsing. */
export function verifyTeamsClick(delivery: TeamsDelivery): WebhookVerdict<TeamsClick> {
  const token = bearer(delivery.headers);
  if (token === undefined) return { kind: 'unsigned', reason: 'authorization: Bearer is missing' };
  const claims = claimsOf(token, delivery);
  if (claims === null)
    return {
      kind: 'bad_signature',
      reason: 'the token is not one of the Bot Framework for this bot, or not of now',
    };
  const verdict = parseWebhookBody(delivery.rawBody, Activity);
  if (verdict.kind !== 'verified') return verdict;
  const { payload } = verdict;
  if (claims['serviceurl'] !== payload.serviceUrl)
    return { kind: 'bad_signature', reason: 'the token is for another service URL' };
  const tenant = payload.channelData?.tenant?.id;
  if (delivery.tenantId !== undefined && tenant !== delivery.tenantId)
    return { kind: 'bad_signature', reason: 'the click comes from another organisation' };
  return { kind: 'verified', payload: clickOf(payload) };
}

/** What Teams shows to whoever clicked; the card itself is edited by the incident. */
export function clickAnswer(text: string) {
  return { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: text };
}

function bearer(headers: WebhookHeaders): string | undefined {
  return /^Bearer (\S+)$/i.exec(singleHeader(headers, 'authorization') ?? '')?.[1];
}

function keyIdOf(token: string): string | undefined {
  try {
    return decode(token, { complete: true })?.header.kid;
  } catch {
    // Its claims are no JSON.
    return undefined;
  }
}

function claimsOf(token: string, { keys, appId, now }: TeamsDelivery): JwtPayload | null {
  const kid = keyIdOf(token);
  const key = keys.find((one) => one.kid === kid && one.endorsements.includes(CHANNEL));
  if (!key) return null;
  try {
    const claims = verify(token, publicKey(key), {
      ...{ algorithms: ['RS256'], issuer: ISSUER, audience: appId },
      ...{ clockTimestamp: Math.floor(now.getTime() / 1000), clockTolerance: CLOCK_TOLERANCE_SECONDS },
    });
    return typeof claims === 'string' || claims.exp === undefined ? null : claims;
  } catch {
    return null;
  }
}

function publicKey({ jwk }: SigningKey): KeyObject {
  return createPublicKey({ key: jwk, format: 'jwk' });
}

function clickOf({ type, id, name, from, value }: z.output<typeof Activity>): TeamsClick {
  if (type !== 'invoke' || name !== 'adaptiveCard/action')
    return ignored(`${name ?? type} is no click on a card`);
  const action = Action.safeParse(value);
  if (!action.success) return ignored('the click is none that our cards offer');
  if (from.aadObjectId === undefined) return ignored('nobody is named who clicked');
  if (id === '') return ignored('the click has no ID, so that it could count twice');
  const { verb, data } = action.data.action;
  const reason = data[INPUTS.reason]?.trim();
  const optionId = data[INPUTS.option];
  return {
    ...{ kind: 'decision', decision: verb === VERBS.approve ? 'approve' : 'reject', user: from.aadObjectId },
    ...{ incidentId: data.incidentId, planHash: data.planHash, delivery: id },
    ...(reason && { reason }),
    ...(verb === VERBS.approve && optionId && { optionId }),
  };
}

function ignored(reason: string): TeamsClick {
  return { kind: 'ignored', reason };
}
