import { beijingIso } from '@tarim/kernel';
import type { Context, Static } from '@tarim/platform';
import type { LogStatus } from '../../contract.ts';
import type { TelemetryRuntime } from '../runtime.ts';
import { projectedPosition } from '../sql/overview.ts';

const SHOWN = 500;

/** Segments of the frame log, the newest last; only the last few hundred are listed. */
export async function getLogStatus(
  ctx: Context,
  runtime: TelemetryRuntime,
): Promise<Static<typeof LogStatus>> {
  const projected = await projectedPosition(ctx.db);
  const segments = runtime.log?.segments().slice(-SHOWN) ?? [];
  return {
    position: runtime.log?.position() ?? projected,
    projected,
    segments: segments.map((one) => ({
      name: one.name,
      start: one.start,
      end: one.end,
      bytes: one.end - one.start,
      storedBytes: one.storedBytes,
      state: one.state,
      sha256: one.sha256,
      chain: one.chain,
      sealedAt: one.sealedAt === null ? null : beijingIso(one.sealedAt),
    })),
  };
}
