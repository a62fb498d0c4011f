import { TarimError } from '@tarim/kernel';
import pg from 'pg';
import type { PipelineSpec } from '../../contract.ts';
import { exchangeErrors as E } from '../errors.ts';
import type { Fetched } from './fetched.ts';
import { type AllowedAddress, safeAddress } from './safe-host.ts';
import { Spool } from './spool.ts';

const BATCH = 1_000;
const CONNECT_MS = 10_000;

export interface DatabaseAsk {
  readonly source: Extract<PipelineSpec['source'], { kind: 'database' }>;
  /** `postgresql://reader:…@host:5432/name` */
  readonly secret: string | null;
  readonly allowed: readonly AllowedAddress[];
  readonly dir: string;
  readonly signal: AbortSignal;
}

/**
 * One statement in a transaction that only reads, row by row through a cursor; what the statement is must be fit for a cursor, so
 * that it is a query and one only.
 * @throws TarimError EXCHANGE_SECRET_MISSING, EXCHANGE_ADDRESS_REFUSED, EXCHANGE_UNREACHABLE, EXCHANGE_STATEMENT
 */
export async function fetchDatabase(ask: DatabaseAsk): Promise<Fetched> {
  if (!ask.secret) throw new TarimError(E.secretMissing);
  if (!/^postgres(ql)?:\/\//.test(ask.secret) || !URL.canParse(ask.secret))
    throw new TarimError(E.connection);
  const url = new URL(ask.secret);
  const port = Number(url.port || 5432);
  const { address } = await safeAddress(url.hostname, port, ask.allowed);
  const hide = (text: string) =>
    text.replaceAll(ask.secret!, '***').replaceAll(decode(url.password) || '\0', '***');
  const mode = url.searchParams.get('sslmode') ?? 'prefer';
  const tls = !['disable', 'prefer', 'allow'].includes(mode);
  const client = new pg.Client({
    // Only these of the string: what else it says (host, service files, certificates) could lead past the check.
    host: address,
    port,
    user: decode(url.username),
    password: decode(url.password),
    database: decode(url.pathname.slice(1)),
    ssl: tls
      ? { servername: url.hostname, rejectUnauthorized: mode === 'verify-full' || mode === 'verify-ca' }
      : false,
    connectionTimeoutMillis: CONNECT_MS,
    application_name: 'tarim-exchange',
    statement_timeout: ask.source.timeoutSeconds * 1_000,
  });
  client.on('error', () => {});
  const stop = () => void client.end().catch(() => {});
  ask.signal.addEventListener('abort', stop, { once: true });
  try {
    await client.connect().catch((cause: Error & { code?: string }) => {
      throw new TarimError(
        E.unreachable,
        { reason: cause.code ?? hide(cause.message).slice(0, 120) },
        { cause },
      );
    });
    const spool = await Spool.open(ask.dir);
    try {
      await client.query('begin transaction isolation level repeatable read read only');
      // As a prepared statement the server takes one command only.
      await client.query({
        text: `declare rows no scroll cursor for ${ask.source.statement.trim().replace(/;\s*$/, '')}`,
        queryMode: 'extended',
      } as pg.QueryConfig);
      for (;;) {
        ask.signal.throwIfAborted();
        const { rows } = await client.query<Record<string, unknown>>(`fetch ${BATCH} from rows`);
        await spool.add(rows);
        if (rows.length < BATCH) break;
      }
      await client.query('rollback');
      return await spool.end(`${url.hostname}${url.pathname}`);
    } catch (error) {
      await spool.close();
      if (error instanceof TarimError || ask.signal.aborted) throw error;
      const { message, code } = error as Error & { code?: string };
      // Lost on the way is another matter than refused.
      if (!code || code.startsWith('57P') || code.startsWith('08') || code.startsWith('E'))
        throw new TarimError(
          E.unreachable,
          { reason: code ?? hide(message).slice(0, 120) },
          { cause: error },
        );
      throw new TarimError(E.statement, { reason: hide(message).slice(0, 200) }, { cause: error });
    }
  } finally {
    ask.signal.removeEventListener('abort', stop);
    await client.end().catch(() => {});
  }
}

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};
