// Quartz cron as Airbyte's public API accepts it: 6 or 7 fields, plain seconds, no more often than hourly.
import { AirbyteProblem } from './problems';

const invalid = (cronExpression: string, message: string): AirbyteProblem =>
  new AirbyteProblem(400, 'error:cron-validation/invalid-expression', 'The cron expression is invalid.', {
    cronExpression,
    validationErrorMessage: message,
    message: `Cron expression "${cronExpression}" is invalid: ${message}`,
  });

const FIELDS: readonly (readonly [name: string, shape: RegExp])[] = [
  ['seconds', /^\d{1,2}$/],
  ['minutes', /^[\d*/,-]+$/],
  ['hours', /^[\d*/,-]+$/],
  ['day of month', /^[\d*/,\-?LW]+$/i],
  ['month', /^[\d*/,\-A-Z]+$/i],
  ['day of week', /^[\d*/,\-?L#A-Z]+$/i],
  ['year', /^[\d*/,-]+$/],
];

/**
 * The expression without a trailing timezone UTC, which the API itself appends when it answers.
 * @throws AirbyteProblem 400 for what Quartz, or the limit of one run an hour, refuses
 */
export function readCron(text: string | undefined, underOneHourAllowed: boolean): string {
  const cron = (text ?? '').trim().replace(/ UTC$/i, '');
  const parts = cron.split(/\s+/).filter((part) => part !== '');
  if (parts.length < 6 || parts.length > 7)
    throw invalid(cron, `expected 6 or 7 fields, found ${parts.length}`);
  parts.forEach((part, at) => {
    const [name, shape] = FIELDS[at] ?? ['field', /./];
    if (!shape.test(part)) throw invalid(cron, `${name} field "${part}" is not allowed`);
  });
  const [seconds = '', minutes = '', hours = '', day = '', , weekday = ''] = parts;
  inRange(cron, 'seconds', seconds, 59);
  inRange(cron, 'minutes', minutes, 59);
  inRange(cron, 'hours', hours, 23);
  if ((day === '?') === (weekday === '?'))
    throw invalid(cron, 'exactly one of day of month and day of week must be "?"');
  if (!underOneHourAllowed && !/^\d{1,2}$/.test(minutes)) {
    throw new AirbyteProblem(
      400,
      'error:cron-validation/under-one-hour-not-allowed',
      'Cron schedules that run more often than once an hour are not allowed.',
      { cronExpression: cron, message: `"${cron}" would run more often than once an hour` },
    );
  }
  return cron;
}

function inRange(cron: string, name: string, part: string, max: number): void {
  const numbers = part.match(/\d+/g) ?? [];
  const wrong = numbers.find((number) => Number(number) > max);
  if (wrong !== undefined) throw invalid(cron, `${name} ${wrong} is above ${max}`);
}
