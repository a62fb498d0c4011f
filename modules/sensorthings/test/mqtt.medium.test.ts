import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { LIVE_ARRIVALS } from '@tarim/telemetry/contract';
import { sql } from 'kysely';
import { connectAsync, type IClientOptions, type MqttClient } from 'mqtt';
import { expect, onTestFinished, test } from 'vitest';
import { ROLLED, startMqtt } from '../server/mqtt/broker.ts';
import { NOON, STATION, world } from './world.ts';

const HOUR = 3_600_000;
/** Point 1, hours (3) and minutes (2), a21026. */
const [HOURS, MINUTES] = [130121026, 120121026];

async function started() {
  const w = await world();
  const mqtt = await startMqtt(w.ctx, { host: '127.0.0.1', port: 0 });
  onTestFinished(() => mqtt.stop());
  const url = `mqtt://127.0.0.1:${mqtt.port}`;
  const client = async (key: string | null, options: IClientOptions = {}) => {
    const one = await connectAsync(url, {
      reconnectPeriod: 0,
      ...(key ? { username: 'client', password: key } : {}),
      ...options,
    });
    onTestFinished(() => one.endAsync(true));
    // biome-ignore lint/suspicious/noExplicitAny: entities of any type
    const heard: { topic: string; body: any }[] = [];
    one.on('message', (topic, payload) => heard.push({ topic, body: JSON.parse(payload.toString()) }));
    return Object.assign(one, { heard });
  };
  return { ...w, mqtt, client };
}

async function until(check: () => boolean | Promise<boolean>): Promise<void> {
  for (let i = 0; i < 200; i++) {
    if (await check()) return;
    await new Promise((done) => setTimeout(done, 25));
  }
  throw new Error('it did not happen');
}
/** What is not to come has had time to come when this has passed. */
const quiet = async (mqtt: { settled(): Promise<void> }) => {
  await new Promise((done) => setTimeout(done, 150));
  await mqtt.settled();
  await new Promise((done) => setTimeout(done, 100));
};
const closing = (client: MqttClient) => new Promise<void>((done) => client.once('close', () => done()));
const granted = async (client: MqttClient, topic: string): Promise<number> => {
  const { promise, resolve } = Promise.withResolvers<number>();
  client.subscribe(topic, { qos: 1 }, (_error, _given, packet) =>
    resolve(Number(packet?.granted?.[0] ?? 128)),
  );
  return promise;
};

test('who listens hears what was written by HTTP, entity by entity, with what was selected', async () => {
  const w = await started();
  const made = await w.call('POST', 'Things', STATION);
  const thing = made.body['@iot.id'];
  const stream = (await w.call('GET', `${made.location}/Datastreams`)).body.value[0]['@iot.id'];
  const client = await w.client(w.mine);
  const topics = [
    `v1.1/Datastreams(${stream})/Observations?$select=result,phenomenonTime`,
    'v1.1/Observations',
    'v1.1/Things',
    `v1.1/Things(${thing})/name`,
    `v1.1/Things(${thing})/Datastreams`,
  ];
  for (const topic of topics) expect([topic, await granted(client, topic)]).toEqual([topic, 1]);
  await w.call('POST', `Datastreams(${stream})/Observations`, {
    phenomenonTime: '2026-11-24T03:30:00Z',
    result: 4,
  });
  await w.call('PATCH', `Things(${thing})`, { name: '新名' });
  await w.call('PATCH', `Datastreams(${stream})`, { name: '新流' });
  await until(() => client.heard.length === 5);
  await quiet(w.mqtt);
  const by = (topic: string) => client.heard.filter((one) => one.topic === topic).map((one) => one.body);
  expect(by(topics[0]!)).toEqual([{ phenomenonTime: '2026-11-24T03:30:00.000Z', result: 4 }]);
  expect(by(topics[1]!)).toMatchObject([
    { '@iot.id': `${stream}-${Date.parse('2026-11-24T03:30:00Z')}`, result: 4 },
  ]);
  expect(by(topics[2]!)).toMatchObject([{ '@iot.id': thing, name: '新名' }]);
  expect(by(topics[3]!)).toEqual([{ name: '新名' }]);
  expect(by(topics[4]!)).toMatchObject([{ '@iot.id': stream, name: '新流' }]);
  await client.unsubscribeAsync(topics);
  await w.call('PATCH', `Things(${thing})`, { name: '又' });
  await quiet(w.mqtt);
  expect(client.heard).toHaveLength(5);
});

test('values are written by MQTT with a key, and a message that is wrong writes nothing and ends nothing', async () => {
  const w = await started();
  const made = await w.call('POST', 'Things', STATION);
  const stream = (await w.call('GET', `${made.location}/Datastreams`)).body.value[0]['@iot.id'];
  const client = await w.client(w.mine);
  await granted(client, `v1.1/Datastreams(${stream})/Observations`);
  const publish = (topic: string, body: unknown) =>
    client.publishAsync(topic, typeof body === 'string' ? body : JSON.stringify(body), {
      qos: 1,
      retain: true,
    });
  await publish(`v1.1/Datastreams(${stream})/Observations`, {
    phenomenonTime: '2026-11-24T03:40:00Z',
    result: 9,
  });
  await publish(`v1.1/Datastreams(${stream})/Observations`, 'no JSON');
  await publish(`v1.1/Datastreams(${stream})/Observations`, { result: 'warm' });
  await publish('v1.1/Datastreams(130121026)/Observations', { result: 1 });
  await publish('elsewhere', { result: 1 });
  await publish('v1.1/Observations', {
    phenomenonTime: '2026-11-24T03:50:00Z',
    result: 10,
    Datastream: { '@iot.id': stream },
  });
  await until(() => client.heard.length === 2);
  await quiet(w.mqtt);
  // Only what was read from the database: what a client sent is not passed on as it is.
  expect(client.heard.map((one) => [one.body['@iot.id'], one.body.result])).toEqual([
    [`${stream}-${Date.parse('2026-11-24T03:40:00Z')}`, 9],
    [`${stream}-${Date.parse('2026-11-24T03:50:00Z')}`, 10],
  ]);
  expect((await w.call('GET', `Datastreams(${stream})/Observations?$count=true`)).body['@iot.count']).toBe(4);
  const counted = await w.ctx.metrics.getSingleMetric('tarim_sensorthings_mqtt_refused_total')!.get();
  expect(Object.fromEntries(counted.values.map((one) => [one.labels.code, one.value]))).toEqual({
    SENSORTHINGS_BODY_INVALID: 2,
    SENSORTHINGS_LINK_UNKNOWN: 1,
    SENSORTHINGS_PATH_INVALID: 1,
  });
  // Nothing was kept for those who come later.
  const later = await w.client(w.mine);
  await granted(later, `v1.1/Datastreams(${stream})/Observations`);
  await quiet(w.mqtt);
  expect(later.heard).toEqual([]);
});

test('nobody hears or writes what is not theirs', async () => {
  const w = await started();
  const made = await w.call('POST', 'Things', STATION);
  const thing = made.body['@iot.id'];
  const stream = (await w.call('GET', `${made.location}/Datastreams`)).body.value[0]['@iot.id'];
  await expect(w.client('tarim_wrongwrongwrongwrongwrong')).rejects.toThrow(/not authorized|bad user/i);
  await expect(w.client(w.devices)).rejects.toThrow(/not authorized|bad user/i);
  const strangers = [await w.client(w.others), await w.client(null)];
  for (const one of strangers) {
    for (const topic of [
      `v1.1/Things(${thing})`,
      `v1.1/Datastreams(${stream})/Observations`,
      'v1.1/#',
      '#',
      '$SYS/#',
      'v1.1/Nothing',
      'v1.1/Things?$filter=true',
      'v1.1/Datastreams(1)/+',
    ])
      expect([topic, await granted(one, topic)]).toEqual([topic, 128]);
    for (const topic of ['v1.1/Things', 'v1.1/Observations', 'v1.1/Locations'])
      expect([topic, await granted(one, topic)]).toEqual([topic, 1]);
  }
  await w.call('PATCH', `Things(${thing})`, { name: '新名' });
  await w.call('POST', `Datastreams(${stream})/Observations`, { result: 4 });
  await w.call('POST', 'Things', STATION);
  await quiet(w.mqtt);
  for (const one of strangers) expect(one.heard).toEqual([]);
  // Who writes without a key is let go.
  const anybody = strangers[1]!;
  const closed = closing(anybody);
  anybody.publish('v1.1/Things', JSON.stringify({ name: 'x', description: 'x' }), { qos: 0 });
  await closed;
  expect((await w.call('GET', 'Things?$count=true&$top=0')).body['@iot.count']).toBe(2);
});

test('a key that is revoked hears nothing from then on and is let go', async () => {
  const w = await started();
  const client = await w.client(w.mine);
  await granted(client, 'v1.1/Things');
  const closed = closing(client);
  await sql`update identity.api_key set revoked_at = ${new Date(w.ctx.clock.now())} where id = ${w.keyIds[0]}`.execute(
    w.ctx.db,
  );
  // The key is looked at again within seconds; meanwhile nothing can be written with it either.
  expect((await w.call('POST', 'Things', STATION)).status).toBe(401);
  await closed;
  expect(client.heard).toEqual([]);
}, 40_000);

test('values of devices are heard as they come, while the portal shows them', async () => {
  const w = await started();
  const { db } = w.ctx;
  await sql`insert into registry.point (code, name, kind, unit_path, lon, lat, public) values
    ('A1', '空气站', 'air', '/650000/', 87.6, 43.8, true), ('A2', '内部站', 'air', '/650000/', 87.7, 43.8, false)`.execute(
    db,
  );
  await sql`insert into registry.point_parameter (point_id, unit_path, code, unit, public) values
    (1, '/650000/', 'a21026', 'mg/m³', true), (1, '/650000/', 'a21002', 'mg/m³', false), (2, '/650000/', 'a21026', 'mg/m³', true)`.execute(
    db,
  );
  await sql`insert into telemetry.layout (slots) values ('a21026.Avg,a21002.Avg')`.execute(db);
  const rollup = async (point: number, time: number, value: number) => {
    await sql`
      insert into telemetry.rollup (point_id, period, time, layout_id, values, basis, expected, received, rule_version, computed_at)
      values (${point}, 1, ${new Date(time)}, 1, array[${value}, 99]::float8[], 'minute', 60, 60, 'r1', ${new Date(NOON)})`.execute(
      db,
    );
    w.ctx.live.publish(ROLLED, { rolled: 'hour', items: [{ pointId: point, time }] });
  };
  const anybody = await w.client(null);
  const one = `v1.1/Datastreams(${HOURS})/Observations?$select=result`;
  for (const topic of ['v1.1/Observations?$select=result', one])
    expect(await granted(anybody, topic)).toBe(1);
  expect(await granted(anybody, 'v1.1/Datastreams(230121026)/Observations')).toBe(128);
  await rollup(1, NOON - 2 * HOUR, 5);
  await rollup(2, NOON - 2 * HOUR, 6);
  await until(() => anybody.heard.length === 2);
  await quiet(w.mqtt);
  expect(anybody.heard.map((heard) => heard.body.result)).toEqual([5, 5]);
  // Minutes of devices, by when they were received.
  const record = (minute: number, value: number) => sql`
    insert into telemetry.record (point_id, kind, time, layout_id, values, flags, lsn, received_at)
    values (1, 2, ${new Date(NOON - HOUR + minute * 60_000)}, 1, array[${value}, 99]::float8[], array['N'], 1, ${new Date(NOON + minute)})`;
  await record(0, 20).execute(db);
  await sql`insert into telemetry.latest (point_id, kind, time, layout_id, values, flags, lsn, received_at) select point_id, kind, time, layout_id, values, flags, lsn, received_at from telemetry.record`.execute(
    db,
  );
  expect(await granted(anybody, `v1.1/Datastreams(${MINUTES})/Observations?$select=result`)).toBe(1);
  w.ctx.live.publish(LIVE_ARRIVALS, { frames: 1, values: 1, points: [[1, NOON]] });
  await record(1, 21).execute(db);
  await record(2, 22).execute(db);
  w.ctx.live.publish(LIVE_ARRIVALS, { frames: 1, values: 1, points: [[1, NOON + 2]] });
  await until(() => anybody.heard.filter((heard) => heard.topic.includes(`(${MINUTES})`)).length === 3);
  expect(
    anybody.heard.filter((heard) => heard.topic.includes(`(${MINUTES})`)).map((heard) => heard.body.result),
  ).toEqual([20, 21, 22]);
  // The portal stops showing the point.
  const before = anybody.heard.length;
  await sql`insert into disclosure.publication (subject, key, public, reason, changed_at) values ('point', '1', false, '核实中', now())`.execute(
    db,
  );
  await new Promise((done) => setTimeout(done, 2_200));
  await rollup(1, NOON - HOUR, 7);
  await quiet(w.mqtt);
  expect(anybody.heard).toHaveLength(before);
});

test('a packet that says it is endless ends the connection', async () => {
  const w = await started();
  const socket = connect(w.mqtt.port, '127.0.0.1');
  onTestFinished(() => {
    socket.destroy();
  });
  await once(socket, 'connect');
  const closed = once(socket, 'close');
  // PUBLISH with a remaining length of 268,435,455 bytes.
  socket.write(Buffer.from([0x30, 0xff, 0xff, 0xff, 0x7f]));
  await closed;
});

/** Another client than the one these tests are written with, where the machine has it (Debian: mosquitto-clients). */
const mosquitto = async (command: string, args: readonly string[]) => {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let out = '';
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString();
  });
  const code = await new Promise<number | null>((done) => {
    child.on('error', () => done(null));
    child.on('exit', done);
  });
  return { code, out };
};

test('the clients of Mosquitto hear and write', async ({ skip }) => {
  if ((await mosquitto('mosquitto_sub', ['--version'])).code === null)
    skip('mosquitto-clients is not installed');
  const w = await started();
  const made = await w.call('POST', 'Things', STATION);
  const stream = (await w.call('GET', `${made.location}/Datastreams`)).body.value[0]['@iot.id'];
  const topic = `v1.1/Datastreams(${stream})/Observations`;
  const door = ['-h', '127.0.0.1', '-p', String(w.mqtt.port), '-u', 'client', '-P', w.mine];
  const heard = mosquitto('mosquitto_sub', [...door, '-t', topic, '-C', '1', '-W', '20']);
  await new Promise((done) => setTimeout(done, 1_000));
  const { code } = await mosquitto('mosquitto_pub', [
    ...door,
    '-t',
    topic,
    '-q',
    '1',
    '-m',
    JSON.stringify({ phenomenonTime: '2026-11-24T03:40:00Z', result: 9 }),
  ]);
  expect(code).toBe(0);
  expect(JSON.parse((await heard).out)).toMatchObject({
    result: 9,
    phenomenonTime: '2026-11-24T03:40:00.000Z',
  });
}, 60_000);
