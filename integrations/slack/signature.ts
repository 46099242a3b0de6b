// Slack's proof of origin: `v0=` HMAC-SHA256 over `v0:{timestamp}:{raw body}` (docs.slack.dev, "Verifying requests
// from Slack"), not older than five minutes.
import { createHmac } from 'node:crypto';
import { equalInConstantTime } from '../http/constant-time';
import { singleHeader, type WebhookHeaders, type WebhookVerdict } from '../http/webhook-verdict';

export const SLACK_REPLAY_MS_MAX = 5 * 60_000;

/** On success the raw body as text. */
export function verifySlackRequest(input: {
  rawBody: Uint8Array;
  headers: WebhookHeaders;
  signingSecret: string;
  now: Date;
}): WebhookVerdict<string> {
  const { rawBody, headers, signingSecret, now } = input;
  const signature = singleHeader(headers, 'x-slack-signature');
  const timestamp = singleHeader(headers, 'x-slack-request-timestamp');
  if (signature === undefined || timestamp === undefined)
    return { kind: 'unsigned', reason: 'send X-Slack-Signature and X-Slack-Request-Timestamp' };
  if (!/^\d{1,12}$/.test(timestamp))
    return { kind: 'malformed', reason: 'X-Slack-Request-Timestamp is no time in seconds' };
  const expected = createHmac('sha256', signingSecret)
    .update(`v0:${timestamp}:`)
    .update(rawBody)
    .digest('hex');
  if (!equalInConstantTime(signature, `v0=${expected}`))
    return { kind: 'bad_signature', reason: 'the signature does not fit the body' };
  // After the signature: who cannot sign learns nothing of our clock.
  if (Math.abs(now.getTime() - Number(timestamp) * 1000) > SLACK_REPLAY_MS_MAX)
    return { kind: 'stale', reason: 'older than five minutes: a replay, or a clock that is wrong' };
  return { kind: 'verified', payload: Buffer.from(rawBody).toString('utf8') };
}
