import { beijingIso } from '@tarim/kernel';
import type { SimDevice } from '../expand.ts';
import { itemsOf, type Report, reportAt } from '../report.ts';
import { Schedule } from './schedule.ts';
import { settingsOf } from './settings.ts';
import { type Counters, Holes, type Station } from './station.ts';
import { Store, type Stored } from './store.ts';

/** One record as HTTPS and MQTT senders write it. */
export interface JsonRecord {
  readonly mn: string;
  readonly cn: string;
  readonly dataTime: string;
  readonly items: ReadonlyArray<{ code: string; attrs: Readonly<Record<string, number | string>> }>;
}

/** Somewhere to send JSON records. Resolves when they are durable there; rejects when they are to be sent again. */
export interface JsonSink {
  send(records: readonly JsonRecord[]): Promise<void>;
}

const BATCH = 20;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 15_000;

/** A device that sends JSON: no requests, no packets, no numbers; what was not taken is kept and sent again. */
export class JsonStation implements Station {
  readonly device: SimDevice;
  readonly #sink: JsonSink;
  readonly #now: () => number;
  readonly #wall: () => number;
  readonly #counters: Counters;
  readonly #schedule: Schedule;
  readonly #store = new Store();
  readonly #holes: Holes;
  #under: Stored[] = [];
  #pause = FIRST_PAUSE_MS;
  #waitUntil = 0;
  #heldUntil = 0;
  #running = false;

  constructor(
    device: SimDevice,
    options: { sink: JsonSink; now: () => number; wall: () => number; counters: Counters },
  ) {
    this.device = device;
    this.#sink = options.sink;
    this.#now = options.now;
    this.#wall = options.wall;
    this.#counters = options.counters;
    this.#schedule = new Schedule(device, settingsOf(device), options.now());
    this.#holes = new Holes(device, options.now());
  }

  get backlog(): number {
    return this.#store.size + this.#under.length;
  }

  start(): void {
    this.#running = true;
  }

  stop(): void {
    this.#running = false;
  }

  async finish(): Promise<void> {
    this.stop();
  }

  idle(): boolean {
    if (this.#under.length > 0) return false;
    if (this.#store.size === 0 || !this.#maySend()) return true;
    void this.#work();
    return false;
  }

  giveUp(): void {}

  cutLine(ms = Number.POSITIVE_INFINITY): void {
    this.#heldUntil = this.#now() + ms;
  }

  restore(): void {
    this.#heldUntil = 0;
  }

  dropRecords(from: number, to: number): void {
    this.#holes.add(from, to);
  }

  dropped(time: number): boolean {
    return this.#holes.has(time);
  }

  store(reports: readonly Report[]): void {
    this.#store.pushPast(reports.filter((report) => !this.dropped(report.time)));
  }

  tick(): void {
    const now = this.#now();
    if (this.#schedule.realtimeDue(now) && now >= this.#heldUntil)
      this.#keep(reportAt('2011', Math.floor(now / 1_000) * 1_000));
    for (const report of this.#schedule.due(now)) if (!this.dropped(report.time)) this.#keep(report);
    if (this.#under.length === 0 && this.#maySend()) void this.#work();
  }

  #maySend(): boolean {
    return this.#running && this.#wall() >= this.#waitUntil && this.#now() >= this.#heldUntil;
  }

  #keep(report: Report): void {
    this.#store.push({ report, again: false, call: null });
  }

  async #work(): Promise<void> {
    while (this.#under.length < BATCH) {
      const one = this.#store.pop();
      if (!one) break;
      this.#under.push(one);
    }
    if (this.#under.length === 0) return;
    try {
      await this.#sink.send(this.#under.map(({ report }) => this.#record(report)));
      this.#counters.sent += this.#under.length;
      this.#counters.answered += this.#under.length;
      this.#pause = FIRST_PAUSE_MS;
    } catch {
      // Not taken: kept and sent again after a growing pause.
      for (const one of this.#under.toReversed()) this.#store.push({ ...one, again: true });
      this.#counters.resent++;
      this.#waitUntil = this.#wall() + this.#pause;
      this.#pause = Math.min(LONGEST_PAUSE_MS, this.#pause * 2);
    }
    this.#under = [];
  }

  #record(report: Report): JsonRecord {
    return {
      mn: this.device.mn,
      cn: report.cn,
      dataTime: beijingIso(report.time),
      // JSON knows the codes of 2017 only, whatever the logger's own edition is.
      items: itemsOf({ ...this.device, edition: '2017' }, report).map(({ code, attrs }) => ({ code, attrs })),
    };
  }
}

/** Sends to `POST <url>/api/telemetry/ingest` with an API key. */
export function httpSink(url: string, apiKey: string): JsonSink {
  return {
    async send(records) {
      const answer = await fetch(new URL('/api/telemetry/ingest', url), {
        method: 'POST',
        headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
        body: JSON.stringify(records),
        signal: AbortSignal.timeout(10_000),
      });
      await answer.arrayBuffer();
      if (!answer.ok) throw new Error(`the platform answered ${answer.status}`);
    },
  };
}

/** Publishes each record, with the API key if there is one, to `tarim/ingest/<mn>`; `publish` resolves when the broker has taken it (QoS 1). */
export function mqttSink(
  publish: (topic: string, payload: string) => Promise<unknown>,
  apiKey: string | null,
): JsonSink {
  const key = apiKey === null ? {} : { key: apiKey };
  return {
    async send(records) {
      for (const record of records)
        await publish(`tarim/ingest/${record.mn}`, JSON.stringify({ ...key, ...record }));
    },
  };
}
