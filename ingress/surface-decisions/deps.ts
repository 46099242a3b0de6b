// What deciding from a chat or a ticket needs, whichever it is.
import type { IdentitySurface } from '../../domain/person';
import type { IngressOptions } from '../options';

export type DecidingSurface = Extract<IdentitySurface, 'slack' | 'teams' | 'jira' | 'servicenow'>;

export type SurfaceDeps = Pick<IngressOptions, 'incidents' | 'reader' | 'people' | 'logger' | 'auditLog'> & {
  now: () => Date;
};
