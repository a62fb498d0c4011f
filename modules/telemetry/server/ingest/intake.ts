import { type ErrorDefinition, type ErrorParams, fillMessage, TarimError } from '@tarim/kernel';
import type { Context, Machine } from '@tarim/platform';
import type { DeviceDirectory } from '../devices/directory.ts';
import { telemetryErrors } from '../errors.ts';
import { DEFAULT_LIMITS, TokenBucket } from '../gateway/limits.ts';
import type { PendingBytes } from '../gateway/pending-bytes.ts';
import type { UnknownMns } from '../gateway/unknown-mns.ts';
import type { FrameLog, LogEntry } from '../log/port.ts';
import type { IngestRecord } from './json-frame.ts';

/** Sustained records and bytes a second of one key, and how many it may save up: a forwarding platform after an outage. */
const RECORDS_PER_SECOND = 2_000;
const RECORD_BURST = 100_000;
const BYTES_PER_SECOND = 4 << 20;
const BYTE_BURST = 64 << 20;
const MAX_KEYS = 1_000;
const MOST_FAULTS = 100;

export type IngestKey = Pick<Machine, 'prefix' | 'unitPath' | 'mns'>;

export interface IntakeParts {
  readonly log: FrameLog;
  readonly directory: DeviceDirectory;
  readonly pending: PendingBytes;
  readonly unknown: UnknownMns;
}

interface Fault {
  readonly definition: ErrorDefinition;
  readonly params: ErrorParams;
  readonly path: string;
}

interface Share {
  readonly records: TokenBucket;
  readonly bytes: TokenBucket;
  readonly newMns: TokenBucket;
}

/**
 * The one way in for JSON records, whether they come over HTTPS or MQTT: whose key it is, whose device, how fast. A batch is
 * taken whole or not at all; what is taken is durable.
 */
export class Intake {
  readonly #ctx: Pick<Context, 'clock' | 'log'>;
  readonly #parts: IntakeParts;
  /** By prefix, the key used last at the end. */
  readonly #shares = new Map<string, Share>();

  constructor(ctx: Pick<Context, 'clock' | 'log'>, parts: IntakeParts) {
    this.#ctx = ctx;
    this.#parts = parts;
  }

  /**
   * Positions of the records in the log. `language` is that of the problems, one for each record that was refused.
   * @throws TarimError TELEMETRY_INGEST_*, TELEMETRY_LOG_UNAVAILABLE
   */
  async take(
    key: IngestKey,
    transport: 'http' | 'mqtt',
    records: readonly IngestRecord[],
    language: 'zh' | 'en' = 'zh',
  ): Promise<number[]> {
    const { log, directory, pending } = this.#parts;
    if (pending.full) throw new TarimError(telemetryErrors.ingestBusy);
    const receivedAt = this.#ctx.clock.now();
    const entries = records.map(
      (record): LogEntry => ({
        receivedAt,
        transport,
        kind: 'frame',
        // Not the address: many senders share a proxy, and the key is what was let in.
        remote: key.prefix,
        payload: Buffer.from(JSON.stringify(record)),
      }),
    );
    const size = entries.reduce((sum, entry) => sum + entry.payload.length, 0);
    this.#bound(key, records.length, size, receivedAt);
    await directory.prepare(records.map((record) => record.mn));
    const faults = this.#faults(key, transport, records, receivedAt);
    if (faults.length > 0) throw refused(faults, language);
    pending.add(size);
    try {
      return await log.append(entries);
    } catch (error) {
      // What the log itself refuses (one record too large) is the sender's; anything else will pass.
      if (error instanceof TarimError) throw error;
      this.#ctx.log.error({ err: error, transport }, 'JSON records could not be kept');
      throw new TarimError(telemetryErrors.logUnavailable, {}, { cause: error });
    } finally {
      pending.done(size);
    }
  }

  #bound(key: IngestKey, records: number, bytes: number, now: number): void {
    const share = this.#shareOf(key, now);
    if (!share.records.has(records, now) || !share.bytes.has(bytes, now)) {
      const seconds = Math.ceil(Math.max(records / RECORDS_PER_SECOND, bytes / BYTES_PER_SECOND, 1));
      throw new TarimError(telemetryErrors.ingestTooFast, { seconds });
    }
    share.records.take(records, now);
    share.bytes.take(bytes, now);
  }

  #shareOf(key: IngestKey, now: number): Share {
    const share = this.#shares.get(key.prefix) ?? {
      records: new TokenBucket(RECORDS_PER_SECOND, RECORD_BURST, now),
      bytes: new TokenBucket(BYTES_PER_SECOND, BYTE_BURST, now),
      newMns: new TokenBucket(
        DEFAULT_LIMITS.addressNewMnsPerMinute / 60,
        DEFAULT_LIMITS.addressNewMnBurst,
        now,
      ),
    };
    this.#shares.delete(key.prefix);
    this.#shares.set(key.prefix, share);
    if (this.#shares.size > MAX_KEYS) this.#shares.delete(this.#shares.keys().next().value!);
    return share;
  }

  #faults(
    key: IngestKey,
    transport: 'http' | 'mqtt',
    records: readonly IngestRecord[],
    now: number,
  ): Fault[] {
    const faults: Fault[] = [];
    const unknown = new Map<string, string>();
    for (const [index, { mn }] of records.entries()) {
      const path = `/${index}/mn`;
      const device = this.#parts.directory.get(mn);
      const foreign =
        (key.mns !== null && !key.mns.includes(mn)) || (device && !device.unitPath.startsWith(key.unitPath));
      if (foreign) faults.push({ definition: telemetryErrors.ingestForeign, params: { mn }, path });
      else if (device && device.transport !== transport)
        faults.push({
          definition: telemetryErrors.ingestTransport,
          params: { mn, registered: device.transport, transport },
          path,
        });
      else if (!device && !unknown.has(mn)) unknown.set(mn, path);
    }
    if (faults.length > 0) return faults;
    const { newMns } = this.#shareOf(key, now);
    for (const [mn, path] of unknown)
      if (!this.#parts.unknown.admit(mn, [newMns], now))
        faults.push({ definition: telemetryErrors.ingestTooManyNew, params: { mn }, path });
    return faults;
  }
}

/** The first fault names the error; all of them stand in its problems. */
function refused(faults: readonly Fault[], language: 'zh' | 'en'): TarimError {
  const [first] = faults;
  const problems = faults.slice(0, MOST_FAULTS).map(({ definition, params, path }) => ({
    code: definition.code,
    message: fillMessage(definition[language], params),
    path,
  }));
  return Object.assign(new TarimError(first!.definition, first!.params), { problems });
}
