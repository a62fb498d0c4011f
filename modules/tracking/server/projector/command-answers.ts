import type { Jt808Body } from '@tarim/jt808';
import type { Context, Tx } from '@tarim/platform';
import type { CommandKind } from '../../contract.ts';
import { type Answered, declareIntervals, settleCommand } from '../sql/commands.ts';

/** What a terminal answers a command with, and to which frame. */
export type CommandReply = Pick<Answered, 'kind' | 'sequence' | 'result' | 'answer'>;

const KINDS: Readonly<Record<string, CommandKind>> = {
  '0x8103': 'interval',
  '0x8104': 'parameters',
  '0x8201': 'position',
};
const DONE = 0;

/** The answer that a body is; null: it is none. That a question was received (0x0001, result 0) does not answer it yet. */
export function replyOf(body: Jt808Body | null): CommandReply | null {
  switch (body?.kind) {
    case 'answer': {
      const kind = Object.hasOwn(KINDS, body.messageId) ? KINDS[body.messageId]! : null;
      if (kind === null || (kind !== 'interval' && body.result === DONE)) return null;
      return { kind, sequence: body.sequence, result: body.result, answer: null };
    }
    case 'parameters': {
      const parameters = body.parameters.map((one) => ({ ...one }));
      return { kind: 'parameters', sequence: body.answers, result: DONE, answer: { parameters } };
    }
    case 'location': {
      if (body.answers === undefined) return null;
      const { time, lat, lon, status } = body.location;
      const placed = status.located ? { lat, lon } : { lat: null, lon: null };
      return {
        kind: 'position',
        sequence: body.answers,
        result: DONE,
        answer: { position: { at: time, ...placed } },
      };
    }
    default:
      return null;
  }
}

/**
 * Settles commands in the transaction that folds their answers, in the order of the log. Intervals that a terminal took are its declared ones
 * from then on: silence is judged by them.
 */
export async function settleAnswers(
  ctx: Pick<Context, 'audit'>,
  tx: Tx,
  answers: readonly Answered[],
): Promise<number> {
  let settled = 0;
  for (const one of answers) {
    const command = await settleCommand(tx, one);
    if (!command) continue;
    settled++;
    const { id, terminalId, unitPath, kind, result, intervals } = command;
    if (intervals && result === DONE) await declareIntervals(tx, terminalId, intervals);
    await ctx.audit.record(tx, {
      actor: null,
      action: 'tracking.command.answered',
      subject: `terminal/${terminalId}`,
      unitPath,
      detail: { command: id, kind, result },
    });
  }
  return settled;
}
