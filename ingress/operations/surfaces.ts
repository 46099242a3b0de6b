// Where people follow incidents: chat, tickets, pagers, mail.
import { operation } from '../operation';
import { SurfacesAnswer } from '../schemas/surface';

export const LIST_SURFACES = operation({
  id: 'listSurfaces',
  tag: 'Surfaces',
  summary: 'Which surfaces are configured, and whether they answer',
  description: 'Each is asked by an authenticated read that nobody notices.',
  role: 'admin',
  answers: { 200: { description: 'All that are configured.', schema: SurfacesAnswer } },
});
