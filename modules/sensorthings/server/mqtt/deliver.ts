import { meter } from '@tarim/catalog/queries';
import type { Context } from '@tarim/platform';
import { datasetOf } from '../datasets.ts';
import type { Change } from '../domain/changes.ts';
import type { EntityType } from '../domain/model.ts';
import { Presenter } from '../use-cases/present.ts';
import { type Row, SetReader } from '../use-cases/read-set.ts';
import { readerOf } from '../use-cases/reader.ts';
import { hears, hearsPoint, type Listening, payloadOf } from './subscriptions.ts';

/** What may have something to hear in it. */
export type News =
  | Change
  /** Records of devices arrived: of these points, the newest was received at this time (epoch ms). */
  | { readonly arrived: readonly { readonly pointId: number; readonly time: number }[] }
  /** Hours or days were computed. */
  | {
      readonly rolled: 'hour' | 'day';
      readonly items: readonly { readonly pointId: number; readonly time: number }[];
    };

/** More than this waiting: what came first is dropped, as live messages are everywhere. */
const MOST_WAITING = 2_000;
/** Arrivals are told at most once in this time. */
const ONE_TELLING_MS = 1_000;
/** A reader is asked for anew this often: what was withdrawn ends within this time. */
const READER_MS = 2_000;

/**
 * Sends what was written to those who listen. Each row is read again through the relations of what the listener sees, at the
 * time when it is sent: who may not read it any more does not hear it.
 */
export class Delivery {
  readonly #ctx: Context;
  readonly #listening: ReadonlySet<Listening>;
  readonly #stillKey: (keyId: string) => Promise<boolean>;
  readonly #base: string;
  readonly #readers = new Map<string, { readonly until: number; readonly reader: Promise<SetReader> }>();
  /** Up to when received records were sent, by key and point. */
  readonly #sent = new Map<string, number>();
  readonly #waiting: News[] = [];
  #working: Promise<void> | null = null;

  constructor(
    ctx: Context,
    listening: ReadonlySet<Listening>,
    base: string,
    /** Whether a key may still read; its clients are let go otherwise. */
    stillKey: (keyId: string) => Promise<boolean>,
  ) {
    this.#ctx = ctx;
    this.#listening = listening;
    this.#base = base;
    this.#stillKey = stillKey;
  }

  take(news: News): void {
    if (this.#listening.size === 0) return;
    if (this.#waiting.length >= MOST_WAITING) this.#waiting.shift();
    this.#waiting.push(news);
    this.#working ??= this.#work().finally(() => {
      this.#working = null;
    });
  }

  /** Resolves when nothing waits. */
  async settled(): Promise<void> {
    while (this.#working) await this.#working;
  }

  async #work(): Promise<void> {
    for (;;) {
      const news = this.#waiting.shift();
      if (!news) return;
      try {
        await this.#handle(news);
      } catch (error) {
        this.#ctx.log.warn({ err: error }, 'news could not be sent to listeners of SensorThings');
      }
    }
  }

  async #handle(news: News): Promise<void> {
    const byKey = Map.groupBy(this.#listening, (one) => one.keyId);
    for (const [keyId, all] of byKey) {
      const some = all.filter((one) => concerns(one, news));
      if (some.length === 0 || !(await this.#stillKey(keyId))) continue;
      const reader = await this.readerOf(keyId);
      const type = 'type' in news ? news.type : 'Observation';
      const rows = await this.#rows(reader, keyId, news, some);
      for (const one of some) await this.#send(reader, one, type, rows);
    }
  }

  async #rows(
    reader: SetReader,
    keyId: string,
    news: News,
    some: readonly Listening[],
  ): Promise<readonly Row[]> {
    if ('type' in news)
      return news.type === 'Observation'
        ? reader.at(
            news.stream,
            news.times.map((time) => new Date(time)),
          )
        : reader.some(news.type, news.ids);
    const rows: Row[] = [];
    const items = 'arrived' in news ? news.arrived : news.items;
    for (const { pointId, time } of items) {
      if (!some.some((one) => hearsPoint(one, pointId))) continue;
      if ('rolled' in news) {
        rows.push(...(await reader.ofPoint(pointId, [news.rolled], { time })));
        continue;
      }
      const key = `${keyId} ${pointId}`;
      const known = this.#sent.get(key);
      this.#sent.set(key, Math.max(time, known ?? time));
      const from = known ?? time - ONE_TELLING_MS;
      if (from < time)
        rows.push(...(await reader.ofPoint(pointId, ['realtime', 'minute'], { from, to: time })));
    }
    return rows;
  }

  async #send(reader: SetReader, one: Listening, type: EntityType, rows: readonly Row[]): Promise<void> {
    const presenter = new Presenter(reader, this.#base);
    let sent = 0;
    let bytes = 0;
    for (const row of rows) {
      if (!hears(one, type, row)) continue;
      const options = { select: one.property === null ? one.select : [one.property], expand: [] };
      const shown = (await presenter.present(type, row, options)) as Record<string, unknown>;
      const payload = payloadOf(one, shown);
      if (one.client.closed) return;
      await publish(one, payload);
      sent++;
      bytes += Buffer.byteLength(payload);
    }
    if (sent > 0)
      meter(
        this.#ctx,
        { actor: null, key: null },
        { dataset: datasetOf(type), rows: sent, bytes, interface: 'sensorthings', address: '' },
      );
  }

  /** Reads with the eyes of a key, or with nobody's. */
  readerOf(keyId: string): Promise<SetReader> {
    const now = performance.now();
    const known = this.#readers.get(keyId);
    if (known && known.until > now) return known.reader;
    const reader = readerOf(this.#ctx, null, keyId === '' ? null : keyId).then(
      (who) => new SetReader(this.#ctx, who),
    );
    this.#readers.set(keyId, { until: now + READER_MS, reader });
    return reader;
  }

  /** Forgets what only listeners of this key needed. */
  forget(keyId: string): void {
    this.#readers.delete(keyId);
    for (const key of this.#sent.keys()) if (key.startsWith(`${keyId} `)) this.#sent.delete(key);
  }
}

function concerns(one: Listening, news: News): boolean {
  if ('type' in news) {
    if (news.type !== one.type) return false;
    if (news.type !== 'Observation' || one.id !== null || one.via?.column !== 'stream_id') return true;
    return Number(one.via.value) === news.stream;
  }
  const items = 'arrived' in news ? news.arrived : news.items;
  return items.some(({ pointId }) => hearsPoint(one, pointId));
}

/** What was read for a listener, among what passes through the broker. */
const ours = new WeakSet<object>();
export const isOurs = (payload: unknown): boolean =>
  typeof payload === 'object' && payload !== null && ours.has(payload);

const publish = ({ client, topic, qos }: Listening, text: string): Promise<void> =>
  new Promise((done) => {
    const payload = Buffer.from(text);
    ours.add(payload);
    client.publish({ cmd: 'publish', topic, payload, qos, retain: false, dup: false }, () => done());
  });
