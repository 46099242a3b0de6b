// What every page of the console is given.
import type { Auth } from '../auth';
import type { Idempotency } from '../idempotency';
import type { IngressOptions } from '../options';
import type { Assets } from './assets';
import type { Sessions } from './session';
import type { Visits } from './visit';

export interface ConsoleDeps extends IngressOptions {
  auth: Auth;
  idempotency: Idempotency;
  assets: Assets;
  sessions: Sessions;
  visits: Visits;
  now: () => Date;
}
