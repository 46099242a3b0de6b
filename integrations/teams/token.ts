// A bot's access token by client credentials, kept until shortly before it expires.
import { z } from 'zod';
import type { TeamsBotSettings } from '../../domain/notice/surfaces';
import { answerError, invalidAnswer, transportOpError } from '../http/answer-error';
import { sendRequest } from '../http/request';
import { secretFreeExcerpt } from '../http/secret-free';
import { TransportError } from '../http/transport-error';

/** learn.microsoft.com: authentication with the Bot Connector API. */
const SCOPE = 'https://api.botframework.com/.default';
/** A token is renewed this long before its end, so that none runs out on its way. */
const MARGIN_MS = 5 * 60_000;

const Token = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });
const Refusal = z.object({ error: z.string(), error_description: z.string().default('') });

export interface BotToken {
  /** @throws OpError */
  get(): Promise<string>;
  /** After a refusal: the next call asks for a new one. */
  forget(): void;
  current(): string[];
}

export function createBotToken(
  settings: Pick<TeamsBotSettings, 'loginUrl' | 'tenantId' | 'appId' | 'appPassword'>,
  options: { timeoutMs: number; now(): Date },
): BotToken {
  let kept: { token: string; untilMs: number } | null = null;
  return {
    forget: () => (kept = null),
    current: () => (kept === null ? [] : [kept.token]),
    async get() {
      if (kept !== null && kept.untilMs > options.now().getTime()) return kept.token;
      const { access_token: token, expires_in: seconds } = await ask(settings, options);
      kept = { token, untilMs: options.now().getTime() + Math.max(0, seconds * 1000 - MARGIN_MS) };
      return token;
    },
  };
}

async function ask(
  { loginUrl, tenantId, appId, appPassword }: Parameters<typeof createBotToken>[0],
  { timeoutMs, now }: { timeoutMs: number; now(): Date },
): Promise<z.output<typeof Token>> {
  const title = 'Teams POST oauth2/v2.0/token';
  const credentials = { client_id: appId, client_secret: appPassword };
  const form = { grant_type: 'client_credentials', ...credentials, scope: SCOPE };
  const answer = await sendRequest(
    {
      ...{ method: 'POST', timeoutMs, body: new URLSearchParams(form).toString() },
      url: `${loginUrl}/${encodeURIComponent(tenantId)}/oauth2/v2.0/token`,
      headers: { 'user-agent': 'penstock', 'content-type': 'application/x-www-form-urlencoded' },
    },
    // Asking twice for a token changes nothing.
    'read',
  ).catch((error: unknown) => {
    throw error instanceof TransportError ? transportOpError(title, 'read', error) : error;
  });
  const body = json(answer.text);
  if (answer.status !== 200) {
    const said = Refusal.safeParse(body);
    const reason = said.success ? `${said.data.error} ${said.data.error_description}` : '';
    // A wrong secret is answered 400 `invalid_client`, which is no other thing than 401.
    const status = said.success && said.data.error === 'invalid_client' ? 401 : answer.status;
    const explained = { reason: secretFreeExcerpt(reason, [appPassword]) };
    throw answerError(title, 'read', { ...answer, status }, explained, now());
  }
  const token = Token.safeParse(body);
  if (!token.success) throw invalidAnswer(title, 'read', answer.status, 'it holds no token');
  return token.data;
}

function json(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}
