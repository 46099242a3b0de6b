import { isWorthAsking, questionFor } from '../../../../domain/model/question';
import { AT, rulesSay } from './fixtures';

const asked = (texts: string[], tags: Record<string, string> = {}, rowsAllowedTags: string[] = []) =>
  questionFor({
    incidentId: 'inc-00000001',
    provider: 'airbyte',
    service: 'source-postgres',
    diagnosis: rulesSay({
      evidence: texts.map((text, index) => ({ id: `e${index + 1}`, kind: 'event', at: AT, text })),
    }),
    tags,
    rowsAllowedTags,
  });

const ROWS: [string, string][] = [
  ['null value in column "age" DETAIL: Failing row contains (17, Ada Lovelace, 1815-12-10).', 'Lovelace'],
  [
    'duplicate key value violates unique constraint DETAIL: Key (name)=(Lovelace) already exists.',
    'Lovelace',
  ],
  ["Duplicate entry 'Lovelace' for key 'users.name'", 'Lovelace'],
  ["Incorrect integer value: 'Lovelace' for column 'age' at row 1", 'Lovelace'],
  ['The duplicate key value is (Lovelace, 17).', 'Lovelace'],
  ['invalid input syntax for type integer: "Lovelace"', 'Lovelace'],
  ["Numeric value 'Lovelace' is not recognized", 'Lovelace'],
  ['could not write record: {"name": "Lovelace"}', 'Lovelace'],
];

it.each(ROWS)('leaves values of rows out: %s', (text, value) => {
  const [evidence] = asked([text]).evidence;
  expect(evidence?.text).not.toContain(value);
  expect(evidence?.text).toContain('[row values left out]');
});

it('lets them stand for connections with the tag that the configuration names', () => {
  const [[text, value] = ['', '']] = ROWS;
  const shown = (tags: Record<string, string>, allowed: string[]) =>
    asked([text], tags, allowed).evidence[0]?.text;
  expect(shown({ data: 'public' }, ['data=public'])).toContain(value);
  expect(shown({ data: 'public' }, ['data'])).toContain(value);
  expect(shown({ data: 'secret' }, ['data=public'])).not.toContain(value);
  expect(shown({}, ['constructor', '__proto__'])).not.toContain(value);
});

it('leaves a message without rows as it is', () => {
  const text = 'permission denied for table orders (SQLSTATE 42501); grant SELECT on (orders)';
  expect(asked([text]).evidence[0]?.text).toBe(text);
});

it('holds no secret', () => {
  const { evidence } = asked(['FATAL: postgres://app:hunter2secret@db.example/x failed']);
  expect(evidence[0]?.text).not.toContain('hunter2secret');
});

it('holds nothing that we wrote ourselves: memory names other incidents', () => {
  const [own] = rulesSay().evidence;
  const evidence = (['event', 'memory', 'model'] as const).map((kind, index) => ({
    ...{ at: AT, text: own?.text ?? '', ...own },
    ...{ id: `e${index + 1}`, kind },
  }));
  const diagnosis = rulesSay({ evidence });
  const asked = {
    incidentId: 'inc-1',
    provider: 'airbyte',
    service: 's',
    tags: {},
    rowsAllowedTags: [],
  } as const;
  expect(questionFor({ ...asked, diagnosis }).evidence.map(({ id }) => id)).toEqual(['e1']);
});

it('is asked only about failures of which the rules are not sure', () => {
  expect(isWorthAsking(rulesSay())).toBe(true);
  expect(isWorthAsking(rulesSay({ band: 'low', class: 'rate_limit' }))).toBe(true);
  expect(isWorthAsking(rulesSay({ band: 'medium' }))).toBe(false);
  expect(isWorthAsking(rulesSay({ band: 'high' }))).toBe(false);
  expect(isWorthAsking(rulesSay({ symptom: 'recovered' }))).toBe(false);
  expect(isWorthAsking(rulesSay({ symptom: 'requested' }))).toBe(false);
});
