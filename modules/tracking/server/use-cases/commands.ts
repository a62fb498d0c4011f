import { beijingIso, HOUR_MS, TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context } from '@tarim/platform';
import type { Command, CommandInput, Intervals } from '../../contract.ts';
import { trackingErrors as E } from '../errors.ts';
import { type CommandRow, commandRows, insertCommand } from '../sql/commands.ts';
import { standing } from './terminals.ts';

const MANAGE = 'tracking.manage';
const USUAL_HOURS = 24;

const isoOf = (at: Date | null): string | null => at && beijingIso(at.getTime());

const commandOf = ({ unitPath: _, at, expiresAt, sentAt, answeredAt, ...one }: CommandRow): Command => ({
  ...one,
  at: beijingIso(at.getTime()),
  expiresAt: beijingIso(expiresAt.getTime()),
  sentAt: isoOf(sentAt),
  answeredAt: isoOf(answeredAt),
});

/** @throws TarimError TRACKING_ID_UNKNOWN */
export async function listCommands(ctx: Context, id: number): Promise<{ commands: Command[] }> {
  await standing(ctx.db, id);
  return { commands: (await commandRows(ctx.db, id)).map(commandOf) };
}

/** @throws TarimError TRACKING_COMMAND_EMPTY */
function intervalsOf({ kind, intervals = {} }: CommandInput): Intervals | null {
  const some = Object.keys(intervals).length > 0;
  if ((kind === 'interval') !== some) throw new TarimError(E.commandEmpty);
  return some ? intervals : null;
}

/**
 * 下行指令. The command is kept with who asked and why; the gateway sends it when the terminal is connected, and the folding of the log knows its
 * answer. One of a kind is open at a time.
 * @throws TarimError TRACKING_ID_UNKNOWN, TRACKING_COMMAND_PROTOCOL, TRACKING_COMMAND_EMPTY, TRACKING_COMMAND_OPEN, FORBIDDEN
 */
export async function askTerminal(
  ctx: Context,
  actor: Actor,
  id: number,
  input: CommandInput,
): Promise<Command> {
  const { unitPath, protocol, active, simulated } = await standing(ctx.db, id);
  ctx.policy.require(actor, MANAGE, { unitPath });
  const intervals = intervalsOf(input);
  if (protocol !== 'jt808' || !active) throw new TarimError(E.commandProtocol);
  const { kind, reason, validHours = USUAL_HOURS } = input;
  const now = ctx.clock.now();
  return asActor(ctx, actor, MANAGE, async (tx) => {
    const made = await insertCommand(tx, {
      ...{ terminalId: id, unitPath, kind, intervals, reason },
      by: actor.name,
      at: new Date(now),
      expiresAt: new Date(now + validHours * HOUR_MS),
    });
    if (!made) throw new TarimError(E.commandOpen);
    await ctx.audit.record(tx, {
      actor,
      action: 'tracking.command.asked',
      subject: `terminal/${id}`,
      unitPath,
      detail: { command: made.id, kind, reason, simulated, ...(intervals ? { intervals } : {}) },
    });
    return commandOf(made);
  });
}
