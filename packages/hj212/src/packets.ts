import type { DecodedFrame, Item } from './types.ts';

/** A record whose packets (分包) were put together. */
export interface JoinedRecord {
  readonly mn: string;
  readonly cn: string;
  readonly dataTime: number | null;
  readonly pnum: number;
  /** Union of the packets' items in packet order; an attribute sent twice keeps its first value. */
  readonly items: Item[];
  readonly fields: Record<string, string>;
  /** Packet numbers that never came; empty for a whole record. */
  readonly missing: number[];
  readonly frames: readonly DecodedFrame[];
}

export interface PacketJoinerOptions {
  /** Open records kept at most; the oldest is given up as incomplete. */
  readonly open?: number;
  /** A record whose packets stop coming is given up after so many ms. */
  readonly maxAgeMs?: number;
}

/** A PNUM above this is not believed: 2017 allows four digits, real records need two or three. */
const MAX_PACKETS = 999;

interface OpenRecord {
  readonly pnum: number;
  readonly since: number;
  readonly packets: Map<number, DecodedFrame>;
}

/**
 * Puts split records together. The key is (MN, CN, DataTime, PNUM) and not QN: in HJ 212-2017 C.47–C.50 the packets of one record
 * carry different QN. A packet that comes again replaces nothing. Order does not matter; memory is bounded.
 */
export class PacketJoiner {
  readonly #open = new Map<string, OpenRecord>();
  readonly #limit: number;
  readonly #maxAgeMs: number;

  constructor(options: PacketJoinerOptions = {}) {
    this.#limit = options.open ?? 256;
    this.#maxAgeMs = options.maxAgeMs ?? 600_000;
  }

  get openRecords(): number {
    return this.#open.size;
  }

  /**
   * Takes a frame. Gives the records that are settled by it: the frame alone when it is not split, a whole record with its last
   * packet, records given up for room.
   */
  add(frame: DecodedFrame, nowMs: number): JoinedRecord[] {
    const { pnum, pno } = frame;
    if (pnum === null || pno === null || pnum < 2 || pno > pnum || pnum > MAX_PACKETS)
      return [join(pnum ?? 1, [frame], [])];
    const key = `${frame.mn}\n${frame.cn}\n${frame.dataTime}\n${pnum}`;
    const out: JoinedRecord[] = [];
    let record = this.#open.get(key);
    if (record === undefined) {
      if (this.#open.size >= this.#limit) out.push(...this.#giveUpOldest());
      record = { pnum, since: nowMs, packets: new Map() };
      this.#open.set(key, record);
    }
    if (!record.packets.has(pno)) record.packets.set(pno, frame);
    if (record.packets.size === pnum) {
      this.#open.delete(key);
      out.push(settle(record));
    }
    return out;
  }

  /** Records whose packets stopped coming. */
  expire(nowMs: number): JoinedRecord[] {
    const out: JoinedRecord[] = [];
    for (const [key, record] of this.#open) {
      if (nowMs - record.since < this.#maxAgeMs) continue;
      this.#open.delete(key);
      out.push(settle(record));
    }
    return out;
  }

  /** Everything that is still open, as incomplete records. */
  drain(): JoinedRecord[] {
    const out = [...this.#open.values()].map(settle);
    this.#open.clear();
    return out;
  }

  #giveUpOldest(): JoinedRecord[] {
    for (const [key, record] of this.#open) {
      this.#open.delete(key);
      return [settle(record)];
    }
    return [];
  }
}

function settle(record: OpenRecord): JoinedRecord {
  const frames = [...record.packets].sort(([a], [b]) => a - b).map(([, frame]) => frame);
  const missing: number[] = [];
  for (let pno = 1; pno <= record.pnum; pno++) if (!record.packets.has(pno)) missing.push(pno);
  return join(record.pnum, frames, missing);
}

function join(pnum: number, frames: DecodedFrame[], missing: number[]): JoinedRecord {
  const first = frames[0]!;
  const base = { mn: first.mn ?? '', cn: first.cn ?? '', dataTime: first.dataTime, pnum, missing, frames };
  if (frames.length === 1) return { ...base, items: first.items, fields: first.fields };
  const items = new Map<string, Item>();
  const fields: Record<string, string> = {};
  for (const frame of frames) {
    for (const [name, value] of Object.entries(frame.fields))
      if (!Object.hasOwn(fields, name)) fields[name] = value;
    for (const { code, attrs } of frame.items) {
      const known = items.get(code);
      if (known === undefined) items.set(code, { code, attrs: { ...attrs } });
      else
        for (const [attr, value] of Object.entries(attrs))
          if (!Object.hasOwn(known.attrs, attr)) known.attrs[attr] = value;
    }
  }
  return { ...base, items: [...items.values()], fields };
}
