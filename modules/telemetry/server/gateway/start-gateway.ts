import type { Context } from '@tarim/platform';
import type { DeviceDirectory } from '../devices/directory.ts';
import type { FrameLog } from '../log/port.ts';
import { CommandRunner } from './command-runner.ts';
import { ConnectionBook } from './connections.ts';
import { TcpGateway } from './gateway.ts';
import { DEFAULT_LIMITS, type GatewayLimits } from './limits.ts';
import { gatewayMetrics } from './metrics.ts';
import { PendingBytes } from './pending-bytes.ts';
import { Guesses } from './proof.ts';
import { Turns } from './turns.ts';
import { UnknownMns } from './unknown-mns.ts';

export interface Gateway {
  readonly port: number;
  readonly book: ConnectionBook;
  readonly commands: CommandRunner;
  readonly pending: PendingBytes;
  readonly unknown: UnknownMns;
  /** Takes no more frames and lets those under way become durable. The log is closed by whoever opened it. */
  stop(): Promise<void>;
}

/** Opens the TCP door with everything behind it that speaks to devices. */
export async function startGateway(
  ctx: Context,
  parts: { readonly log: FrameLog; readonly directory: DeviceDirectory },
  options: { readonly host: string; readonly port: number; readonly limits?: Partial<GatewayLimits> },
): Promise<Gateway> {
  const { log, directory } = parts;
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const book = new ConnectionBook();
  const pending = new PendingBytes(limits.pendingBytesInAll);
  const unknown = new UnknownMns();
  const commands = new CommandRunner(ctx, book, directory);
  // Before the first frame: a registered device must not be taken for an unknown one.
  await directory.prepare([]);
  await commands.start();
  const gateway = new TcpGateway({
    log,
    directory,
    book,
    limits,
    pending,
    unknown,
    guesses: new Guesses(() => directory.generation),
    turns: new Turns(),
    metrics: gatewayMetrics(ctx.metrics, book, pending),
    clock: ctx.clock,
    logger: ctx.log.child({ part: 'gateway' }),
    onFrame: (frame, header, mn, lsn) => commands.heard(frame, header, mn, lsn),
  });
  const port = await gateway.listen(options.port, options.host);
  return {
    port,
    book,
    commands,
    pending,
    unknown,
    stop: async () => {
      await gateway.close();
      await commands.stop();
    },
  };
}
