// The addresses that only this process knows, added to an incident as it goes out.
import type { Incident } from '../domain/incident';
import type { Links } from './options';

/** Fills `links.temporal` and `links.console` where their bases are known. */
export function withLinks(incident: Incident, links: Links = {}): Incident {
  const { workflowId, runId, id } = incident;
  const namespace = links.namespace ?? 'default';
  const temporal = `${base(links.temporalUi)}/namespaces/${namespace}/workflows/${encodeURIComponent(workflowId)}/${runId}`;
  return {
    ...incident,
    links: {
      ...incident.links,
      temporal: links.temporalUi === undefined ? incident.links.temporal : temporal,
      console: links.console === undefined ? incident.links.console : `${base(links.console)}/${id}`,
    },
  };
}

function base(url: string | undefined): string {
  return (url ?? '').replace(/\/+$/, '');
}
