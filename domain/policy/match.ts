// Does a rule fit the situation? Every condition that is stated must hold; the first that does not is named.
import { fitsGlob } from '../glob';
import { isDestructive, isProviderStep } from '../step';
import type { PolicyMatch, PolicySubject } from './policy';
import { isWithin, timeIn } from './time-window';

/** One condition of a rule against one fact. */
export interface Mismatch {
  field: keyof PolicyMatch;
  /** As the rule states it. */
  wanted: string;
  actual: string;
}

export function matches(match: PolicyMatch, subject: PolicySubject): boolean {
  return FIELDS.every((field) => match[field] === undefined || CHECKS[field].holds(match, subject));
}

/** Every condition that does not hold, in the order in which a rule is read. Pure. */
export function mismatches(match: PolicyMatch, subject: PolicySubject): Mismatch[] {
  return FIELDS.flatMap((field) => {
    if (match[field] === undefined) return [];
    const check = CHECKS[field];
    return check.holds(match, subject)
      ? []
      : [{ field, wanted: shown(match[field]), actual: check.actual(subject, match) }];
  });
}

interface Check {
  holds(match: PolicyMatch, subject: PolicySubject): boolean;
  actual(subject: PolicySubject, match: PolicyMatch): string;
}

const writesOf = ({ steps }: PolicySubject) => steps.filter(isProviderStep);
const stepsOf = ({ steps }: PolicySubject) => (steps.length === 0 ? 'none' : steps.join(', '));

const CHECKS: Record<keyof PolicyMatch, Check> = {
  provider: word(
    (match) => match.provider,
    ({ ref }) => ref.provider,
  ),
  account: word(
    (match) => match.account,
    ({ ref }) => ref.account,
  ),
  environment: word(
    (match) => match.environment,
    ({ environment }) => environment ?? 'unknown',
  ),
  severity: word(
    (match) => match.severity,
    ({ severity }) => severity ?? 'unknown',
  ),
  connectionId: {
    holds: ({ connectionId = [] }, { ref }) =>
      connectionId.some((pattern) => fitsGlob(pattern, ref.connectionId)),
    actual: ({ ref }) => ref.connectionId,
  },
  tags: {
    holds: ({ tags = {} }, subject) =>
      Object.entries(tags).every(
        ([key, value]) => subject.tags[key]?.trim().toLowerCase() === value.trim().toLowerCase(),
      ),
    actual: (subject, { tags = {} }) =>
      shown(Object.fromEntries(Object.keys(tags).map((key) => [key, subject.tags[key] ?? 'absent']))),
  },
  class: word(
    (match) => match.class,
    (subject) => subject.class,
  ),
  band: word(
    (match) => match.band,
    (subject) => subject.band,
  ),
  action: word(
    (match) => match.action,
    (subject) => subject.action,
  ),
  symptom: word(
    (match) => match.symptom,
    (subject) => subject.symptom,
  ),
  anyStep: {
    holds: ({ anyStep = [] }, { steps }) => anyStep.some((kind) => steps.includes(kind)),
    actual: stepsOf,
  },
  onlySteps: {
    holds({ onlySteps = [] }, subject) {
      const writes = writesOf(subject);
      return writes.length > 0 && writes.every((kind) => onlySteps.includes(kind));
    },
    actual: stepsOf,
  },
  afterHandoff: {
    holds: ({ afterHandoff }, { steps }) => afterHandoff === (steps[0] === 'handoff'),
    actual: ({ steps }) => String(steps[0] === 'handoff'),
  },
  destructive: {
    holds: ({ destructive }, { steps }) => destructive === steps.some(isDestructive),
    actual: ({ steps }) => String(steps.some(isDestructive)),
  },
  recurrence: {
    holds: ({ recurrence }, subject) =>
      recurrence !== undefined && timesSeen(recurrence.withinMs, subject) >= recurrence.atLeast,
    actual: (subject, { recurrence }) => `${timesSeen(recurrence?.withinMs ?? 0, subject)} times`,
  },
  blastRadius: {
    holds: ({ blastRadius }, subject) =>
      blastRadius !== undefined && subject.blastRadius >= blastRadius.atLeast,
    actual: ({ blastRadius }) => `${blastRadius} connections`,
  },
  time: {
    holds: ({ time }, { at }) => time !== undefined && isWithin(time, at),
    actual: ({ at }, { time }) => (time ? timeIn(time.zone, at).shown : at),
  },
};

/** In the order in which people read a rule; the dearest to check comes last. */
const FIELDS = Object.keys(CHECKS) as (keyof PolicyMatch)[];

function word<T extends string>(
  wanted: (match: PolicyMatch) => readonly T[] | undefined,
  actual: (subject: PolicySubject) => string,
): Check {
  return {
    holds: (match, subject) => wanted(match)?.some((one) => one === actual(subject)) === true,
    actual,
  };
}

/** This incident counts too. */
function timesSeen(withinMs: number, { at, earlier }: PolicySubject): number {
  const from = Date.parse(at) - withinMs;
  return 1 + earlier.filter((openedAt) => Date.parse(openedAt) >= from).length;
}

function shown(value: PolicyMatch[keyof PolicyMatch]): string {
  if (Array.isArray(value)) return value.join(' or ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
