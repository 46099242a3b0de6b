// PagerDuty by its Events API v2: one alert an incident. Its key makes a repeated event harmless.
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Notice, SurfaceMark } from '../../domain/notice/notice';
import type { PagerdutySettings } from '../../domain/notice/surfaces';
import { isOver } from '../../domain/notice/told';
import { OpError } from '../../domain/op-error';
import type { Surface } from '../../domain/ports';
import { createAccountGate } from '../http/account-gate';
import { callJson, type JsonApi } from '../http/json-caller';
import { eventAction, triggerOf, type EventAction } from './event';

const Accepted = z.object({ status: z.string(), dedup_key: z.string().optional() });
const Refusal = z.object({
  message: z.string().optional(),
  status: z.string().optional(),
  errors: z.array(z.string()).default([]),
});

export function createPagerdutySurface(
  settings: PagerdutySettings,
  options: { timeoutMs: number; now(): Date },
): Surface {
  const keys = [settings.routingKey, ...Object.values(settings.services)];
  const api: JsonApi = {
    ...{ name: 'PagerDuty', baseUrl: settings.baseUrl, secrets: () => keys },
    ...{ explain, now: options.now, gate: createAccountGate('PagerDuty', options) },
  };
  const send = async (routingKey: string, action: EventAction, notice: Notice): Promise<void> => {
    const event = {
      ...{ routing_key: routingKey, event_action: action, dedup_key: notice.incident.id },
      ...(action === 'trigger' && triggerOf(notice.incident)),
    };
    await callJson(api, {
      ...{ purpose: 'write', method: 'POST', path: '/v2/enqueue', headers: {}, body: event },
      ...{ timeoutMs: options.timeoutMs, schema: Accepted },
    });
  };
  return {
    kind: 'pagerduty',
    async show(notice, mark, again) {
      const routingKey = keyFor(settings, notice.place);
      const wanted = eventAction(notice.incident);
      const digest = digestOf(notice);
      const before = mark ?? (again ? { state: 'trigger', digest: '' } : { state: 'none', digest: '' });
      if (isOver(notice.incident)) {
        // An alert that was never raised needs no end; one that may have been does.
        if (before['state'] !== 'none' && before['state'] !== 'resolve')
          await send(routingKey, 'resolve', notice);
        return { ...(mark ?? {}), state: 'resolve', digest };
      }
      if (before['digest'] !== digest || before['state'] === 'resolve')
        await send(routingKey, 'trigger', notice);
      // An acknowledged alert pages nobody: it stays so while a person is known to be at it.
      if (wanted === 'acknowledge' && before['state'] !== 'acknowledge')
        await send(routingKey, 'acknowledge', notice);
      const state = before['state'] === 'acknowledge' ? 'acknowledge' : wanted;
      return { state, digest } satisfies SurfaceMark;
    },
  };
}

/** What an alert shows that may be worth an update; the rest changes too often for a pager's log. */
function digestOf({ incident }: Notice): string {
  const { severity, diagnosis, plan, flags } = incident;
  const shown = [severity, diagnosis?.class, plan?.hash, [...flags].sort()];
  return createHash('sha256').update(JSON.stringify(shown)).digest('hex').slice(0, 16);
}

function keyFor({ routingKey, services }: PagerdutySettings, place: string | undefined): string {
  if (place === undefined) return routingKey;
  const key = Object.hasOwn(services, place) ? services[place] : undefined;
  if (key !== undefined) return key;
  throw new OpError('provider.rejected', {
    message: `PagerDuty has no service "${place}" here; name it with its integration key under pagerduty.services in config/surfaces.yaml`,
  });
}

function explain(body: unknown) {
  const said = Refusal.safeParse(body);
  if (!said.success) return {};
  const { message, status, errors } = said.data;
  return {
    ...(status !== undefined && { code: status }),
    message: [message ?? '', ...errors].filter((part) => part !== '').join('; '),
  };
}
