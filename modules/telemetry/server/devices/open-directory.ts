import type { Context } from '@tarim/platform';
import { DeviceDirectory } from './directory.ts';

/** The directory of a process; a device whose secrets cannot be opened is told in the log. */
export function openDirectory(ctx: Pick<Context, 'db' | 'secrets' | 'clock' | 'log'>): DeviceDirectory {
  return new DeviceDirectory(
    ctx.db,
    ctx.secrets,
    () => ctx.clock.now(),
    (mn, error) =>
      ctx.log.error(
        { err: error, mn },
        'the secrets of a device cannot be opened with this master key: its frames are refused until they are set again',
      ),
  );
}
