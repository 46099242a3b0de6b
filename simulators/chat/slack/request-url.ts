// The app's Request URLs: what is posted there is signed as Slack signs, and answered in time or not at all.
import { createHmac } from 'node:crypto';
import type { Parcel, Said } from './deliveries';

/** How a signature may be wrong. */
export interface Signing {
  readonly signingSecret: string;
  /** Seconds by which the signed timestamp lies in the past. */
  readonly skewSeconds: number;
  readonly badSignature: boolean;
}

/** The signed time is real time, whatever the simulated clock. */
export function signed(url: string, form: Readonly<Record<string, string>>, signing: Signing): Parcel {
  const { signingSecret, skewSeconds, badSignature } = signing;
  const body = new URLSearchParams(form).toString();
  const timestamp = Math.floor(Date.now() / 1000) - skewSeconds;
  const secret = badSignature ? `${signingSecret}-not` : signingSecret;
  const signature = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
    accept: 'application/json,*/*',
    'x-slack-request-timestamp': String(timestamp),
    'x-slack-signature': `v0=${signature}`,
  };
  return { over: 'http', url, headers, body };
}

export async function post(
  { url, headers, body }: Pick<Parcel, 'url' | 'headers' | 'body'>,
  ackMs: number,
): Promise<Said> {
  const signal = AbortSignal.timeout(ackMs);
  try {
    const answer = await fetch(url, { method: 'POST', headers, body, signal });
    const text = await answer.text();
    return { status: answer.status, answer: parsed(text), failure: answer.ok ? null : 'dispatch_failed' };
  } catch (error) {
    const late = signal.aborted;
    const answer = late ? `no answer within ${ackMs} ms` : String(error);
    return { status: null, answer, failure: late ? 'operation_timeout' : 'dispatch_failed' };
  }
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return text;
  }
}
