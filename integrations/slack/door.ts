// What the API needs of Slack while somebody waits: open a dialog, leave a private answer.
import type { ModalView } from '@slack/types';
import { slackCall, slackClient } from './api';
import type { SlackSettings } from './settings.schema';

const ANSWER_TIMEOUT_MS = 5000;

export interface SlackDoor {
  /** Within three seconds of the click. @throws OpError */
  open(triggerId: string, view: ModalView): Promise<void>;
  /** Seen only by whoever acted; false when it could not be left. */
  answerPrivately(responseUrl: string, text: string): Promise<boolean>;
}

export function createSlackDoor(settings: Pick<SlackSettings, 'botToken' | 'apiUrl'>): SlackDoor {
  const slack = slackClient(settings);
  const api = new URL(settings.apiUrl);
  return {
    async open(triggerId, view) {
      await slackCall('views.open', () => slack.views.open({ trigger_id: triggerId, view }));
    },
    async answerPrivately(responseUrl, text) {
      if (!isSlacks(new URL(responseUrl), api)) return false;
      try {
        const answer = await fetch(responseUrl, {
          method: 'POST',
          redirect: 'error',
          signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ response_type: 'ephemeral', replace_original: false, text }),
        });
        return answer.ok;
      } catch {
        return false;
      }
    },
  };
}

/** Nothing is sent to anybody else, whatever a payload says. */
function isSlacks(url: URL, api: URL): boolean {
  return url.origin === api.origin || (url.protocol === 'https:' && url.hostname === 'hooks.slack.com');
}
