// What is sent to the app, the same over both ways: a form over HTTP, an envelope over a socket.
import { APP_ID } from './team';

/** An interaction or a command, as the app is told of it. */
export type Sent =
  | { readonly type: 'interactive'; readonly payload: Readonly<Record<string, unknown>> }
  | { readonly type: 'slash_commands'; readonly payload: Readonly<Record<string, string>> };

/** The fields of the form that goes to a Request URL. */
export function formOf(sent: Sent): Readonly<Record<string, string>> {
  return sent.type === 'interactive' ? { payload: JSON.stringify(sent.payload) } : sent.payload;
}

/** docs.slack.dev/apis/events-api/using-socket-mode: dialogs and commands can be answered in the acknowledgement. */
export function envelopeOf(id: string, { type, payload }: Sent): string {
  const answerable = type === 'slash_commands' || payload['type'] === 'view_submission';
  return JSON.stringify({ envelope_id: id, type, payload, accepts_response_payload: answerable });
}

/** The first message on a link. */
export function hello(connections: number, host: string): string {
  return JSON.stringify({
    ...{ type: 'hello', num_connections: connections, connection_info: { app_id: APP_ID } },
    debug_info: { host, build_number: 1, approximate_connection_time: 18_060 },
  });
}

/** Slack's words for why a link ends soon; the app is to open another one. */
export const GOODBYES = ['refresh_requested', 'warning', 'link_disabled'] as const;
export type Goodbye = (typeof GOODBYES)[number];

export function disconnect(reason: Goodbye, host: string): string {
  return JSON.stringify({ type: 'disconnect', reason, debug_info: { host } });
}
