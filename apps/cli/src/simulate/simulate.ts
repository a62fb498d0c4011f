import { readFileSync } from 'node:fs';
import { httpSink, type JsonSink, loadScenario, mqttSink, startNetwork } from '@tarim/simulator';
import { BrokenCall } from '../arguments.ts';
import { defineCommand, line } from '../command.ts';
import { lineOf, NO_INPUT } from '../schema.ts';
import { checkTogether, SIMULATE_OPTIONS, type SimulateOptions } from './options.ts';

const help = `tarim simulate [--scenario xinjiang-demo] [--seed N] [--start TIME] [--speed 1] [--seconds N]
               [--host 127.0.0.1] [--port 9212] [--backfill | --since TIME]
               [--http URL --key-file FILE] [--mqtt URL [--key-file FILE]]
模拟监测网：真实 TCP 上的 HJ 212 数采仪，全部为模拟数据。每 5 秒及结束时输出一行 NDJSON 统计。
A simulated network of data loggers on real TCP lines; all data are simulated. A line of counters every five seconds and at the end.

  --seed N           随机种子，缺省用场景的；另一种子即另一张网（MN 也不同）   another seed is another network, with other MNs
  --start TIME       模拟世界从此刻开始（ISO 8601，无时区按 +08:00），按 --speed 前进并等待应答：
                     种子与起点相同，对应答相同的平台发出的字节就相同
                     the world begins then and waits for answers: the same seed and start write the same bytes
  --speed X          模拟世界比钟表快多少倍   how many times faster than the clock the world runs
  --seconds N        运行多少秒；用 --start 时为满速时的秒数   seconds to run; with --start those at full speed

  --backfill         启动时补传场景规定的历史   sends the past, as much as the scenario says
  --since TIME       补传此后测得的数据（ISO 8601，无时区按 +08:00）   sends what was measured since then
  --http URL         场景中的 HTTPS 设备改发 POST URL/api/telemetry/ingest   where the scenario's HTTPS devices send to
  --mqtt URL         场景中的 MQTT 设备改发 tarim/ingest/<mn>   the broker of the scenario's MQTT devices
  --key-file FILE    接入密钥文件（MQTT 时作口令）   holds the API key; the password of the broker

退出码 exit code: 0 正常结束 ended; 1 无此场景或服务器拒绝 no such scenario, or refused; 2 调用有误 broken call.
`;

const COUNT = { type: 'integer', minimum: 0 };

export const simulateCommand = defineCommand({
  name: 'simulate',
  help,
  schema: {
    input: NO_INPUT,
    output: lineOf({
      devices: COUNT,
      backlog: { ...COUNT, description: 'records that wait to be sent or answered' },
      sent: { ...COUNT, description: 'frames written for the first time' },
      answered: { ...COUNT, description: 'records and notices whose answer came' },
      resent: COUNT,
      broken: { ...COUNT, description: 'frames whose bytes were broken on purpose' },
      duplicated: COUNT,
      requests: { ...COUNT, description: 'requests of the platform' },
      history: { ...COUNT, description: 'frames of history calls' },
    }),
  },
  options: SIMULATE_OPTIONS,
  async run(options, { stdout }) {
    checkTogether(options);
    return simulate(options, keyOf(options['key-file']), stdout);
  },
});

function keyOf(file: string | null): string | null {
  if (file === null) return null;
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw new BrokenCall(`--key-file: ${(error as Error).message}`, { cause: error });
  }
}

async function simulate(
  options: SimulateOptions,
  key: string | null,
  stdout: NodeJS.WritableStream,
): Promise<number> {
  const own = loadScenario(options.scenario);
  const scenario = options.seed === null ? own : { ...own, seed: options.seed };
  const broker = options.mqtt === null ? null : await openBroker(options.mqtt, key);
  const network = startNetwork({
    scenario,
    host: options.host,
    port: options.port,
    speed: options.speed,
    backfill: options.backfill,
    since: options.since,
    ...(options.start === null ? {} : { start: options.start }),
    ...(options.seconds === null ? {} : { seconds: options.seconds }),
    ...(options.http && key ? { http: httpSink(options.http, key) } : {}),
    ...(broker ? { mqtt: broker.sink } : {}),
  });
  const tell = () => {
    const counters = { devices: network.devices.length, backlog: network.backlog(), ...network.counters };
    stdout.write(line(counters));
    // The server that started this process wants to know when the past has arrived.
    if (process.connected) process.send?.(counters);
  };
  const telling = setInterval(tell, 5_000);
  let gone = () => {};
  await new Promise<void>((resolve, reject) => {
    gone = resolve;
    if (options.start !== null) network.ended.then(resolve, reject);
    else if (options.seconds !== null) setTimeout(resolve, options.seconds * 1_000);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, resolve);
    // Started by the server: when it is gone, there is nobody left to talk to.
    process.once('disconnect', gone);
  });
  clearInterval(telling);
  tell();
  if (options.start === null) network.stop();
  else await network.finish();
  await broker?.close();
  // As long as somebody listens to it, the channel to the server keeps this process alive.
  process.off('disconnect', gone);
  return 0;
}

/** The broker comes back by itself; what it did not take is kept by the devices. */
async function openBroker(
  url: string,
  key: string | null,
): Promise<{ sink: JsonSink; close(): Promise<void> }> {
  // Only this flag needs the library.
  const { connect } = await import('mqtt');
  const client = connect(url, {
    reconnectPeriod: 2_000,
    connectTimeout: 10_000,
    ...(key ? { username: 'tarim-simulator', password: key } : {}),
  });
  client.on('error', () => {});
  const sink = mqttSink(async (topic, payload) => {
    if (!client.connected) throw new Error('the broker is away');
    await client.publishAsync(topic, payload, { qos: 1 });
  }, key);
  return { sink, close: () => client.endAsync(true) };
}
