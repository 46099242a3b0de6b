// A few of Fivetran's connector types, and which services can do what.

interface ConnectorType {
  readonly id: string;
  readonly name: string;
  readonly type: 'Database' | 'API' | 'File' | 'Function' | 'Marketing' | 'Finance' | 'Productivity' | 'Log';
}

export const CONNECTOR_TYPES: readonly ConnectorType[] = [
  { id: 'postgres', name: 'PostgreSQL', type: 'Database' },
  { id: 'google_cloud_postgresql', name: 'Google Cloud PostgreSQL', type: 'Database' },
  { id: 'mysql', name: 'MySQL', type: 'Database' },
  { id: 'sql_server', name: 'SQL Server', type: 'Database' },
  { id: 'mongo', name: 'MongoDB', type: 'Database' },
  { id: 'salesforce', name: 'Salesforce', type: 'API' },
  { id: 'hubspot', name: 'HubSpot', type: 'Marketing' },
  { id: 'stripe', name: 'Stripe', type: 'Finance' },
  { id: 'google_sheets', name: 'Google Sheets', type: 'File' },
  { id: 's3', name: 'Amazon S3', type: 'File' },
  { id: 'jira', name: 'Jira', type: 'Productivity' },
  { id: 'connector_sdk', name: 'Connector SDK', type: 'Function' },
  { id: 'function', name: 'Function', type: 'Function' },
  { id: 'fivetran_log', name: 'Fivetran Platform', type: 'Log' },
];

export function connectorTypeView({ id, name, type }: ConnectorType) {
  return {
    id,
    name,
    type,
    description: `${name} simulated`,
    icon_url: `https://fivetran.com/integrations/${id}/resources/${id}-logo.svg`,
    link_to_docs: `https://fivetran.com/docs/connectors/${id}`,
    connector_class: 'standard',
    service_status: 'general_availability',
    supported_features: hasTableResync(id) ? [{ id: 'RE_SYNC', notes: 'table level' }] : [],
  };
}

/** Services that know no tables to re-sync one by one: whole files, single-table services and own code. */
const WITHOUT_TABLE_RESYNC = ['google_sheets', 's3', 'gcs', 'azure_blob_storage', 'sftp', 'ftp', 'webhooks'];

export function hasTableResync(service: string): boolean {
  return !WITHOUT_TABLE_RESYNC.includes(service);
}

/** Function and Connector SDK services alone have a state to read and set; old names of the former included. */
const STATEFUL = ['connector_sdk', 'function', 'aws_lambda', 'azure_function', 'google_cloud_function'];

export function hasState(service: string): boolean {
  return STATEFUL.includes(service);
}
