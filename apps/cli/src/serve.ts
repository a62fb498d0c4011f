import { DEMO_ACCOUNTS, DEMO_PASSWORD, hasAdministrator } from '@tarim/identity/server';
import { startServer } from '@tarim/server';
import { loadScenario, scenarioNames } from '@tarim/simulator';
import { flag, number, text } from './arguments.ts';
import { defineCommand } from './command.ts';
import { configOf, DATA, DATA_HELP } from './config.ts';
import { NO_INPUT } from './schema.ts';

const PORT = { from: 0, to: 65_535, whole: true } as const;

function welcome(url: string, gateway: string, demo: boolean, enterable: boolean): string {
  const lines = [
    '',
    '  塔里木 Tarim 已启动 is running',
    '',
    `  公众门户 portal    ${url}/`,
    `  管理端   console   ${url}/console`,
    `  数采仪   HJ 212    ${gateway}`,
  ];
  if (demo) {
    lines.push('', `  演示账号 demo accounts（口令 password: ${DEMO_PASSWORD}）`);
    for (const one of DEMO_ACCOUNTS) lines.push(`    ${one.account.padEnd(12)} ${one.name}`);
    lines.push(
      '',
      '  数据均由模拟器产生；历史数据正在补传，约一分钟后齐备。All data are simulated; the past is being sent now.',
    );
  }
  if (!demo && !enterable)
    lines.push(
      '',
      '  还没有可登录的管理员：停止后运行 tarim administrator。Nobody can sign in yet: stop, then run tarim administrator.',
    );
  return `${lines.join('\n')}\n\n`;
}

export const serveCommand = defineCommand({
  name: 'serve',
  help: `tarim serve [--demo [--scenario NAME]] [--data DIR] [--host 127.0.0.1] [--port 8080] [--gateway-host H] [--gateway-port 9212] [--jt808-port N] [--role all|api,gateway,projector,worker] [--region DIR]
运行平台，直至收到 SIGINT 或 SIGTERM。Runs the platform until SIGINT or SIGTERM.

  --demo            演示：登记模拟区域并运行模拟监测网   registers the simulated region and runs its network
  --scenario NAME   演示用的场景，缺省 xinjiang-demo；其他场景只有其监测网   another scenario shows its network only: ${scenarioNames().join('、')}
  ${DATA_HELP}
  --host, --port    网页与接口的地址   address of pages and routes
  --gateway-host, --gateway-port   HJ 212 网关的地址（缺省同 --host）   address of the HJ 212 gateway; default: that of the pages
  --jt808-port      移动放射源终端（JT/T 808）的端口；缺省不监听，演示时任取   port of terminals of mobile sources; default: none, in the demo any
  --role            本进程承担的角色   what this process does
  --region DIR      区域包   region pack

环境 environment：DATABASE_URL（PostgreSQL 15+，缺省内嵌 default: embedded）、TARIM_DATA、TARIM_MQTT_URL、TARIM_SENSORTHINGS_MQTT_PORT、TARIM_JT808_PORT、TARIM_NATS、TARIM_SECRET_KEY、TARIM_LOG；全部见 all in docs/zh/operations.md。

退出码 exit code: 0 已停止 stopped; 1 未能启动 could not start; 2 调用有误 broken call.
`,
  schema: {
    input: NO_INPUT,
    output: {
      type: 'string',
      description: 'for people: addresses and, in the demo, accounts; the log goes to standard error',
    },
  },
  options: {
    ...DATA,
    role: text(),
    host: text(),
    port: number(PORT),
    'gateway-host': text(),
    'gateway-port': number(PORT),
    'jt808-port': number(PORT),
    region: text(),
    demo: flag(),
    scenario: text(),
  },
  async run(values, { stdout }) {
    const { data, role, host, port, region, demo } = values;
    // An unknown name is told before anything is started.
    if (values.scenario !== null) loadScenario(values.scenario);
    const words = (value: number | null) => (value === null ? null : String(value));
    const config = configOf({
      data,
      role,
      host,
      port: words(port),
      gatewayHost: values['gateway-host'],
      gatewayPort: words(values['gateway-port']),
      jt808Port: words(values['jt808-port']),
      region,
      demo,
    });
    const running = await startServer({ ...config, scenario: values.scenario ?? undefined });
    stdout.write(
      welcome(
        running.url || `http://${config.host}:${config.port}`,
        `${config.gatewayHost}:${config.gatewayPort}`,
        config.demo,
        await hasAdministrator(running.ctx.db),
      ),
    );
    await new Promise<void>((resolve) => {
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
    });
    await running.stop();
    return 0;
  },
});
