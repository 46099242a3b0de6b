// Notifications without `data`, text for people alone: disabled, about to be disabled, schema changed.
import type { AirbyteInstance } from './instance';
import type { AirbyteConnection } from './native';
import { partiesOf, section, slackLink, type Parties } from './notification-parties';
import { isBreaking, type StreamTransform } from './schema-changes';

export const TEST_MARK = '[THIS IS A TEST NOTIFICATION]';

export function disabledBody(
  instance: AirbyteInstance,
  connection: AirbyteConnection,
  kind: 'disabled' | 'warning',
) {
  return disabledText(partiesOf(instance, connection), kind, '');
}

/** The text still names the old limits, 20 failures or 14 days: not those in force (vendor source). */
export function disabledText(parties: Parties, kind: 'disabled' | 'warning', mark: string) {
  const { workspace, connection, source, destination } = parties;
  const why =
    kind === 'disabled'
      ? 'was automatically disabled because it failed 20 times consecutively or because there were only failed jobs in the past 14 days.'
      : 'is scheduled to be automatically disabled because it is failing repeatedly. Once it has failed 20 times consecutively or has been failing for 14 days, it will be disabled.';
  const title = kind === 'disabled' ? 'Connection disabled' : 'Warning - repeated connection failures';
  const ending = `Workspace ID: ${workspace.id}\nConnection ID: ${connection.id}`;
  const text = `Your connection from ${source.name} to ${destination.name} ${why}\n\nPlease address the failing issues to ensure your syncs continue to run.\n\n${ending}`;
  return {
    text,
    blocks: [
      section(`${mark}${title}: ${slackLink(connection)}`),
      section(`*Source:* ${slackLink(source)}\n*Destination:* ${slackLink(destination)}`),
    ],
  };
}

export function schemaBody(
  instance: AirbyteInstance,
  connection: AirbyteConnection,
  transforms: readonly StreamTransform[],
  kind: 'propagated' | 'to_apply',
) {
  const link = slackLink(partiesOf(instance, connection).connection);
  const disabled = isBreaking(transforms) || connection.native.nonBreaking === 'disable_connection';
  const ask = disabled
    ? 'Airbyte has automatically disabled your connections because the schema of its source has changed.'
    : 'Please review and approve the changes to keep your data up to date.';
  return schemaText(link, summary(transforms), kind === 'propagated' ? null : ask, '');
}

export function schemaText(link: string, changes: string, ask: string | null, mark: string) {
  const text =
    ask === null
      ? `${mark}The schema of '${link}' has changed.`
      : `${mark}Airbyte detected schema changes for '${link}'.`;
  return { text, blocks: [section(text), ...(ask === null ? [] : [section(ask)]), section(changes)] };
}

/** Full-width signs, as the vendor prints them. */
function summary(transforms: readonly StreamTransform[]): string {
  const of = (type: StreamTransform['transformType']) =>
    transforms.filter(({ transformType }) => transformType === type);
  const [added, removed, updated] = [of('add_stream'), of('remove_stream'), of('update_stream')];
  const fields = updated.flatMap(({ updateStream }) => updateStream?.fieldTransforms ?? []);
  const count = (type: string) => fields.filter(({ transformType }) => transformType === type).length;
  const named = (sign: string, list: readonly StreamTransform[]) =>
    list.map(({ streamDescriptor: { namespace, name } }) => `   ${sign} ${namespace}.${name}`);
  const signs = { add_field: '＋', remove_field: '－', update_field_schema: '～' };
  return [
    ` • Streams (+${added.length}/-${removed.length}/~${updated.length})`,
    ...named('＋', added),
    ...named('－', removed),
    ...named('~', updated),
    ` • Fields (+${count('add_field')}/~${count('update_field_schema')}/-${count('remove_field')})`,
    ...updated.flatMap(({ streamDescriptor: { namespace, name }, updateStream }) => [
      `   • ${namespace}.${name}`,
      ...(updateStream?.fieldTransforms ?? []).map(
        ({ transformType, fieldName }) => `     ${signs[transformType]} ${fieldName.join('.')}`,
      ),
    ]),
  ].join('\n');
}
