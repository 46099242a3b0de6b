// Values of the customer's rows as databases quote them in messages; the words around them say enough for a diagnosis.

const LEFT_OUT = '[row values left out]';

/** Each keeps what comes before the values. All are bounded, so that no text makes them slow. */
const SHAPES: RegExp[] = [
  // PostgreSQL: `DETAIL: Failing row contains (1, Ada, …)`, `Key (email)=(a@b.c) already exists`.
  /(failing row contains\s{0,3})\([^\n]{0,2000}\)/gi,
  /(\bkey \([^)\n]{1,200}\)=)\([^\n]{0,500}?\)(?=\s|$|\.)/gi,
  // MySQL: `Duplicate entry 'x' for key`, `Incorrect integer value: 'x' for column`.
  /(duplicate entry\s{1,3})'[^'\n]{0,500}'/gi,
  /(\bincorrect [a-z]{1,20} value:?\s{0,3})'[^'\n]{0,500}'/gi,
  // SQL Server: `The duplicate key value is (x)`.
  /(duplicate key value is\s{0,3})\([^)\n]{0,500}\)/gi,
  // PostgreSQL, Snowflake, BigQuery: `invalid input syntax for type integer: "x"`, `Numeric value 'x' is not recognized`.
  /(invalid input syntax for (?:type )?[a-z ]{1,40}:\s{0,3})"[^"\n]{0,500}"/gi,
  /(\b(?:numeric|date|timestamp|boolean) value\s{1,3})'[^'\n]{0,500}'/gi,
  // Objects and lists after the word that says they are data.
  /(\b(?:record|row|document|payload|values?|data)\b\s{0,3}[:=]\s{0,3})(?:\{[^\n]{1,2000}\}|\[[^\n]{1,2000}\]|\([^\n]{1,2000}\))/gi,
];

/** The text with values of rows replaced by a note. */
export function withoutRows(text: string): string {
  return SHAPES.reduce((safe, shape) => safe.replace(shape, `$1${LEFT_OUT}`), text);
}
