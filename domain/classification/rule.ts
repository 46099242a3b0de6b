// What a diagnosis rule says. Facts first (codes, states), then words.
import type { Provider } from '../connection-ref';
import type { Symptom } from '../diagnosis';
import type { FailureClass, SuggestedAction } from '../failure-class';

/** Every condition that is present must hold; within a list one is enough. */
export interface RuleConditions {
  provider?: Provider[];
  /** Connector type; `*` at the end stands for the rest. */
  service?: string[];
  symptom?: Symptom[];
  httpStatus?: number[];
  /** Airbyte failureType, Fivetran task or error type. */
  code?: string[];
  /** Airbyte failureOrigin. */
  origin?: string[];
  /** Regular expressions over the message, case-insensitive. */
  anyOf?: string[];
  allOf?: string[];
  noneOf?: string[];
}

export interface Rule {
  id: string;
  why: string;
  /** Where the vocabulary is documented. */
  source: string;
  /** Higher decides first; 0 when absent. */
  priority: number;
  when: RuleConditions;
  class: FailureClass;
  action: SuggestedAction;
  /** How often this rule is right when it fires, 0..1. */
  confidence: number;
  examples: string[];
  counterExamples: string[];
}

/** What a rule looks at. */
export interface Subject {
  provider: Provider;
  service: string;
  symptom: Symptom;
  /** The provider's words, already bounded. */
  text: string;
  httpStatus?: number;
  codes: string[];
  origin?: string;
}
