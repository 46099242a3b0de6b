// What a playbook file says: for which diagnosis, which steps, which alternatives.
import type { Provider } from '../connection-ref';
import type { Symptom } from '../diagnosis';
import type { DiagnosedClass, SuggestedAction } from '../failure-class';
import type { ProviderStepKind, StepKind, StepParams } from '../step';

export interface PlaybookMatch {
  provider?: Provider[];
  symptom?: Symptom[];
  class?: DiagnosedClass[];
  action?: SuggestedAction[];
  /** The second plan of an incident, made with what the first one taught. */
  replan?: boolean;
}

export interface StepTemplate {
  kind: StepKind;
  /** `wait`: until the diagnosis's retryAt when there is one, else `for`. */
  untilRetryAt?: boolean;
  /** `wait`: milliseconds, or the policy's pause before a plain retry, once or several times. */
  for?: number | 'retryBackoff' | { retryBackoffs: number };
  /** `handoff`: may hold {connection}, {service}, {destination}, {console}. */
  instruction?: string;
  /** `set_schedule`: less often, as far as the provider allows; or back to what an earlier step changed. */
  schedule?: 'less_often' | 'as_before';
  /** Only in what a person asked for: parameters that stand as they are. */
  params?: StepParams;
  undo?: ProviderStepKind;
  onlyIf?: 'inactive' | 'manual_schedule';
}

export interface OptionTemplate {
  id: string;
  title: string;
  consequence: string;
  steps: StepTemplate[];
}

export interface Playbook {
  name: string;
  version: number;
  match: PlaybookMatch;
  steps: StepTemplate[];
  options: OptionTemplate[];
}
