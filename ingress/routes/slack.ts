// POST /slack/interactions and /slack/commands: signed by Slack over the raw bytes, answered within three seconds.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { verifySlackRequest } from '../../integrations/slack/signature';
import { readCommand, readInteraction, type SlackRequest } from '../../integrations/slack/interactivity';
import { FIELDS } from '../../integrations/slack/vocabulary';
import type { WebhookDeps } from '../delivery';
import { SLACK_COMMAND, SLACK_INTERACTION } from '../operations/chat';
import { Problem } from '../problem';
import { rawBodyOf } from '../raw-body';
import { obey, type SlackAnswer, type SlackDeps } from '../slack/obey';

const REFUSAL_STATUS = { unsigned: 401, bad_signature: 401, malformed: 400, stale: 401 } as const;
const BODY_BYTES_MAX = 256 * 1024;

export function slackRoutes(app: FastifyInstance, deps: WebhookDeps): void {
  const { slack, auditLog } = deps;
  if (!slack) return;
  const all: SlackDeps = { ...deps, auditLog, slack: slack.door };
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'buffer', bodyLimit: BODY_BYTES_MAX },
    (_request, body, done) => done(null, body),
  );
  const verified = (request: FastifyRequest, read: (body: string) => SlackRequest) => {
    if (slack.signingSecret === undefined)
      throw new Problem(401, 'SLACK_SIGNING_SECRET is not set: nothing can be proven to come from Slack');
    const verdict = verifySlackRequest({
      ...{ rawBody: rawBodyOf(request), headers: request.headers },
      ...{ signingSecret: slack.signingSecret, now: deps.now() },
    });
    if (verdict.kind !== 'verified') {
      deps.logger.warn({ kind: verdict.kind, reason: verdict.reason }, 'slack.refused');
      throw new Problem(REFUSAL_STATUS[verdict.kind], verdict.reason);
    }
    const asked = read(verdict.payload);
    if ('malformed' in asked) throw new Problem(400, asked.malformed);
    return asked;
  };

  app.post('/slack/interactions', { schema: SLACK_INTERACTION }, async (request, reply) => {
    const { wish, actor } = verified(request, readInteraction);
    const answer = await obey(wish, actor, all);
    const dialog = actor.responseUrl === null;
    await sendInteraction(reply, answer, dialog);
    // Slack has its answer by now; the private one comes after it.
    if (!dialog && answer.text !== null && actor.responseUrl !== null)
      await slack.door.answerPrivately(actor.responseUrl, answer.text);
    return reply;
  });

  app.post('/slack/commands', { schema: SLACK_COMMAND }, async (request, reply) => {
    const { wish, actor } = verified(request, readCommand);
    const { text } = await obey(wish, actor, all);
    return reply.status(200).send({ response_type: 'ephemeral', text: text ?? 'Done.' });
  });
}

/** A dialog shows what was wrong and stays open; everything else has no body. */
async function sendInteraction(
  reply: FastifyReply,
  { done, text }: SlackAnswer,
  dialog: boolean,
): Promise<void> {
  const fault = dialog && !done && text !== null;
  await reply
    .status(200)
    .send(fault ? { response_action: 'errors', errors: { [FIELDS.reason]: text } } : undefined);
}
