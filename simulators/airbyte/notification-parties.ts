// Whom a notification names: workspace, connection, source, destination, each with a link into the web application.
import { uuidFrom } from '../engine/random';
import type { AirbyteInstance } from './instance';
import type { AirbyteConnection } from './native';

const UI = 'http://localhost:8000';

export interface Subject {
  readonly id: string;
  readonly name: string;
  readonly url: string;
}

export interface Parties {
  readonly workspace: Subject;
  readonly connection: Subject;
  readonly source: Subject;
  readonly destination: Subject;
}

export function partiesOf(instance: AirbyteInstance, connection: AirbyteConnection): Parties {
  const { sourceId, destinationId, workspaceId } = connection.native;
  const home = `${UI}/workspaces/${workspaceId}`;
  const subject = (id: string, name: string | undefined, path: string): Subject => ({
    id,
    name: name ?? '',
    url: `${home}${path}`,
  });
  return {
    workspace: subject(workspaceId, instance.workspaces.get(workspaceId)?.name, ''),
    connection: subject(connection.id, connection.name, `/connections/${connection.id}`),
    source: subject(sourceId, instance.sources.get(sourceId)?.name, `/source/${sourceId}`),
    destination: subject(
      destinationId,
      instance.destinations.get(destinationId)?.name,
      `/destination/${destinationId}`,
    ),
  };
}

/** Test sends name things that do not exist. */
export function samplePart(name: string): Subject {
  return { id: uuidFrom(`sample/${name}`), name, url: UI };
}

/** The vendor escapes `&` wrongly, as `$amp;`. */
export function slackLink({ name, url }: Subject): string {
  const text = name.replaceAll('&', '$amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return `<${url}|${text}>`;
}

export function section(text: string) {
  return { type: 'section', text: { type: 'mrkdwn', text } };
}
