import { randomFillSync } from 'node:crypto';
import { EDITIONS, type Edition, type Request } from '@tarim/hj212';
import { beijingIso, TarimError, uuidv7 } from '@tarim/kernel';
import type { Actor, Context, Static, Tx } from '@tarim/platform';
import { devicesByMn, pointsByIds, type RegisteredDevice } from '@tarim/registry/queries';
import type { CommandRow } from '../../contract.ts';
import { COMMAND_TYPES, commandCn, hideSecrets, requestOf } from '../commands/command-types.ts';
import { telemetryErrors } from '../errors.ts';
import type { TelemetryRuntime } from '../runtime.ts';
import { commandById, insertCommand, newestCommands, type StoredCommand } from '../sql/commands.ts';
import { ownDevices } from './access.ts';

type Row = Static<typeof CommandRow>;

function present(row: StoredCommand): Row {
  return {
    id: row.id,
    mn: row.mn,
    command: row.command,
    args: row.args,
    state: row.state,
    code: row.code,
    requestedBy: row.requested_by,
    requestedAt: beijingIso(row.requested_at.getTime()),
    endedAt: row.ended_at === null ? null : beijingIso(row.ended_at.getTime()),
    steps: row.steps,
  };
}

/** Commands that an edition knows (all when none is named), for the console's form. */
export function listCommandTypes(edition: string | undefined) {
  const editions: readonly Edition[] = EDITIONS.includes(edition as Edition)
    ? [edition as Edition]
    : ['2017', '2025', '2005'];
  return COMMAND_TYPES.flatMap((type) => {
    const cn = editions.map((one) => commandCn(type, one)).find((one) => one !== null);
    if (!cn) return [];
    const { name, titleZh, titleEn, changes, args } = type;
    return [{ name, cn, titleZh, titleEn, changes, args: args.map((one) => ({ ...one })) }];
  });
}

/** Sends a command to a device (反控). Only the competent chain may; who asked for what is audited. */
export async function sendCommand(
  ctx: Context,
  runtime: TelemetryRuntime,
  actor: Actor,
  body: { mn: string; command: string; args: Record<string, unknown> },
): Promise<Row> {
  const [device] = await devicesByMn(ctx.db, [body.mn]);
  if (!device) throw new TarimError(telemetryErrors.deviceUnknown, { mn: body.mn });
  const [point] = await pointsByIds(ctx.db, [device.pointId]);
  ctx.policy.require(actor, 'telemetry.command', { unitPath: point?.unitPath });
  const now = ctx.clock.now();
  const request = requestOf(body.command, body.args, now);
  await refuseUnfit(ctx, device, request);
  if (!runtime.commands) throw new TarimError(telemetryErrors.gatewayElsewhere);
  if (!runtime.commands.connected(body.mn))
    throw new TarimError(telemetryErrors.deviceNotConnected, { mn: body.mn });
  const args = hideSecrets(body.command, body.args);
  const row = await ctx.db.transaction().execute(async (tx) => {
    const id = uuidv7(now, (bytes) => randomFillSync(bytes));
    await ctx.audit.record(tx, {
      actor,
      action: 'telemetry.command.sent',
      subject: body.mn,
      unitPath: point?.unitPath,
      detail: { command: body.command, args },
    });
    return insertCommand(tx, {
      id,
      mn: body.mn,
      command: body.command,
      args,
      requested_by: actor.name,
      at: now,
    });
  });
  await runtime.commands.run(row, request, actor);
  return present((await commandById(ctx.db, row.id))!);
}

/** What only the registry can tell: a key travels under the old one, an MN belongs to one device. */
async function refuseUnfit(ctx: Context, device: RegisteredDevice, request: Request): Promise<void> {
  if (request.kind === 'set-key' && device.sm4Key === null)
    throw new TarimError(telemetryErrors.commandNeedsKey, { mn: device.mn });
  if (request.kind === 'set-mn' && (await devicesByMn(ctx.db, [request.mn])).length > 0)
    throw new TarimError(telemetryErrors.commandMnTaken, { mn: request.mn });
}

export async function getCommand(ctx: Context, actor: Actor, id: string): Promise<Row> {
  const own = await ownDevices(ctx, actor);
  const row = await commandById(ctx.db, id);
  if (!row || (own && !own.mns.has(row.mn))) throw new TarimError(telemetryErrors.commandUnknown);
  return present(row);
}

export async function listCommands(
  ctx: Context,
  actor: Actor,
  query: { mn?: string; limit?: number },
): Promise<{ commands: Row[] }> {
  const own = await ownDevices(ctx, actor);
  const rows = await newestCommands(ctx.db, {
    mn: query.mn,
    mns: own ? [...own.mns] : undefined,
    limit: query.limit ?? 50,
  });
  return { commands: rows.map(present) };
}

/**
 * Leaves a command for whichever gateway has the device: for jobs and other modules, whose own rules say who may. Where no gateway has it the
 * command fails by itself. Secrets are not taken this way: they would lie in the table until then.
 * @returns id of the command, for `commandsByIds`
 */
export async function queueCommand(
  ctx: Context,
  tx: Tx,
  order: {
    readonly mn: string;
    readonly command: string;
    readonly args: Readonly<Record<string, unknown>>;
    readonly requestedBy: string;
  },
): Promise<string> {
  const now = ctx.clock.now();
  const type = COMMAND_TYPES.find((one) => one.name === order.command);
  requestOf(order.command, order.args, now);
  if (type?.args.some((one) => one.kind === 'secret') || order.command === 'set-key')
    throw new TarimError(telemetryErrors.commandInvalid, { command: order.command, reason: 'secret' });
  const row = await insertCommand(tx, {
    id: uuidv7(now, (bytes) => randomFillSync(bytes)),
    mn: order.mn,
    command: order.command,
    args: { ...order.args },
    requested_by: order.requestedBy,
    at: now,
    waits: true,
  });
  return row.id;
}
