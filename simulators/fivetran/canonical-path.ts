// Old names that live clients still call, mapped to today's paths (source: Airflow, Dagster, Prefect, Kestra, go-fivetran).
import { withoutTrailingSlash } from '../engine/http-server';

export function canonicalPath(path: string): string {
  if (path.startsWith('/_sim')) return path;
  return withoutTrailingSlash(path)
    .replace(/^\/v2\//, '/v1/')
    .replace(/^\/v1\/connectors(?=\/|$)/, '/v1/connections')
    .replace(/^(\/v1\/groups\/[^/]+)\/connectors$/, '$1/connections')
    .replace(/^(\/v1\/connections\/[^/]+)\/force$/, '$1/sync');
}
