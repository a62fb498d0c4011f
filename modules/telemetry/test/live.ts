import { once } from 'node:events';
import { connect } from 'node:net';
import { type DecodedFrame, decodeFrame, encodeFrame, FrameReader, type Message, qnOf } from '@tarim/hj212';
import type { ModuleDefinition } from '@tarim/platform';
import { type TestServer, testServer } from '@tarim/testkit';
import { sql } from 'kysely';
import { onTestFinished } from 'vitest';
import type { GatewayLimits } from '../server/gateway/limits.ts';
import { type Gateway, startGateway } from '../server/gateway/start-gateway.ts';
import { replayDevice } from '../server/projector/replay.ts';
import { telemetryRoutes } from '../server/routes.ts';
import { emptyRuntime, type TelemetryRuntime } from '../server/runtime.ts';
import { PASSWORD, type River, river } from './seed.ts';

type ServerOptions = NonNullable<Parameters<typeof testServer>[2]>;

export interface Live extends River {
  readonly gateway: Gateway;
  readonly runtime: TelemetryRuntime;
  readonly server: TestServer;
  /** Gives a device these columns; secrets are sealed on the way. */
  register(mn: string, columns: Readonly<Record<string, string | null>>): Promise<void>;
  /** Runs the replays that events asked for. */
  replays(): Promise<void>;
}

/** The river with its doors: TCP on a real socket, HTTP without one. */
export async function live(
  options: { limits?: Partial<GatewayLimits>; now?: number } & ServerOptions = {},
): Promise<Live> {
  const ctx = await river(options.now === undefined ? {} : { now: options.now });
  const { frameLog: log, directory, projector } = ctx;
  const gateway = await startGateway(
    ctx,
    { log, directory },
    { host: '127.0.0.1', port: 0, limits: options.limits },
  );
  onTestFinished(() => gateway.stop());
  const { book, commands, pending, unknown } = gateway;
  const runtime = {
    ...emptyRuntime(),
    ...{ log, directory, projector, connections: book, commands, pending, unknown },
  };
  const routes: ModuleDefinition = { name: 'telemetry', routes: telemetryRoutes(runtime) };
  const server = await testServer(ctx, [routes], options);
  return Object.assign(ctx, {
    gateway,
    runtime,
    server,
    register: async (mn: string, columns: Readonly<Record<string, string | null>>) => {
      for (const [name, value] of Object.entries(columns)) {
        const stored = value !== null && /^(password|sm4_key)$/.test(name) ? ctx.secrets.seal(value) : value;
        await sql`update registry.device set ${sql.id(name)} = ${stored} where mn = ${mn}`.execute(ctx.db);
      }
      directory.forget();
      await directory.prepare([mn]);
    },
    replays: async () => {
      const { rows } = await sql<{ mn: string }>`
        select distinct payload->>'mn' as mn from platform.outbox where type = 'registry.device-changed.v1'`.execute(
        ctx.db,
      );
      for (const { mn } of rows) await replayDevice(ctx, log, directory, mn);
    },
  });
}

export interface LoggerOptions {
  readonly mn: string;
  readonly pw?: string;
  readonly edition?: Message['edition'];
  readonly key?: Uint8Array;
}

/** A data logger as the gateway sees it: sends what it is told, keeps what it is asked. */
export async function logger(port: number, options: LoggerOptions) {
  const state = { pw: PASSWORD, edition: '2017' as Message['edition'], ...options };
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => {});
  await once(socket, 'connect');
  onTestFinished(() => void socket.destroy());
  const reader = new FrameReader();
  const got: DecodedFrame[] = [];
  socket.on('data', (chunk: Buffer) => {
    for (const raw of reader.push(chunk))
      got.push(decodeFrame(raw.bytes, state.key ? { sm4Key: state.key } : undefined));
  });
  const send = (message: Partial<Message> & Pick<Message, 'cn'>) => {
    const { pw, mn, edition, key } = state;
    const bytes = encodeFrame({ edition, st: '31', pw, mn, ...message }, key ? { sm4Key: key } : {});
    socket.write(bytes);
    return bytes;
  };
  /** The next frame of this command that nobody has taken yet. */
  const take = async (cn: string, ms = 5_000): Promise<DecodedFrame> => {
    for (const end = Date.now() + ms; Date.now() < end; ) {
      const index = got.findIndex((one) => one.cn === cn);
      if (index >= 0) return got.splice(index, 1)[0]!;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    throw new Error(`no ${cn} came; there is ${got.map((one) => one.cn).join() || 'nothing'}`);
  };
  return {
    socket,
    state,
    got,
    send,
    take,
    /** A record of this instant; resolves when it is answered. */
    report: async (time: number, value = 12) => {
      const qn = qnOf(time);
      const items = [{ code: 'a21026', attrs: { Avg: value, Flag: 'N' } }];
      send({ qn, cn: '2051', answer: true, dataTime: time, items });
      await take('9014');
    },
    /** Says that it will do it, and that it did. */
    does: async (request: DecodedFrame, code = 1) => {
      send({ qn: request.qn!, st: '91', cn: '9011', reply: true, fields: { QnRtn: 1 } });
      send({ qn: request.qn!, st: '91', cn: '9012', reply: true, fields: { ExeRtn: code } });
    },
  };
}

export async function until<T>(look: () => Promise<T | null | false> | T | null | false): Promise<T> {
  for (const end = Date.now() + 10_000; ; ) {
    const found = await look();
    if (found) return found;
    if (Date.now() > end) throw new Error('it did not happen in time');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
