import { TarimError } from '@tarim/kernel';
import type { Context } from '@tarim/platform';
import type { IngestBody } from '../../contract.ts';
import { trackingErrors as E } from '../errors.ts';
import type { FrameSource } from '../frames.ts';
import { Refusals } from '../gateway/refusals.ts';
import { hashOf, knownTerminal, plainNumber, sameSecret } from '../gateway/terminals.ts';

const counters = new WeakMap<object, Refusals>();

/** One counter a database, so that refusals of many calls are written together. */
function refusalsOf(ctx: Context): Refusals {
  const known = counters.get(ctx.db) ?? new Refusals(ctx);
  counters.set(ctx.db, known);
  return known;
}

/**
 * Takes a batch of one terminal, whole or not at all; answered only when it is durable. Reports that came before are told by their times when
 * the log is folded.
 * @throws TarimError TRACKING_TERMINAL_UNKNOWN, TRACKING_KEY_WRONG, TRACKING_LOG_UNAVAILABLE
 */
export async function ingestReports(
  ctx: Context,
  source: FrameSource,
  { key, remote, body }: { readonly key: string; readonly remote: string; readonly body: IngestBody },
): Promise<{ accepted: number; lsn: number }> {
  const refusals = refusalsOf(ctx);
  const terminal = await knownTerminal(ctx, body.terminal, 'https');
  if (!terminal) {
    refusals.count('TRACKING_TERMINAL_UNKNOWN', remote);
    throw new TarimError(E.numberUnknown);
  }
  if (terminal.keyHash === null || !sameSecret(hashOf(key), terminal.keyHash)) {
    refusals.count('TRACKING_KEY_WRONG', remote, plainNumber(body.terminal));
    throw new TarimError(E.keyWrong);
  }
  const log = source();
  if (!log) throw new TarimError(E.logUnavailable);
  const payload = Buffer.from(JSON.stringify(body));
  try {
    const [lsn] = await log.append([
      { receivedAt: ctx.clock.now(), transport: 'terminal-json', kind: 'frame', remote, payload },
    ]);
    return { accepted: body.reports.length, lsn: lsn! };
  } catch (error) {
    if (error instanceof TarimError) throw error;
    ctx.log.error({ err: error }, 'reports of a terminal could not be kept');
    throw new TarimError(E.logUnavailable, {}, { cause: error });
  }
}
