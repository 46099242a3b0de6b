// What the rules say and what a model proposes, as one diagnosis. The model can lift to `medium`, doubt, or stand beside;
// it never makes anything `high`.
import { bandOf } from '../classification/classify';
import type { Diagnosis } from '../diagnosis';
import { withEvidence } from '../evidence-list';
import type { Citation, Proposal } from './answer';

export interface CombineInput {
  rules: Diagnosis;
  proposal: Proposal | null;
  /** Why there is no proposal; `null` when there is one, or when none was asked for. */
  whyNot: string | null;
  /** Which model and prompt, as people see it: `sim-model, diagnose@1`; `null` = none was asked. */
  askedOf: string | null;
  /** ISO 8601 UTC. */
  now: string;
}

/** From here on a model's own confidence carries weight. */
const CONVINCED = 0.6;
const MEDIUM_MIN = 0.7;
/** Just under `high`, which rules alone give. */
const MEDIUM_MAX = 0.89;
const LOW_MAX = 0.69;
const AGREEMENT = 0.05;
const DISAGREEMENT = 0.15;
const CONFIDENCE_MIN = 0.05;

/** Pure. Without a proposal the rules' diagnosis stands as it is. */
export function combine({ rules, proposal, whyNot, askedOf, now }: CombineInput): Diagnosis {
  const model = askedOf === null ? 'a model' : `the model (${askedOf})`;
  if (proposal === null)
    return whyNot === null ? rules : cited(rules, now, `${model} is not used: ${whyNot}`);
  const view = `${model} says ${proposal.class}, ${proposal.confidence}: ${proposal.summary} ${shown(proposal.citations)}`;
  return cited(weigh(rules, proposal), now, view);
}

function weigh(rules: Diagnosis, proposal: Proposal): Diagnosis {
  const convinced = proposal.confidence >= CONVINCED;
  if (rules.class === 'unknown') return proposed(rules, proposal, convinced ? MEDIUM_MAX : LOW_MAX);
  if (rules.class === proposal.class) return convinced ? agreed(rules) : rules;
  if (rules.band === 'high' || rules.band === 'medium' || !convinced) return doubted(rules, proposal);
  // Neither is sure: the model's view is shown first, in the band that never acts alone.
  const { class: named, ruleId = 'rules', summary } = rules;
  const answer = proposed(rules, proposal, LOW_MAX);
  return { ...answer, alternatives: [{ class: named, ruleId, why: summary }, ...others(rules, proposal)] };
}

/** The model's class, with a confidence that its band allows. */
function proposed(rules: Diagnosis, proposal: Proposal, confidenceMax: number): Diagnosis {
  const floor = confidenceMax === MEDIUM_MAX ? MEDIUM_MIN : CONFIDENCE_MIN;
  const confidence = clamp(proposal.confidence, floor, confidenceMax);
  return {
    ...withoutRule(rules),
    class: proposal.class,
    action: proposal.action,
    confidence,
    band: bandOf(confidence),
    decidedBy: 'model',
    summary: `${proposal.summary} ${shown(proposal.citations)}`,
    alternatives: others(rules, proposal),
  };
}

function withoutRule(rules: Diagnosis): Diagnosis {
  const rest = { ...rules };
  delete rest.ruleId;
  return rest;
}

function agreed(rules: Diagnosis): Diagnosis {
  if (rules.band === 'high') return rules;
  const confidence = clamp(rules.confidence + AGREEMENT, MEDIUM_MIN, MEDIUM_MAX);
  return { ...rules, confidence, band: bandOf(confidence) };
}

function doubted(rules: Diagnosis, proposal: Proposal): Diagnosis {
  const confidence = Math.max(CONFIDENCE_MIN, round(rules.confidence - DISAGREEMENT));
  const view = { class: proposal.class, ruleId: 'model', why: proposal.summary };
  return {
    ...rules,
    confidence,
    band: bandOf(confidence),
    alternatives: [view, ...others(rules, proposal)],
  };
}

function others(rules: Diagnosis, proposal: Proposal): Diagnosis['alternatives'] {
  return rules.alternatives.filter((other) => other.class !== proposal.class);
}

function shown(citations: Citation[]): string {
  return citations.map(({ evidenceId, quote }) => `[${evidenceId}: "${quote}"]`).join(' ');
}

/** One item beyond the rules' own: what was asked of a model is never left out for want of room. */
function cited(diagnosis: Diagnosis, at: string, text: string): Diagnosis {
  return withEvidence(diagnosis, [{ kind: 'model', at, text }]);
}

function clamp(value: number, min: number, max: number): number {
  return round(Math.min(max, Math.max(min, value)));
}

/** Two places: 0.7 + 0.05 is 0.75 to people. */
function round(value: number): number {
  return Math.round(value * 100) / 100;
}
