import { migrate, openDatabase } from '@tarim/platform';
import { allModules } from '@tarim/server';
import { rebuildProjection } from '@tarim/telemetry/archive';
import { defineCommand, line } from '../command.ts';
import { configOf, DATA, DATA_HELP } from '../config.ts';
import { lineOf, NO_INPUT } from '../schema.ts';
import { lockFolder, requireFrameLog } from './log.ts';

export const replayCommand = defineCommand({
  name: 'archive replay',
  help: `tarim archive replay [--data DIR]
由帧日志重建记录：把投影位置退回起点并清空记录与帧索引；下次启动时全部重新投影，汇总随后逐时核对，其修订保留。先停止平台。
Takes the projection back to the beginning of the frame log and empties what was projected; the next start projects all of it
again. Roll-ups keep their revisions and are checked hour by hour afterwards. Stop the platform first. DATABASE_URL 同 serve as for serve.

  ${DATA_HELP}

退出码 exit code: 0 已退回 done; 1 正在使用或数据库不可用 in use, or no database; 2 调用有误，或该目录没有帧日志 broken call, or no frame log there.
`,
  schema: {
    input: NO_INPUT,
    output: lineOf({ position: { const: 0, description: 'where the projection begins again' } }),
  },
  options: DATA,
  async run(values, { stdout }) {
    const { dataDir, databaseUrl } = configOf(values);
    // Without the log the records would be gone for good.
    requireFrameLog(dataDir);
    const unlock = lockFolder(dataDir);
    try {
      const database = await openDatabase({ dataDir, databaseUrl });
      try {
        await migrate(database.db, allModules());
        await database.db.transaction().execute((tx) => rebuildProjection(tx, Date.now()));
      } finally {
        await database.stop();
      }
      stdout.write(line({ position: 0 }));
      return 0;
    } finally {
      unlock();
    }
  },
});
