// What starts an incident workflow, and what it hands to itself when it continues as new.
import type { IncidentState } from './incident-state';
import type { PipelineEvent } from './pipeline-event';

export interface IncidentInput {
  event: PipelineEvent;
  /** Only set by the workflow itself on continue-as-new. */
  resume?: IncidentState;
}
