// A slash command typed by a person; what the app answers is shown to them, or to all.
import { BadControl } from '../../engine/control-body';
import type { Command } from './act-specs';
import { channelIn, dispatch, outcomesOf, personIn, type Outcome } from './acts';
import { isObject } from './block-kit/check';
import { slashCommand } from './payloads';
import { Refusal } from './refusal';
import { respond } from './respond';
import type { Workspace } from './workspace';

/** @throws BadControl */
export async function command(workspace: Workspace, act: Command): Promise<Outcome> {
  const person = personIn(workspace, act.user);
  const channel = channelIn(workspace, act.channel);
  const place = { channel: channel.id, user: act.user };
  const fields = () =>
    slashCommand(person, {
      ...{ channel, command: act.command, text: act.text },
      responseUrl: `${workspace.world.url}/response/${workspace.responseUrls.issue(place)}`,
      triggerId: workspace.triggers.issue({ user: act.user }),
    });
  const made = () => ({ type: 'slash_commands', payload: fields() }) as const;
  const deliveries = await dispatch(workspace, made, act);
  for (const { answer, failure } of deliveries)
    if (failure === null && answer !== '') show(workspace, place, answer);
  return outcomesOf(deliveries);
}

function show(workspace: Workspace, place: { channel: string; user: string }, answer: unknown): void {
  try {
    respond(workspace, place, isObject(answer) ? answer : { text: String(answer) });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const said = [error.word, ...error.findings].join('; ');
    throw new BadControl(422, `the app's answer to the command is not one that Slack takes: ${said}`);
  }
}
