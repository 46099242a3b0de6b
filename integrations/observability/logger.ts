// The logger: events with fields, one redactor for every line.
import pino, { type DestinationStream, type Logger } from 'pino';
import { redactLine } from './redact-line';

export interface LoggerOptions {
  level: string;
  /** Which process speaks: `worker`, `api`, `local`. */
  name: string;
  /** Where lines go; standard error when absent, so that standard output stays for results. */
  destination?: DestinationStream;
}

/** `log.info({ incidentId, class }, 'incident.classified')`: fields first, then noun.verb. */
export function createLogger({ level, name, destination }: LoggerOptions): Logger {
  const target = destination ?? pino.destination(2);
  return pino(
    {
      level,
      name,
      base: { name },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    { write: (line) => target.write(redactLine(line)) },
  );
}
