// The addresses that only a deployment knows, added to an incident as it goes out.
import type { Incident } from './incident';

export interface Links {
  /** Base of the Temporal UI, `http://127.0.0.1:8233`. */
  temporalUi?: string;
  /** Temporal namespace in those links; `default` when absent. */
  namespace?: string;
  /** Base of the page that shows one incident: its ID is appended. */
  console?: string;
}

/** `links.console` of an installation that people reach here. */
export function incidentPagesOf(publicUrl: string): string {
  return `${base(publicUrl)}/incidents`;
}

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
