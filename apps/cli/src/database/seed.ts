import { DEMO_ACCOUNTS } from '@tarim/identity/server';
import { seedDemo } from '@tarim/server';
import { sql } from 'kysely';
import { defineCommand, line } from '../command.ts';
import { configOf, DATA, DATA_HELP } from '../config.ts';
import { lineOf, NO_INPUT } from '../schema.ts';
import { withContext } from './with-context.ts';

const COUNT = { type: 'integer', minimum: 0 };

export const seedCommand = defineCommand({
  name: 'seed',
  help: `tarim seed [--data DIR]
登记演示区域（企业、点位、数采仪、限值）与演示账号，不启动服务；已登记的不再登记。全部为模拟，名称中标明。
Registers the demo region (enterprises, points, devices, limits) and its accounts without serving; what is there stays. All of
it is simulated and says so. DATABASE_URL 同 serve as for serve.

  ${DATA_HELP}

退出码 exit code: 0 已登记 registered; 1 正在使用或数据库不可用 in use, or no database; 2 调用有误 broken call.
`,
  schema: {
    input: NO_INPUT,
    output: {
      ...lineOf({ enterprises: COUNT, points: COUNT, devices: COUNT, accounts: COUNT }),
      description: 'what is simulated in the database afterwards',
    },
  },
  options: DATA,
  async run(values, { stdout }) {
    const config = { ...configOf(values), demo: true };
    return withContext(config, async (ctx) => {
      await seedDemo(ctx);
      const { rows } = await sql<Record<string, number>>`
        select (select count(*)::int from registry.enterprise where simulated) as enterprises,
          (select count(*)::int from registry.point where simulated) as points,
          (select count(*)::int from registry.device d join registry.point p on p.id = d.point_id where p.simulated) as devices,
          (select count(*)::int from identity.person where account = any(${DEMO_ACCOUNTS.map((one) => one.account)})) as accounts`.execute(
        ctx.db,
      );
      stdout.write(line(rows[0]!));
      return 0;
    });
  },
});
