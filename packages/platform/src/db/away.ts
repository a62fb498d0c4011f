const CODES = new Set([
  '53300',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
]);
const TEXT =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|not queryable/;

/** The database cannot be reached, is starting, stopping or out of connections (class 08, 57P, 53300): not the query's fault. */
export function isDatabaseAway(code: string | undefined, error: unknown): boolean {
  if (error instanceof AggregateError)
    return error.errors.some((one: unknown) => isDatabaseAway((one as { code?: string }).code, one));
  if (code !== undefined && (/^(08|57P)/.test(code) || CODES.has(code))) return true;
  return TEXT.test((error as Error)?.message ?? '');
}
