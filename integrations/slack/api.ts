// Slack's Web API: its own client, with our errors; repeating is left to whoever calls.
import {
  LogLevel,
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebClient,
  type Logger,
} from '@slack/web-api';
import { OpError, type OpErrorCode } from '../../domain/op-error';
import type { SlackSettings } from './settings.schema';

const TIMEOUT_MS = 10_000;

/** One attempt a call: Temporal repeats what may be repeated. */
export function slackClient({ botToken, apiUrl }: Pick<SlackSettings, 'botToken' | 'apiUrl'>): WebClient {
  return new WebClient(botToken, {
    slackApiUrl: apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: TIMEOUT_MS,
    logger: SILENT,
  });
}

/** Runs one call. @throws OpError */
export async function slackCall<T>(name: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw slackError(name, error);
  }
}

/** What Slack's own word for a refusal means to us; every other one is a request that it will never accept. */
const CODES: Record<string, OpErrorCode> = {
  invalid_auth: 'provider.unauthorized',
  not_authed: 'provider.unauthorized',
  token_revoked: 'provider.unauthorized',
  token_expired: 'provider.unauthorized',
  account_inactive: 'provider.unauthorized',
  missing_scope: 'provider.forbidden',
  not_in_channel: 'provider.forbidden',
  restricted_action: 'provider.forbidden',
  channel_not_found: 'provider.not_found',
  message_not_found: 'provider.not_found',
  is_archived: 'provider.rejected',
  ratelimited: 'provider.rate_limited',
  internal_error: 'provider.server_error',
  fatal_error: 'provider.server_error',
  service_unavailable: 'provider.server_error',
  request_timeout: 'provider.server_error',
};

function slackError(name: string, error: unknown): OpError {
  if (error instanceof OpError) return error;
  const title = `Slack ${name}`;
  if (error instanceof WebAPIRateLimitedError) {
    const retryAfterMs = error.retryAfter * 1000;
    return new OpError('provider.rate_limited', { message: `${title} was answered 429`, retryAfterMs });
  }
  if (error instanceof WebAPIPlatformError) {
    const providerCode = error.data.error;
    const details = error.data.response_metadata?.messages?.slice(0, 3).join('; ');
    return new OpError(CODES[providerCode] ?? 'provider.rejected', {
      message: `${title} was refused: ${providerCode}${details ? ` (${details})` : ''}`,
      providerCode,
    });
  }
  if (error instanceof WebAPIHTTPError) {
    const { statusCode: httpStatus } = error;
    const code = httpStatus >= 500 ? 'provider.server_error' : 'provider.rejected';
    return new OpError(code, { message: `${title} was answered ${httpStatus}`, httpStatus });
  }
  // The cause may hold headers, and with them the token: only its name is told.
  const why = error instanceof Error && 'code' in error ? String(error.code) : 'no answer';
  return new OpError('provider.unreachable', { message: `${title} got no answer (${why})` });
}

const nothing = () => undefined;
/** For Slack's clients, whose own lines hold what people wrote. */
export const SILENT: Logger = {
  ...{ debug: nothing, info: nothing, warn: nothing, error: nothing },
  ...{ setLevel: nothing, setName: nothing, getLevel: () => LogLevel.ERROR },
};
