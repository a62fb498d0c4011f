import type { FrameHeader } from '@tarim/hj212';
import type { KnownDevice } from '../devices/directory.ts';
import type { DeviceConnection } from './connection.ts';
import type { ConnectionBook } from './connections.ts';
import type { GatewayLimits } from './limits.ts';
import { type Guesses, isReply, proves } from './proof.ts';

/**
 * Takes the sender of a frame for the device when it shows the device's password, and lets go of it when it shows another.
 * Replies to the platform settle nothing: they need not carry one.
 */
export function believe(
  connection: DeviceConnection,
  header: FrameHeader,
  device: KnownDevice,
  address: string,
  parts: { readonly book: ConnectionBook; readonly guesses: Guesses; readonly limits: GatewayLimits },
): void {
  const { book, guesses, limits } = parts;
  const { mn } = device;
  if (isReply(header)) return;
  if (!proves(device, header)) {
    guesses.wrong(address, mn, connection.lastAt);
    book.unbind(mn, connection);
    return;
  }
  const may =
    connection.bound.size < limits.mnsPerConnection && !guesses.tooMany(address, mn, connection.lastAt);
  if (may || connection.bound.has(mn)) book.bind(mn, connection, header.st);
}
