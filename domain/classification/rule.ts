// What a diagnosis rule says. Facts first (codes, states), then words.
import type { Provider } from '../connection-ref';
import type { ConnectionState } from '../connection-state';
import type { Symptom } from '../diagnosis';
import type { FailureClass, SuggestedAction } from '../failure-class';

/** Every condition that is present must hold; within a list one is enough. */
export interface RuleConditions {
  provider?: Provider[];
  /** Connector type; `*` stands for any characters. */
  service?: string[];
  symptom?: Symptom[];
  httpStatus?: number[];
  /** Airbyte failureType; Fivetran task, warning or error type. */
  code?: string[];
  /** Which end failed: Airbyte failureOrigin, or `source`, `destination`, `platform` where only the end is known. */
  origin?: string[];
  setup?: ConnectionState['setup'][];
  schemaChange?: ConnectionState['schemaChange'][];
  /** Regular expressions over the message, case-insensitive and bounded (see pattern-cost.ts). */
  anyOf?: string[];
  allOf?: string[];
  noneOf?: string[];
}

/** A message that a rule must, or must not, decide: words alone, or words with the facts beside them. */
export type RuleExample =
  | string
  | {
      text: string;
      provider?: Provider;
      service?: string;
      symptom?: Symptom;
      code?: string;
      origin?: string;
      setup?: ConnectionState['setup'];
      schemaChange?: ConnectionState['schemaChange'];
    };

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
  examples: RuleExample[];
  counterExamples: RuleExample[];
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
  setup?: ConnectionState['setup'];
  schemaChange?: ConnectionState['schemaChange'];
}
