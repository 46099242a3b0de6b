// Is there an Airbyte at the base URL? A wrong path of a self-managed one is answered 200 with its web application.
import type { AirbyteAccount } from '../../../domain/account';
import { OpError } from '../../../domain/op-error';
import type { SurveyFinding } from '../../../domain/sweep/survey';
import type { AccountGate } from '../../http/account-gate';
import { sendRequest, type HttpAnswer } from '../../http/request';

const check = 'reachable';
const PATHS = 'Cloud is https://api.airbyte.com/v1, self-managed ends in /api/public/v1';

/** `/health` is answered to anybody, in plain text. Never throws. */
export async function reachable(
  { baseUrl, name, readTimeoutMs }: AirbyteAccount,
  gate: AccountGate,
): Promise<SurveyFinding> {
  const root = baseUrl.replace(/\/+$/, '');
  const send = () =>
    sendRequest(
      {
        ...{ method: 'GET', url: `${root}/health`, timeoutMs: readTimeoutMs },
        headers: { 'user-agent': 'penstock', accept: 'application/json, text/plain' },
      },
      'read',
    );
  try {
    return judged(root, name, await gate.pass({ title: 'Airbyte GET /health', lane: 'sweep' }, send));
  } catch (error) {
    const held = error instanceof OpError && error.code === 'provider.rate_limited';
    const why = error instanceof Error ? error.message : 'unknown fault';
    // Held back by our own gate: the provider has lately asked to be left alone.
    if (held) return { check, status: 'unknown', detail: why };
    return {
      ...{ check, status: 'failed', detail: `${root} does not answer: ${why}` },
      fix: `check baseUrl of account ${name} in config/accounts.yaml, the network and the proxy`,
    };
  }
}

function judged(root: string, name: string, { status, headers, text }: HttpAnswer): SurveyFinding {
  if (headers['content-type']?.includes('html') || text.trimStart().startsWith('<')) {
    return {
      ...{ check, status: 'failed', detail: `${root} answers a web page, not Airbyte's API` },
      fix: `correct baseUrl of account ${name}: ${PATHS}`,
    };
  }
  if (status === 503)
    return {
      ...{ check, status: 'warning', detail: `${root} answers that Airbyte is not well (/health: 503)` },
      fix: "look at Airbyte's own server",
    };
  if (status === 404)
    return {
      ...{ check, status: 'failed', detail: `${root} has no /health: this is not Airbyte's public API` },
      fix: `correct baseUrl of account ${name}: ${PATHS}`,
    };
  return { check, status: 'ok', detail: `${root} answers` };
}
