import type { Clock, ErrorDefinition } from '@tarim/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Kysely, Transaction } from 'kysely';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { TSchema } from 'typebox';
import type { Access, Actor, EventDef, Of, PayloadOf, RouteDef } from './contract/index.ts';
import type { DatasetDefinition } from './datasets/definition.ts';
import type { CollectedDatasets, DatasetShelf } from './datasets/shelf.ts';
import type { FieldRack, FieldWork } from './field/definition.ts';
import type { Troubles } from './health/troubles.ts';

/**
 * The database handle. Queries are written as SQL with Kysely's `sql` template:
 * ``sql<Row>`select … where id = ${id}`.execute(db)``; each module keeps them in `server/sql/`.
 */
// biome-ignore lint/suspicious/noExplicitAny: rows are typed where the SQL is written, per query
export type Db = Kysely<any>;
// biome-ignore lint/suspicious/noExplicitAny: as above
export type Tx = Transaction<any>;
export type DbOrTx = Db | Tx;

/** What the parts of the program do; one process may play several roles. */
export type ServerRole = 'api' | 'gateway' | 'projector' | 'worker';

/** Read once from flags and environment by `apps/server`; nobody else reads the environment. */
export interface Config {
  readonly roles: ReadonlySet<ServerRole>;
  /** Folder of everything that is kept: database cluster (embedded), frame log, files, keys. */
  readonly dataDir: string;
  readonly databaseUrl: string;
  readonly host: string;
  readonly port: number;
  /** Address at which loggers arrive; often another than that of the pages. */
  readonly gatewayHost?: string;
  readonly gatewayPort: number;
  readonly mqttUrl?: string;
  /** Where clients of SensorThings subscribe and write by MQTT; absent or 0: nowhere. */
  readonly sensorthingsMqttPort?: number;
  /** Where terminals of mobile sources arrive (JT/T 808 over TCP), beside the gateway; 0: any free port; absent: nowhere. */
  readonly jt808Port?: number;
  /** Where the public reaches the portal, without a slash at its end: printed on documents. */
  readonly publicUrl?: string;
  /** True when the simulated region is running: faces label their data as simulated. */
  readonly demo: boolean;
  readonly regionDir: string;
  /** Proxies whose `X-Forwarded-For` is believed: addresses, networks or `loopback`, parted by commas. */
  readonly trustProxy?: string;
  /** Origins of tile services that pages may load from besides our own. */
  readonly mapOrigins?: readonly string[];
}

/** Everything a use-case may reach for. Passed in, never imported. */
export interface Context {
  readonly db: Db;
  readonly clock: Clock;
  readonly log: Logger;
  readonly config: Config;
  readonly outbox: Outbox;
  readonly audit: Audit;
  readonly files: Files;
  readonly jobs: JobQueue;
  readonly live: LiveHub;
  readonly metrics: Registry;
  /** What of the platform itself does not work now. */
  readonly troubles: Troubles;
  readonly secrets: SecretBox;
  readonly policy: Policy;
  /** What all modules declare that they hold. */
  readonly datasets: DatasetShelf;
  /** What all modules give to people who work outside. */
  readonly fieldRack: FieldRack;
}

/** Decides what an actor may do. The rules are `modules/identity/domain/policy.ts`; the port is here so that all may ask. */
export interface Policy {
  /**
   * `unitPath` is the path of the unit that is competent for the resource. Absent, the whole platform is asked for, which
   * a post at `/` covers; actions that only read hold for the shared map.
   */
  can(actor: Actor, action: string, resource?: { unitPath?: string; enterpriseId?: number | null }): boolean;
  /** @throws TarimError FORBIDDEN */
  require(actor: Actor, action: string, resource?: { unitPath?: string; enterpriseId?: number | null }): void;
  scope(actor: Actor, action: string): Scope;
}

/** Where an actor may do something: in units with all below them, in enterprises of their own. Both empty: nowhere. */
export interface Scope {
  readonly unitPaths: readonly string[];
  readonly enterpriseIds: readonly number[];
  /** The action only looks: wherever it holds, it lets nobody write. */
  readonly reading: boolean;
}

/** Whose API key a call carries: a machine that acts within one unit, or everywhere (`/`). */
export interface Machine {
  readonly keyId: string;
  readonly name: string;
  /** Beginning of the key, by which people know it; never the key. */
  readonly prefix: string;
  readonly unitPath: string;
  /** The devices that it sends for; null: those of its unit. */
  readonly mns: readonly string[] | null;
}

export interface RouteCall<P, Q, B> {
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  /** Present on every route but `public` and `api-key:*` ones, where it may be null. */
  readonly actor: Actor | null;
  /** Present on `api-key:*` routes. */
  readonly machine: Machine | null;
  readonly log: Logger;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

export interface BoundRoute {
  readonly def: RouteDef;
  readonly handle: (call: RouteCall<unknown, unknown, unknown>, ctx: Context) => Promise<unknown>;
}

/** Binds a contract route to its handler; the handler's types come from the contract. */
export function implement<
  P extends TSchema | undefined,
  Q extends TSchema | undefined,
  B extends TSchema | undefined,
  R extends TSchema | undefined,
>(
  def: RouteDef<P, Q, B, R>,
  handle: (call: RouteCall<Of<P>, Of<Q>, Of<B>>, ctx: Context) => Promise<Of<R>>,
): BoundRoute {
  return { def: def as RouteDef, handle: handle as BoundRoute['handle'] };
}

/** Publishes events in the transaction that makes them true. */
export interface Outbox {
  publish<E extends EventDef>(tx: Tx, def: E, payload: PayloadOf<E>): Promise<void>;
}

/** A durable consumer of events: runs once per event (inbox), in a transaction of its own. */
export interface Subscription {
  readonly event: EventDef;
  /** Unique name of the consumer: `alarm.judge-verdicts`. */
  readonly consumer: string;
  readonly handle: (payload: unknown, tx: Tx, ctx: Context) => Promise<void>;
}

export function subscribe<E extends EventDef>(
  event: E,
  consumer: string,
  handle: (payload: PayloadOf<E>, tx: Tx, ctx: Context) => Promise<void>,
): Subscription {
  return { event, consumer, handle: handle as Subscription['handle'] };
}

/** A job: a definition and a handler. With `cron` (Beijing time) it also runs on schedule. */
export interface JobDefinition {
  /** `telemetry.maintain-partitions` */
  readonly name: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly cron?: string;
  // biome-ignore lint/suspicious/noConfusingVoidType: a handler without figures has no return statement
  readonly handle: (data: unknown, ctx: Context, job: JobRun) => Promise<JobResult | void>;
}

export interface JobRun {
  readonly id: string;
  readonly signal: AbortSignal;
  /** 0…1, shown on the jobs page. */
  progress(fraction: number, note?: string): Promise<void>;
}

/** What the run did, in figures, shown on the jobs page. */
export type JobResult = Readonly<Record<string, string | number | boolean>>;

export interface JobQueue {
  enqueue(
    name: string,
    data?: object,
    options?: { tx?: Tx; startAfter?: Date; singletonKey?: string },
  ): Promise<string | null>;
}

/** Append-only, hash-chained record of who did what (审计日志). */
export interface Audit {
  record(tx: DbOrTx, entry: AuditEntry): Promise<void>;
}

export interface AuditEntry {
  readonly actor: Actor | null;
  /** `registry.point.updated` */
  readonly action: string;
  readonly subject: string;
  readonly unitPath?: string;
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** Content-addressed files: the name of a file is the SHA-256 of its bytes. */
export interface Files {
  put(
    bytes: Uint8Array,
    meta: { name: string; mime: string },
    tx?: DbOrTx,
  ): Promise<{ sha256: string; size: number }>;
  get(sha256: string): Promise<{ bytes: Uint8Array; name: string; mime: string } | null>;
  /**
   * Takes a file that stands on disk into the store, without ever holding it in memory: it is moved there where both are on one
   * volume, copied otherwise; `path` is gone afterwards.
   */
  putFile(
    path: string,
    meta: { name: string; mime: string },
    tx?: DbOrTx,
  ): Promise<{ sha256: string; size: number }>;
  /**
   * Where a file stands, for those who read parts of it (ranges, windows of rasters). Unlike `get`, its bytes are not checked
   * against their name. Nobody may write there.
   */
  locate(sha256: string): Promise<StoredFile | null>;
}

export interface StoredFile {
  readonly path: string;
  readonly sha256: string;
  readonly size: number;
  readonly name: string;
  readonly mime: string;
}

/** Pushes small messages to open pages (SSE); topics are `module.topic`. Lossy by design: pages re-read on reconnect. */
export interface LiveHub {
  publish(topic: string, message: object): void;
  subscribe(topics: readonly string[], listener: (topic: string, message: object) => void): () => void;
}

/** Encrypts secrets at rest (device keys, passwords of devices) with a key that lives beside the data, never in it. */
export interface SecretBox {
  seal(plain: string): string;
  open(sealed: string): string;
}

/** A long-running part of a module, started when the process plays its role and stopped before the database closes. */
export interface ServiceDefinition {
  readonly name: string;
  readonly role: ServerRole;
  readonly start: (ctx: Context) => Promise<{ stop(): Promise<void> }>;
}

/** One capability, as the composition root sees it. */
export interface ModuleDefinition {
  /** Also the name of its PostgreSQL schema. */
  readonly name: string;
  /** Folder of `NNNN_name.sql`, forward only. */
  readonly migrations?: URL;
  readonly errors?: Readonly<Record<string, ErrorDefinition>>;
  readonly routes?: readonly BoundRoute[];
  readonly subscriptions?: readonly Subscription[];
  readonly jobs?: readonly JobDefinition[];
  readonly services?: readonly ServiceDefinition[];
  /** What it holds, for the catalogue, the map, open interfaces, sharing and exports. */
  readonly datasets?: readonly DatasetDefinition[];
  /** Data sets that people make with it while the product runs. */
  readonly collected?: CollectedDatasets;
  /** What it gives to people who work outside without network, and takes back. */
  readonly fieldWork?: readonly FieldWork[];
  /** Who may hear each live topic; `public` ones are open to the portal. */
  readonly liveTopics?: Readonly<Record<string, Exclude<Access, `api-key:${string}`>>>;
}
