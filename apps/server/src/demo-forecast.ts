import { queueBaseline } from '@tarim/forecast/server';
import type { Context } from '@tarim/platform';

/** The baseline of the simulated region, once its past is there. Never stops the server. */
export async function seedDemoForecasts(ctx: Context): Promise<void> {
  try {
    await queueBaseline(ctx);
  } catch (error) {
    ctx.log.error({ err: error }, 'the forecast of the simulated region was not queued');
  }
}
