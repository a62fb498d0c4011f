import type { Context } from '@tarim/platform';
import { LIVE_REPORTS, type ReportState } from '../../contract.ts';

/** Open pages read again. */
export function tell(ctx: Pick<Context, 'live'>, id: number, state: ReportState, progress: number): void {
  ctx.live.publish(LIVE_REPORTS, { id, state, progress });
}
