// The closed lists of the domain, as configuration may name them.
import { z } from 'zod';
import { PROVIDERS } from './connection-ref';
import { SYMPTOMS } from './diagnosis';
import { FAILURE_CLASSES, SUGGESTED_ACTIONS } from './failure-class';
import { PROVIDER_STEP_KINDS } from './step';

/** One value or a list of them. */
export function listOf<T extends z.ZodType>(item: T) {
  return z
    .union([item, z.array(item).min(1)])
    .transform((value) => (Array.isArray(value) ? value : [value]) as z.output<T>[]);
}

export const ProviderWord = z.enum(PROVIDERS);
export const ClassWord = z.enum(FAILURE_CLASSES);
export const DiagnosedClassWord = z.enum([...FAILURE_CLASSES, 'unknown']);
export const ActionWord = z.enum(SUGGESTED_ACTIONS);
export const SymptomWord = z.enum(SYMPTOMS);
export const SetupWord = z.enum(['connected', 'incomplete', 'broken', 'unknown']);
export const SchemaChangeWord = z.enum(['none', 'non_breaking', 'breaking', 'unknown']);
export const BandWord = z.enum(['high', 'medium', 'low', 'none']);
export const ModeWord = z.enum(['monitor', 'recommend', 'automate']);
export const SeverityWord = z.enum(['critical', 'high', 'warning', 'info']);
export const ProviderStepWord = z.enum(PROVIDER_STEP_KINDS);
export const StepWord = z.enum([...ProviderStepWord.options, 'wait', 'handoff']);
/** `resync` is both a step and an action, and stands in the list once. */
export const ForbiddenWord = z.enum([...new Set([...ProviderStepWord.options, ...SUGGESTED_ACTIONS])]);
