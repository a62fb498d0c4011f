import { type Logger, pino } from 'pino';

/** Where secrets and reporters' identities could stand; they never reach a log. */
const REDACT = [
  'req.headers.authorization',
  'req.headers.cookie',
  'headers.authorization',
  'headers.cookie',
  '*.password',
  '*.pw',
  '*.sm4Key',
  '*.key',
  '*.token',
  '*.reporter',
  '*.reporterName',
  '*.reporterPhone',
  'password',
  'pw',
  'sm4Key',
  'token',
  'reporter',
];

/** Structured logs: one JSON object a line on standard error, so that standard output stays for people and pipes. */
export function createLog(level: string): Logger {
  return pino(
    {
      level,
      redact: { paths: REDACT, censor: '[hidden]' },
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
    },
    pino.destination(2),
  );
}
