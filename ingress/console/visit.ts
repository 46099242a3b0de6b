// Who looks at a page: the session's credential is asked again at every request, as the API asks a bearer token.
import type { FastifyRequest } from 'fastify';
import type { Caller } from '../../domain/access/caller';
import type { Links } from '../../domain/incident-links';
import type { Auth } from '../auth';
import { Problem } from '../problem';
import type { Session, Sessions } from './session';
import { sessionIdOf } from './session-cookie';

export interface Visit {
  person: Caller;
  session: Session;
}

/** Nobody is signed in, or not any more. */
export class NotSignedIn extends Error {
  override readonly name = 'NotSignedIn';
}

export class Visits {
  private readonly known = new WeakMap<FastifyRequest, Visit>();

  constructor(
    private readonly sessions: Sessions,
    private readonly auth: Auth,
    private readonly links: Links = {},
  ) {}

  /** Recognises who it is, once a request. @throws NotSignedIn; Problem 503 when that cannot be found out now */
  async arrive(request: FastifyRequest): Promise<void> {
    const id = sessionIdOf(request, this.links.console);
    const session = this.sessions.find(id);
    if (!session) throw new NotSignedIn();
    try {
      this.known.set(request, { session, person: await this.auth.identify(session.credential) });
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 401) throw error;
      this.sessions.close(id);
      throw new NotSignedIn();
    }
  }

  /** @throws NotSignedIn before `arrive` */
  of(request: FastifyRequest): Visit {
    const visit = this.find(request);
    if (!visit) throw new NotSignedIn();
    return visit;
  }

  find(request: FastifyRequest): Visit | null {
    return this.known.get(request) ?? null;
  }
}
