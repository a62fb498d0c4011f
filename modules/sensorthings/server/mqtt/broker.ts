import { createServer, type Socket } from 'node:net';
import { machineByKey } from '@tarim/identity/queries';
import { TarimError } from '@tarim/kernel';
import { type Context, type Machine, platformErrors } from '@tarim/platform';
import { LIVE_ARRIVALS } from '@tarim/telemetry/contract';
import { Aedes, type AuthenticateError, type Client } from 'aedes';
import { Counter } from 'prom-client';
import { CHANGED, type Change } from '../domain/changes.ts';
import { resolve } from '../use-cases/read.ts';
import { inOne, writeIn } from '../use-cases/write.ts';
import { Delivery, isOurs, type News } from './deliver.ts';
import { limitPackets } from './packet-limit.ts';
import { type Listening, listening } from './subscriptions.ts';
import { parseTopic, writingUrl } from './topic.ts';

/** Live topic within the platform: hours and days that were computed. */
export const ROLLED = 'sensorthings.rolled';

const MOST_CLIENTS = 1_000;
const MOST_TOPICS = 100;
/** A key is asked about again this often, at the latest when something is to be sent. */
const KEY_MS = 5_000;
const SWEEP_MS = 15_000;
/** AuthErrorCode of MQTT 3.1.1 §3.2.2.3. */
const BAD_CREDENTIALS = 4;

interface Held {
  readonly secret: string;
  readonly machine: Machine;
  checked: number;
}

export interface MqttService {
  readonly port: number;
  /** For tests: resolves when all that was written has been sent. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * SensorThings by MQTT (OGC 18-088 §14 and §15): clients subscribe to sets and entities and publish new ones. With a key as password
 * they see and write what the key may; without, they hear what is public. Nothing is passed from client to client: what is heard was
 * read from the database for that listener. Sessions end with their connection.
 */
export async function startMqtt(ctx: Context, options: { host: string; port: number }): Promise<MqttService> {
  const listeners = new Set<Listening>();
  const clients = new Map<Client, { readonly keyId: string }>();
  const keys = new Map<string, Held>();
  const refused =
    (ctx.metrics.getSingleMetric('tarim_sensorthings_mqtt_refused_total') as Counter<'code'> | undefined) ??
    new Counter({
      name: 'tarim_sensorthings_mqtt_refused_total',
      help: 'Messages and subscriptions by MQTT that were refused',
      labelNames: ['code'],
      registers: [ctx.metrics],
    });
  const base = `http://${ctx.config.host}:${ctx.config.port}`;

  /** Whether a key is still good; if not, all who use it are let go. */
  const stillKey = async (keyId: string): Promise<boolean> => {
    if (keyId === '') return true;
    const held = keys.get(keyId);
    if (!held) return false;
    const now = performance.now();
    if (now - held.checked < KEY_MS) return true;
    const good = await machineByKey(ctx.db, held.secret, 'sensorthings', ctx.clock.now());
    if (good) {
      held.checked = now;
      return true;
    }
    keys.delete(keyId);
    for (const [client, who] of clients) if (who.keyId === keyId) client.close();
    return false;
  };
  const delivery = new Delivery(ctx, listeners, base, stillKey);

  const refuse = (error: unknown, what: string): void => {
    const code = error instanceof TarimError ? error.code : 'INTERNAL';
    refused.inc({ code });
    if (code === 'INTERNAL') ctx.log.error({ err: error }, what);
    else ctx.log.info({ code }, what);
  };

  const broker = await Aedes.createBroker({
    heartbeatInterval: 60_000,
    connectTimeout: 10_000,
    queueLimit: 1_000,
    preConnect: (_client, packet, done) => {
      // A session of its own would hear things while nobody looks whether it still may.
      packet.clean = true;
      delete packet.will;
      done(null, broker.connectedClients < MOST_CLIENTS);
    },
    authenticate: (client, username, password, done) => {
      const secret = (password?.toString() || username || '').trim();
      if (secret === '') {
        clients.set(client, { keyId: '' });
        return done(null, true);
      }
      machineByKey(ctx.db, secret, 'sensorthings', ctx.clock.now())
        .then((machine) => {
          if (!machine) {
            refused.inc({ code: platformErrors.apiKeyInvalid.code });
            const error = new Error(platformErrors.apiKeyInvalid.en) as AuthenticateError;
            error.returnCode = BAD_CREDENTIALS as never;
            return done(error, null);
          }
          keys.set(machine.keyId, { secret, machine, checked: performance.now() });
          clients.set(client, { keyId: machine.keyId });
          done(null, true);
        })
        .catch((error: unknown) => done(error as AuthenticateError, null));
    },
    authorizeSubscribe: (client, subscription, done) => {
      const { topic, qos } = subscription;
      subscribe(client, topic, qos > 0 ? 1 : 0).then(
        () => done(null, { ...subscription, qos: qos > 0 ? 1 : 0 }),
        (error: unknown) => {
          refuse(error, 'a subscription of SensorThings was refused');
          done(null, null);
        },
      );
    },
    authorizePublish: (client, packet, done) => {
      // Nothing is kept for those who come later: it would be read by nobody's leave.
      packet.retain = false;
      if (!client) return done(new Error('nobody'));
      const keyId = clients.get(client)?.keyId ?? '';
      if (keyId === '') {
        refused.inc({ code: platformErrors.apiKeyInvalid.code });
        return done(new Error(platformErrors.apiKeyInvalid.en));
      }
      publish(keyId, packet.topic, packet.payload.toString()).then(
        () => done(null),
        (error: unknown) => {
          // MQTT 3.1.1 has no answer for a message that is wrong: it is counted and logged, and its sender goes on.
          refuse(error, 'a message of SensorThings was refused');
          done(error instanceof TarimError ? null : (error as Error));
        },
      );
    },
    // What clients publish reaches nobody by itself.
    authorizeForward: (_client, packet) => (isOurs(packet.payload) ? packet : null),
  });

  async function subscribe(client: Client, topic: string, qos: 0 | 1): Promise<void> {
    const who = clients.get(client);
    const own = [...listeners].filter((one) => one.client === client);
    const again = own.find((one) => one.topic === topic);
    if (!who || (!again && own.length >= MOST_TOPICS)) throw new TarimError(platformErrors.rateLimited);
    const parsed = parseTopic(topic);
    if (!(await stillKey(who.keyId))) throw new TarimError(platformErrors.apiKeyInvalid);
    const found = await resolve(await delivery.readerOf(who.keyId), parsed.path);
    if (client.closed) return;
    if (again) listeners.delete(again);
    listeners.add(listening({ client, keyId: who.keyId, topic, qos }, found, parsed));
  }

  async function publish(keyId: string, topic: string, text: string): Promise<void> {
    const url = writingUrl(topic);
    if (!(await stillKey(keyId))) throw new TarimError(platformErrors.apiKeyInvalid);
    let body: unknown;
    try {
      body = JSON.parse(text);
    } catch {
      body = undefined;
    }
    const { machine } = keys.get(keyId)!;
    await inOne(ctx, machine, (w) =>
      writeIn(ctx, w, {
        method: 'POST',
        url,
        base,
        actor: null,
        client: machine,
        share: null,
        address: '',
        body,
      }),
    );
  }

  const gone = (client: Client) => {
    const who = clients.get(client);
    clients.delete(client);
    for (const one of listeners) if (one.client === client) listeners.delete(one);
    if (who && ![...clients.values()].some((one) => one.keyId === who.keyId)) {
      delivery.forget(who.keyId);
      keys.delete(who.keyId);
    }
  };
  broker.on('unsubscribe', (topics, client) => {
    for (const one of listeners)
      if (one.client === client && topics.includes(one.topic)) listeners.delete(one);
  });
  broker.on('clientDisconnect', gone);
  broker.on('clientError', (client) => {
    // Who never got in is in no list of those who leave.
    if (!client.connected) gone(client);
  });

  const stopHearing = ctx.live.subscribe([CHANGED, ROLLED, LIVE_ARRIVALS], (topic, message) => {
    const news = newsOf(topic, message);
    if (news) delivery.take(news);
  });
  const sweep = setInterval(() => {
    for (const keyId of new Set([...clients.values()].map((one) => one.keyId)))
      stillKey(keyId).catch((error: unknown) => ctx.log.warn({ err: error }, 'a key could not be looked at'));
  }, SWEEP_MS);
  sweep.unref();

  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.setNoDelay(true);
    limitPackets(socket);
    broker.handle(socket);
  });
  server.maxConnections = MOST_CLIENTS;
  await new Promise<void>((done, failed) => {
    server.once('error', failed);
    server.listen(options.port, options.host, () => {
      server.off('error', failed);
      done();
    });
  });
  server.on('error', (error) => ctx.log.warn({ err: error }, 'SensorThings by MQTT'));
  const { port } = server.address() as { port: number };
  ctx.log.info({ port }, 'SensorThings listens for MQTT');
  return {
    port,
    settled: () => delivery.settled(),
    stop: async () => {
      clearInterval(sweep);
      stopHearing();
      server.close();
      await new Promise<void>((done) => broker.close(() => done()));
      for (const socket of sockets) socket.destroy();
      await delivery.settled();
    },
  };
}

/** A live message as news; null: nothing in it that anybody hears. */
function newsOf(topic: string, message: object): News | null {
  if (topic === CHANGED) return message as Change;
  if (topic === ROLLED) return message as News;
  const { points = [] } = message as { points?: [pointId: number, time: number][] };
  const arrived = points.map(([pointId, time]) => ({ pointId, time }));
  return arrived.length > 0 ? { arrived } : null;
}
