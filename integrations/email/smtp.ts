// One mail by SMTP: sent once, and every failure told as what it proves about the mail.
import { createTransport } from 'nodemailer';
import { OpError, type OpErrorCode } from '../../domain/op-error';
import { secretFreeExcerpt } from '../http/secret-free';

export interface Mail {
  from: string;
  to: string[];
  subject: string;
  text: string;
  messageId: string;
  /** Message IDs of the mails before it, so that readers show one thread. */
  references: string[];
}

/** A server that is busy says when with 4xx, and means soon. */
const BUSY_WAIT_MS = 60_000;

export interface Smtp {
  /** @throws OpError */
  send(mail: Mail): Promise<void>;
  /** Greets and signs in, and sends nothing. @throws OpError */
  verify(): Promise<void>;
}

/** One connection a mail: incidents are rare, and an idle connection that the server closes would look like a loss. */
export function createSmtp(smtpUrl: string, { timeoutMs }: { timeoutMs: number }): Smtp {
  const { hostname, port, username, password, protocol } = new URL(smtpUrl);
  const secret = decodeURIComponent(password);
  const secure = protocol === 'smtps:';
  const transport = createTransport({
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? (secure ? 465 : 587) : Number(port),
    secure,
    // Credentials never travel in the clear.
    requireTLS: !secure && username !== '',
    ...(username !== '' && { auth: { user: decodeURIComponent(username), pass: secret } }),
    ...{ connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs },
    ...{ disableFileAccess: true, disableUrlAccess: true },
  });
  return {
    async verify() {
      try {
        await transport.verify();
      } catch (error) {
        throw mailError(error, secret, hostname);
      }
    },
    async send({ from, to, subject, text, messageId, references }) {
      const parent = references.at(-1);
      try {
        const sent = await transport.sendMail({
          ...{ from, to, subject, text, messageId },
          ...(parent !== undefined && { inReplyTo: parent, references }),
          headers: { 'Auto-Submitted': 'auto-generated' },
        });
        if (sent.rejected.length === to.length)
          throw new OpError('provider.rejected', { message: `Mail was taken for none of ${to.join(', ')}` });
      } catch (error) {
        throw mailError(error, secret, hostname);
      }
    },
  };
}

function mailError(error: unknown, secret: string, host: string): OpError {
  if (error instanceof OpError) return error;
  const { code, syscall, responseCode, message } = partsOf(error);
  const reply = secretFreeExcerpt(message, [secret]);
  const title = `Mail by ${host}`;
  if (responseCode !== undefined && responseCode >= 400 && responseCode < 500)
    return new OpError('provider.rate_limited', {
      message: `${title} was put off: ${reply}`,
      retryAfterMs: BUSY_WAIT_MS,
    });
  const certain = CODES[code];
  if (certain !== undefined) return new OpError(certain, { message: `${title} failed (${code}): ${reply}` });
  if (responseCode !== undefined)
    return new OpError('provider.rejected', { message: `${title} was refused: ${reply}` });
  // Only what failed before the greeting proves that nothing was handed over.
  const unheard = syscall === 'connect' || /^(Greeting never received|Connection timeout)/.test(message);
  return new OpError(unheard ? 'provider.unreachable' : 'provider.outcome_unknown', {
    message: `${title} got no answer (${code === '' ? 'no code' : code})`,
  });
}

/** nodemailer's own codes that leave no doubt. */
const CODES: Record<string, OpErrorCode> = {
  EAUTH: 'provider.unauthorized',
  EENVELOPE: 'provider.rejected',
  ETLS: 'provider.unreachable',
  EDNS: 'provider.unreachable',
};

function partsOf(error: unknown) {
  const of = (key: string): unknown =>
    typeof error === 'object' && error !== null ? Reflect.get(error, key) : undefined;
  const text = (key: string): string => {
    const value = of(key);
    return typeof value === 'string' ? value : '';
  };
  const responseCode = of('responseCode');
  return {
    ...{ code: text('code'), syscall: text('syscall'), message: text('message') },
    responseCode: typeof responseCode === 'number' ? responseCode : undefined,
  };
}
