// The doctor on configuration: every file that stops a start, read as the start reads it.
import { mayDecide, roleAnywhere } from '../../domain/access/role-for';
import { isAtLeast } from '../../domain/person';
import type { CliContext } from './context';
import { counted, finding, type Finding } from './finding';

export async function checkFiles(context: CliContext): Promise<Finding[]> {
  const { configFolder: folder } = context.config;
  const { env } = context.io;
  // Loaded here: reading YAML costs more than all other commands take to start.
  const [{ loadConfigFiles }, { loadRoutes }, { surfaceSettings }, { loadFreezes }, ...settings] =
    await Promise.all([
      import('../../integrations/config-files/load'),
      import('../../integrations/config-files/routes'),
      import('../../integrations/config-files/surface-settings'),
      import('../../integrations/config-files/freezes'),
      import('../../integrations/config-files/correlation-settings'),
      import('../../integrations/config-files/model-settings'),
    ]);
  const [{ loadCorrelation }, { loadModelSettings }] = settings;
  const found = await Promise.all([
    reading('configuration', folder, async () => overview(folder, await loadConfigFiles(folder, env))),
    reading('routes', folder, async () => counted((await loadRoutes(folder)).length, 'route')),
    reading('surfaces', folder, async () => {
      const names = Object.keys(await surfaceSettings({ environment: env, configFolder: folder }));
      return `beside Slack here: ${names.join(', ') || 'none'}`;
    }),
    reading('freezes', folder, async () => counted((await loadFreezes(folder)).length, 'window')),
    reading('correlation', folder, async () => {
      const { statusPages, metrics } = await loadCorrelation(folder, env);
      return `${counted(Object.keys(statusPages).length, 'status page')}, ${counted(metrics.length, 'metrics source')}`;
    }),
    reading('model', folder, async () => {
      const { promptVersion } = await loadModelSettings(folder);
      return `prompt ${promptVersion}`;
    }),
  ]);
  return found.flat();
}

/** What `read` says is in order, or what stops the start. */
async function reading(
  check: string,
  folder: string,
  read: () => Promise<string | Finding[]>,
): Promise<Finding[]> {
  try {
    const said = await read();
    return typeof said === 'string' ? [finding(check, 'ok', said)] : said;
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    const what = error instanceof Error && error.name === 'EnvironmentError' ? 'the environment' : folder;
    return [finding(check, 'failed', detail, `correct ${what}: as it is, nothing starts`)];
  }
}

type ConfigFiles = Awaited<
  ReturnType<(typeof import('../../integrations/config-files/load'))['loadConfigFiles']>
>;

function overview(folder: string, { accounts, people, playbooks }: ConfigFiles): Finding[] {
  const names = accounts.map((a) => `${a.provider}/${a.name}`).join(', ');
  const decides = people.some((person) => mayDecide(person) && isAtLeast(roleAnywhere(person), 'approver'));
  const counts = `${counted(playbooks.length, 'playbook')}, ${counted(people.length, 'person', 'people')}`;
  return [
    finding('configuration', 'ok', `${folder}: ${counts}`),
    finding('accounts', 'ok', names || 'none: the local stack uses the simulators'),
    decides
      ? finding('approvers', 'ok', 'there is somebody who may decide')
      : finding(
          'approvers',
          'failed',
          'nobody may decide on plans',
          'give somebody the role approver in config/people.yaml',
        ),
  ];
}
