import { lockDataDir, migrate, openDatabase } from '@tarim/platform';
import { allModules } from '@tarim/server';
import { defineCommand, line } from '../command.ts';
import { configOf, DATA, DATA_HELP } from '../config.ts';
import { lineOf, NO_INPUT } from '../schema.ts';

export const migrateCommand = defineCommand({
  name: 'migrate',
  help: `tarim migrate [--data DIR]
只迁移数据库，不启动服务；输出执行了哪些迁移。DATABASE_URL 同 serve。
Migrates the database without serving, and tells which migrations were applied. DATABASE_URL as for serve.

  ${DATA_HELP}

退出码 exit code: 0 已是最新 up to date; 1 未能迁移 could not; 2 调用有误 broken call.
`,
  schema: {
    input: NO_INPUT,
    output: lineOf({ applied: { type: 'array', items: { type: 'string', description: 'module/file' } } }),
  },
  options: DATA,
  async run(values, { stdout }) {
    const { dataDir, databaseUrl } = configOf(values);
    // A server's database may be migrated beside running processes: the migrations themselves lock it.
    const unlock = databaseUrl ? () => {} : lockDataDir(dataDir);
    try {
      const database = await openDatabase({ dataDir, databaseUrl });
      try {
        stdout.write(line(await migrate(database.db, allModules())));
        return 0;
      } finally {
        await database.stop();
      }
    } finally {
      unlock();
    }
  },
});
