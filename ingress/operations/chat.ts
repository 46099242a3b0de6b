// What chats deliver of people's clicks and words; bodies are read as raw bytes.
import { z } from 'zod';
import { operation } from '../operation';

const FORM = 'application/x-www-form-urlencoded';
const PROBLEMS = [400, 401, 413, 415, 429, 503] as const;

export const SLACK_INTERACTION = operation({
  id: 'slackInteraction',
  tag: 'Chat',
  summary: 'A click or a dialog of Slack',
  security: 'slackSignature',
  body: z.object({ payload: z.string() }),
  consumes: FORM,
  answers: {
    200: {
      description: 'Done; a body only where a dialog stays open and says why.',
      schema: z.looseObject({}),
    },
  },
  problems: [...PROBLEMS],
});

export const SLACK_COMMAND = operation({
  id: 'slackCommand',
  tag: 'Chat',
  summary: 'A slash command of Slack',
  security: 'slackSignature',
  body: z.looseObject({ command: z.string(), text: z.string().optional(), user_id: z.string() }),
  consumes: FORM,
  answers: {
    200: {
      description: 'What only the sender sees.',
      schema: z.object({ response_type: z.literal('ephemeral'), text: z.string() }),
    },
  },
  problems: [...PROBLEMS],
});

export const TEAMS_MESSAGE = operation({
  id: 'teamsMessage',
  tag: 'Chat',
  summary: 'What somebody does with a card in Teams',
  description: 'An activity of the Bot Framework; clicks on our cards are votes, all else is ignored.',
  security: 'teamsToken',
  body: z.looseObject({ type: z.string(), id: z.string() }),
  answers: {
    200: {
      description: 'What the person is told; empty where there is nothing to tell.',
      schema: z.object({
        statusCode: z.literal(200).exactOptional(),
        type: z.string().exactOptional(),
        value: z.string().exactOptional(),
      }),
    },
  },
  problems: [...PROBLEMS],
});
