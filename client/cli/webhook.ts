// `penstock webhook register|test|verify`: where the provider sends its events, set up and proven from here.
import type { Command } from 'commander';
import type { WebhookState } from '../../domain/webhook-order';
import { withoutReason, type ActFlags } from './act';
import { EXIT } from './cli-error';
import { confirm } from './confirm';
import { readAccountRef } from './connection-ref';
import { withOutput, type CliContext, type OutputFlags } from './context';
import { print } from './output';
import { wrap } from './wrap';

interface RegisterFlags extends OutputFlags, ActFlags {
  url: string;
  scope?: string;
}

export function addWebhook(program: Command, context: CliContext): void {
  const { io, api } = context;
  const webhook = program.command('webhook').description("the provider's webhooks to Penstock");

  withoutReason(withOutput(webhook.command('register')), 'only say what would be registered')
    .description('have the provider send its events here; doing it again changes nothing')
    .argument('<account>', 'provider/account')
    .requiredOption(
      '--url <url>',
      'where the provider reaches Penstock, such as https://penstock.example.com',
    )
    .option('--scope <id>', 'only this Fivetran group or Airbyte workspace')
    .action(async (text: string, { url, scope, output, yes, dryRun }: RegisterFlags) => {
      const account = readAccountRef(text);
      if (dryRun === true)
        return print(io, output, { dryRun: true, ...account, url, scope: scope ?? null }, () =>
          wrap(`would have ${text} send its events to ${url}; nothing was sent`),
        );
      await confirm(io, `have ${text} send its events to ${url}?`, yes);
      const hooks = await api.tendWebhooks(account, {
        do: 'register',
        publicUrl: url,
        ...(scope === undefined ? {} : { scope }),
      });
      return print(io, output, hooks, (all) => all.map(told).join('\n'));
    });

  withOutput(webhook.command('verify'))
    .description('is one registered, active and pointing here? exit 1 when not')
    .argument('<account>', 'provider/account')
    .action(async (text: string, { output }: OutputFlags) => {
      const ours = (await api.webhooks(readAccountRef(text))).filter((hook) => hook.ours);
      await print(io, output, ours, (all) => all.map(told).join('\n') || none(text));
      if (!ours.some((hook) => hook.active)) context.exitWith(EXIT.negative);
    });

  withoutReason(withOutput(webhook.command('test')), 'only say which would be tested')
    .description('have the provider send a test delivery, and switch on what it had switched off')
    .argument('<account>', 'provider/account')
    .action(async (text: string, { output, yes, dryRun }: OutputFlags & ActFlags) => {
      const account = readAccountRef(text);
      if (dryRun === true) {
        const ours = (await api.webhooks(account)).filter((hook) => hook.ours);
        return print(io, output, ours, (all) => all.map(told).join('\n') || none(text));
      }
      await confirm(io, `have ${text} send a test delivery?`, yes);
      const hooks = await api.tendWebhooks(account, { do: 'verify' });
      await print(io, output, hooks, (all) => all.map(told).join('\n') || none(text));
      if (hooks.length === 0 || !hooks.every((hook) => hook.test?.delivered === true))
        context.exitWith(EXIT.negative);
    });
}

function told({ id, url, active, events, scope, test }: WebhookState): string {
  const where = scope === undefined ? '' : ` (only ${scope})`;
  const outcome = test ? `; test ${test.delivered ? 'delivered' : 'NOT delivered'}: ${test.detail}` : '';
  return wrap(`${id} ${active ? 'active' : 'OFF'} ${url}${where}: ${events.join(', ')}${outcome}`);
}

function none(account: string): string {
  return wrap(`none points here; next: npx penstock webhook register ${account} --url https://…`);
}
