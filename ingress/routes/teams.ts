// POST /teams/messages: clicks on our cards, in a token that the Bot Framework signed; answered for the person who clicked.
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { OpError } from '../../domain/op-error';
import {
  clickAnswer,
  signingKeyId,
  verifyTeamsClick,
  type SigningKey,
  type TeamsClick,
} from '../../integrations/teams/interactivity';
import { refuseDelivery, type WebhookDeps } from '../delivery';
import { TEAMS_MESSAGE } from '../operations/chat';
import { Problem } from '../problem';
import { rawBodyOf } from '../raw-body';
import { decideFrom, type CameOf } from '../surface-decisions/decide-from';
import { QUEUED, notDone, receiptWords, refusalWords } from '../surface-decisions/words';
import type { OpenTeams } from '../teams/open';

export function teamsRoutes(app: FastifyInstance, deps: WebhookDeps): void {
  const { teams } = deps;
  if (!teams) return;
  app.post('/teams/messages', { schema: TEAMS_MESSAGE }, async (request) => {
    const verdict = verifyTeamsClick({
      ...{ rawBody: rawBodyOf(request), headers: request.headers, now: deps.now() },
      ...{ appId: teams.appId, tenantId: teams.tenantId, keys: await keysFor(request, teams) },
    });
    if (verdict.kind !== 'verified') return refuseDelivery({ provider: 'teams' }, verdict, deps);
    const { payload } = verdict;
    deps.metrics.webhooks.inc({ provider: 'teams', result: payload.kind });
    if (payload.kind === 'ignored') {
      deps.logger.info({ ignored: payload.reason }, 'teams.ignored');
      return {};
    }
    return clickAnswer(await wordsAfter(payload, deps));
  });
}

/** Asked for only where a token names a key: whoever sends none makes us call nobody. @throws Problem 503 */
async function keysFor({ headers }: FastifyRequest, { keys }: OpenTeams): Promise<SigningKey[]> {
  const kid = signingKeyId(headers);
  if (kid === undefined) return [];
  try {
    return await keys.get(kid);
  } catch (error) {
    if (!(error instanceof OpError)) throw error;
    throw new Problem(503, 'the keys of the Bot Framework cannot be read now: send it again', {
      'retry-after': '5',
    });
  }
}

/** What the person is told: also of Temporal's absence, since nobody sends a click again for them. */
async function wordsAfter(
  { kind: _kind, ...click }: Extract<TeamsClick, { kind: 'decision' }>,
  deps: WebhookDeps,
): Promise<string> {
  try {
    return wordsOf(await decideFrom({ surface: 'teams', ...click }, deps));
  } catch (error) {
    const words = refusalWords(error);
    if (words === null) throw error;
    return words;
  }
}

function wordsOf(came: CameOf): string {
  switch (came.kind) {
    case 'counted':
      return receiptWords(came.receipt);
    case 'queued':
      return QUEUED;
    case 'stranger':
      return came.words;
    case 'refused':
      return notDone(came.why);
  }
}
