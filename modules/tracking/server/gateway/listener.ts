import { createServer } from 'node:net';
import type { Context } from '@tarim/platform';
import type { FrameStore } from '../frames.ts';
import { TerminalConnection } from './connection.ts';
import { Downlink } from './downlink.ts';
import { Refusals } from './refusals.ts';
import { knownTerminal } from './terminals.ts';

const MOST_CONNECTIONS = 20_000;
const MOST_OF_ADDRESS = 2_000;

export interface Listener {
  readonly port: number;
  stop(): Promise<void>;
}

/** Opens the TCP door for terminals that speak JT/T 808; `port` 0 takes a free one. */
export async function listenJt808(
  ctx: Context,
  log: FrameStore,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<Listener> {
  const refusals = new Refusals(ctx);
  const downlink = new Downlink(ctx);
  const open = new Set<TerminalConnection>();
  const addresses = new Map<string, number>();
  const parts = {
    log,
    clock: ctx.clock,
    logger: ctx.log.child({ part: 'jt808' }),
    lookUp: (number: string) => knownTerminal(ctx, number, 'jt808'),
    refuse: refusals.count.bind(refusals),
    online: downlink.online.bind(downlink),
  };
  const server = createServer({ noDelay: true, keepAlive: true, keepAliveInitialDelay: 60_000 }, (socket) => {
    const address = socket.remoteAddress ?? '?';
    const there = addresses.get(address) ?? 0;
    if (there >= MOST_OF_ADDRESS) return void socket.destroy();
    addresses.set(address, there + 1);
    const connection = new TerminalConnection(socket, parts);
    open.add(connection);
    socket.once('close', () => {
      open.delete(connection);
      downlink.offline(connection);
      const left = (addresses.get(address) ?? 1) - 1;
      if (left > 0) addresses.set(address, left);
      else addresses.delete(address);
    });
  });
  server.maxConnections = MOST_CONNECTIONS;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host, backlog: 512 }, resolve);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : port,
    stop: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      await downlink.stop();
      await Promise.all([...open].map((one) => one.close()));
      await closed;
      await refusals.flush();
    },
  };
}
