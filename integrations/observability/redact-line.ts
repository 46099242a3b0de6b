// One log line without secrets that is still one line of JSON.
import { redact } from '../../domain/redaction';

/**
 * Redacts the line as text, where keys give values their meaning. Where that would break the JSON (a number that is
 * found, a private key that was cut off), its values are redacted one by one instead.
 */
export function redactLine(line: string): string {
  const safe = redact(line);
  if (safe === line || isLine(safe)) return safe;
  const fields: unknown = JSON.parse(line);
  return `${JSON.stringify(fields, (key, value: unknown) => redactField(key, value))}\n`;
}

function isLine(text: string): boolean {
  if (!text.endsWith('\n')) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function redactField(key: string, value: unknown): unknown {
  if (typeof value !== 'string' && typeof value !== 'number') return value;
  const text = String(value);
  const named = `${key}: ${text}`;
  // What only its key gives away (`password: hunter2`) goes as a whole.
  if (redact(named) !== named && redact(text) === text) return '[secret]';
  const safe = redact(text);
  return safe === text ? value : safe;
}
