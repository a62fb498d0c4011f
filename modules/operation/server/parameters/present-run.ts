import { beijingIso } from '@tarim/kernel';
import type { ReadingRun } from '../../contract.ts';
import type { RunRecord } from '../sql/runs.ts';

/** A reading run (读取) as it is shown. */
export const presentRun = (run: RunRecord): ReadingRun => ({
  id: run.id,
  by: run.byName,
  at: beijingIso(run.at.getTime()),
  endedAt: run.endedAt === null ? null : beijingIso(run.endedAt.getTime()),
  devices: run.devices,
  devicesDone: run.devicesDone,
  asked: run.asked,
  read: run.read,
  failed: run.failed,
});
