// Who is signed in: sessions live in this process's memory, so a restart means signing in again.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const LASTS_MS = 12 * 3_600_000;
const SESSIONS_MAX = 2000;
const SECRET_BYTES = 32;

export interface Session {
  /** What they signed in with: asked again at every request, so that revoking it ends the session too. */
  readonly credential: string;
  /** Stands in every form of the session. */
  readonly formToken: string;
  readonly until: number;
  /** What the last act did, told once on the next page. */
  notice: string | null;
}

/** Sessions are known by the hash of their ID: what is in memory opens nothing. */
export class Sessions {
  private readonly known = new Map<string, Session>();

  constructor(private readonly now: () => Date) {}

  /** Answers the secret ID, which only the cookie holds. */
  open(credential: string): string {
    const id = randomBytes(SECRET_BYTES).toString('base64url');
    const formToken = randomBytes(SECRET_BYTES).toString('base64url');
    this.forgetOld();
    this.known.set(keyOf(id), {
      ...{ credential, formToken, notice: null },
      until: this.now().getTime() + LASTS_MS,
    });
    return id;
  }

  find(id: string | undefined): Session | null {
    if (id === undefined) return null;
    const session = this.known.get(keyOf(id));
    return session && session.until > this.now().getTime() ? session : null;
  }

  close(id: string | undefined): void {
    if (id !== undefined) this.known.delete(keyOf(id));
  }

  private forgetOld(): void {
    const now = this.now().getTime();
    for (const [key, { until }] of this.known) if (until <= now) this.known.delete(key);
    const oldest = this.known.keys().next().value;
    if (this.known.size >= SESSIONS_MAX && oldest !== undefined) this.known.delete(oldest);
  }
}

/** Compares in constant time. */
export function isFormTokenOf(session: Session, given: unknown): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return typeof given === 'string' && timingSafeEqual(digest(given), digest(session.formToken));
}

function keyOf(id: string): string {
  return createHash('sha256').update(id).digest('hex');
}
