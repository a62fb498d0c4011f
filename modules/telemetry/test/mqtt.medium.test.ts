import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { createApiKey } from '@tarim/identity/server';
import { systemClock } from '@tarim/kernel';
import { Aedes } from 'aedes';
import { connectAsync, type MqttClient } from 'mqtt';
import { expect, it, onTestFinished } from 'vitest';
import { MqttIngest } from '../server/ingest/mqtt.ts';
import { openIntake } from '../server/runtime.ts';
import { type Live, live, until } from './live.ts';
import { HOUR, MINUTE, MN, NOON, POINT, recordAt } from './seed.ts';

const at = NOON - HOUR;
const record = (mn: string, time = at) => ({
  mn,
  cn: '2051',
  dataTime: new Date(time).toISOString(),
  items: [{ code: 'a21026', attrs: { Avg: 12, Flag: 'N' } }],
});

interface Broker {
  readonly port: number;
  readonly aedes: Aedes;
  /** Client ids that connected, with what they showed. */
  readonly clients: { id: string; username: string | undefined; clean: boolean }[];
  listen(): Promise<void>;
  /** Closes the door and throws everybody out; sessions stay. */
  away(): Promise<void>;
}

/** A broker in this process whose door can be closed and opened; its sessions outlive that. */
async function broker(): Promise<Broker> {
  const aedes = await Aedes.createBroker();
  const clients: Broker['clients'] = [];
  aedes.preConnect = (_client, packet, done) => {
    const { clientId: id, username, clean = true } = packet;
    clients.push({ id, username, clean });
    done(null, true);
  };
  const sockets = new Set<Socket>();
  let server: Server | null = null;
  let port = 0;
  const away = async () => {
    const closed = server ? once(server, 'close') : null;
    server?.close();
    for (const socket of sockets) socket.destroy();
    server = null;
    await closed;
  };
  onTestFinished(async () => {
    await away();
    await new Promise<void>((resolve) => aedes.close(() => resolve()));
  });
  return {
    aedes,
    clients,
    get port() {
      return port;
    },
    listen: async () => {
      server = createServer((socket) => {
        sockets.add(socket);
        socket.on('close', () => sockets.delete(socket));
        aedes.handle(socket);
      });
      server.listen(port, '127.0.0.1');
      await once(server, 'listening');
      ({ port } = server.address() as { port: number });
    },
    away,
  };
}

/** A free port on which nobody listens yet. */
async function reserve(one: Broker): Promise<void> {
  await one.listen();
  await one.away();
}

async function started(one: Broker, url = `mqtt://gateway:secret@127.0.0.1:${one.port}`) {
  const ctx = await live({ now: systemClock.now() });
  for (const mn of [MN.gas, MN.water]) await ctx.register(mn, { transport: 'mqtt' });
  const mqtt = new MqttIngest(ctx, openIntake(ctx, ctx.runtime)!, url);
  onTestFinished(() => mqtt.stop().catch(() => {}));
  const { secret, key } = await createApiKey(ctx, null, {
    name: 'k',
    scope: 'ingest',
    unitPath: '/',
    mns: [MN.gas, MN.water],
  });
  return { ctx, mqtt, secret, prefix: key.prefix };
}
async function publisher(one: Broker): Promise<MqttClient> {
  const client = await connectAsync(`mqtt://127.0.0.1:${one.port}`, { reconnectPeriod: 0 });
  onTestFinished(() => client.endAsync(true));
  return client;
}
const publish = (client: MqttClient, topic: string, content: object | string) =>
  client.publishAsync(
    `tarim/ingest/${topic}`,
    typeof content === 'string' ? content : JSON.stringify(content),
    { qos: 1 },
  );
const kept = async (ctx: Live) => (await ctx.frameLog.read(0, 1 << 20)).entries;
const refusals = async (ctx: Live) => {
  const metric = await ctx.metrics.getSingleMetric('tarim_mqtt_refused_total')!.get();
  return Object.fromEntries(metric.values.map((one) => [one.labels.code, one.value]));
};

it('a broker that is away stops nothing: it is called until it is there, and its messages become records', async () => {
  const one = await broker();
  await reserve(one);
  const { ctx, mqtt, secret, prefix } = await started(one);
  await until(() => ctx.troubles.list().some((trouble) => trouble.name === 'telemetry.mqtt'));
  expect(mqtt.ready).toBe(false);
  await one.listen();
  await until(() => mqtt.ready);
  expect(ctx.troubles.list()).toEqual([]);
  const client = await publisher(one);
  await publish(client, MN.gas, { key: secret, ...record(MN.gas) });
  const [entry] = await until(async () => ((await kept(ctx)).length > 0 ? kept(ctx) : null));
  expect([entry!.transport, entry!.remote]).toEqual(['mqtt', prefix]);
  // The secret was let in by; it is no part of what was measured.
  expect(JSON.parse(Buffer.from(entry!.payload).toString())).toEqual(record(MN.gas));
  await ctx.project();
  expect(await recordAt(ctx.db, { pointId: POINT.gas, kind: 2, time: at })).not.toBeNull();
  expect(one.clients[0]).toMatchObject({ username: 'gateway', clean: false });
});

it('what is published while we are away is there when we come back, under the same name', async () => {
  const one = await broker();
  await one.listen();
  const { ctx, mqtt, secret } = await started(one);
  await until(() => mqtt.ready);
  const client = await publisher(one);
  await publish(client, MN.gas, { key: secret, ...record(MN.gas) });
  await until(async () => (await kept(ctx)).length === 1);
  const { id } = one.clients[0]!;
  await mqtt.stop();
  for (let n = 1; n <= 3; n++)
    await publish(client, MN.gas, { key: secret, ...record(MN.gas, at + n * MINUTE) });
  const again = new MqttIngest(
    Object.assign(Object.create(ctx), {
      metrics: new (ctx.metrics.constructor as new () => typeof ctx.metrics)(),
    }),
    openIntake(ctx, ctx.runtime)!,
    `mqtt://127.0.0.1:${one.port}`,
  );
  onTestFinished(() => again.stop());
  await until(async () => (await kept(ctx)).length === 4);
  expect(one.clients.at(-1)).toMatchObject({ id, clean: false });
  expect(id).toMatch(/^tarim-[0-9a-f]{16}$/);
});

it('a message is acknowledged only when it is durable: one that cannot be kept waits, and is not lost', async () => {
  const one = await broker();
  await one.listen();
  const { ctx, mqtt, secret } = await started(one);
  await until(() => mqtt.ready);
  const client = await publisher(one);
  let acknowledged = 0;
  one.aedes.on('ack', (packet) => {
    // What a broker hears of a publisher's own message has no topic any more.
    if (packet && 'topic' in packet && String(packet.topic).startsWith('tarim/ingest/')) acknowledged++;
  });
  ctx.runtime.pending!.add(64 << 20);
  await publish(client, MN.gas, { key: secret, ...record(MN.gas) });
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect([(await kept(ctx)).length, acknowledged]).toEqual([0, 0]);
  ctx.runtime.pending!.done(64 << 20);
  await until(async () => (await kept(ctx)).length === 1);
  await until(() => acknowledged === 1);

  // The line breaks while it waits: the broker sends it again.
  ctx.runtime.pending!.add(64 << 20);
  await publish(client, MN.gas, { key: secret, ...record(MN.gas, at + MINUTE) });
  await new Promise((resolve) => setTimeout(resolve, 100));
  await one.away();
  ctx.runtime.pending!.done(64 << 20);
  await one.listen();
  await until(async () => (await kept(ctx)).length >= 2);
  await ctx.project();
  expect(await recordAt(ctx.db, { pointId: POINT.gas, kind: 2, time: at + MINUTE })).not.toBeNull();
});

it('what may not be taken is refused by its code, kept nowhere, and holds nothing up', async () => {
  const one = await broker();
  await one.listen();
  const { ctx, mqtt, secret } = await started(one);
  await until(() => mqtt.ready);
  const client = await publisher(one);
  await publish(client, MN.gas, 'no JSON');
  await publish(client, MN.gas, '[1]');
  await publish(client, MN.gas, record(MN.gas));
  await publish(client, MN.gas, { key: `${secret}x`, ...record(MN.gas) });
  await publish(client, MN.water, { key: secret, ...record(MN.gas) });
  await publish(client, MN.gas, { key: secret, ...record(MN.gas), cn: '9014' });
  await publish(client, MN.river, { key: secret, ...record(MN.river) });
  await ctx.register(MN.water, { transport: 'tcp' });
  await publish(client, MN.water, { key: secret, ...record(MN.water) });
  await publish(client, MN.gas, { key: secret, ...record(MN.gas), padding: 'x'.repeat(300_000) });
  await publish(client, MN.gas, { key: secret, ...record(MN.gas) });
  await until(async () => (await kept(ctx)).length > 0);
  expect((await kept(ctx)).map((entry) => JSON.parse(Buffer.from(entry.payload).toString()).mn)).toEqual([
    MN.gas,
  ]);
  expect(await refusals(ctx)).toEqual({
    TELEMETRY_INGEST_RECORD: 4,
    TELEMETRY_INGEST_KEY: 2,
    TELEMETRY_INGEST_TOPIC: 1,
    TELEMETRY_INGEST_FOREIGN: 1,
    TELEMETRY_INGEST_TRANSPORT: 1,
  });
});
