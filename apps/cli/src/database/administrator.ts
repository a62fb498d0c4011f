import { appointAdministrator } from '@tarim/identity/server';
import { BrokenCall, text } from '../arguments.ts';
import { defineCommand, line } from '../command.ts';
import { configOf, DATA, DATA_HELP } from '../config.ts';
import { lineOf, NO_INPUT } from '../schema.ts';
import { withContext } from './with-context.ts';

const TEXT = { type: 'string' };
/** As the form of the console takes them. */
const ACCOUNT = /^[a-z0-9._-]{2,40}$/;

export const administratorCommand = defineCommand({
  name: 'administrator',
  help: `tarim administrator [--account admin] [--name 系统管理员] [--data DIR]
首次登录或遗失口令：把该账号设为全平台管理员，给出一次性显示的新口令；已有账号则换口令、恢复启用、结束其会话。口令不写入任何文件或日志。
内嵌数据库须先停止平台；登录后请在“我的账号”里改口令。
The first way in, and the way back after a lost password: makes the account an administrator of the whole platform and tells a new
password once. It is written nowhere. Stop the platform first when its database is the embedded one. DATABASE_URL 同 serve as for serve.

  --account A   账号（2–40 位小写字母、数字、. _ -）   small letters, digits, . _ -
  --name N      姓名，仅新建时使用   for a new account
  ${DATA_HELP}

退出码 exit code: 0 已设置 done; 1 正在使用、数据库不可用或为演示账号 in use, no database, or an account of the demonstration; 2 调用有误 broken call.
`,
  schema: {
    input: NO_INPUT,
    output: lineOf({ account: TEXT, password: TEXT, created: { type: 'boolean' } }),
  },
  options: { ...DATA, account: text(), name: text() },
  async run({ account, name, ...values }, { stdout }) {
    const wanted = account ?? 'admin';
    if (!ACCOUNT.test(wanted))
      throw new BrokenCall(
        '--account 应为 2–40 位小写字母、数字、. _ - needs 2 to 40 small letters, digits, . _ -',
      );
    const made = await withContext(configOf(values), (ctx) =>
      appointAdministrator(ctx, wanted, name ?? '系统管理员'),
    );
    stdout.write(line(made));
    return 0;
  },
});
