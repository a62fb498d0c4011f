import type { DecodedFrame } from '@tarim/hj212';

/** The JSON that HTTPS and MQTT senders use: one record an object (see `ingest` in the contract). */
export interface IngestRecord {
  readonly mn: string;
  readonly cn: string;
  readonly dataTime: string;
  readonly items: ReadonlyArray<{
    readonly code: string;
    readonly attrs: Readonly<Record<string, number | string>>;
  }>;
}

const CN = /^(2011|2051|2061|2031)$/;

/** Checks what the route's schema cannot (MQTT has no schema in front of it); null when it is not such a record. */
export function asIngestRecord(value: unknown): IngestRecord | null {
  if (typeof value !== 'object' || value === null) return null;
  const { mn, cn, dataTime, items } = value as Partial<Record<keyof IngestRecord, unknown>>;
  if (
    typeof mn !== 'string' ||
    mn === '' ||
    typeof cn !== 'string' ||
    !CN.test(cn) ||
    typeof dataTime !== 'string' ||
    !Array.isArray(items)
  )
    return null;
  if (Number.isNaN(Date.parse(dataTime))) return null;
  const wellFormed = items.every(
    (item: unknown) =>
      typeof item === 'object' &&
      item !== null &&
      typeof (item as { code?: unknown }).code === 'string' &&
      typeof (item as { attrs?: unknown }).attrs === 'object' &&
      (item as { attrs?: unknown }).attrs !== null,
  );
  return wellFormed ? (value as IngestRecord) : null;
}

/** Reads a logged JSON payload as if it were a decoded frame, so that one projector serves all transports. */
export function jsonFrame(payload: Uint8Array): DecodedFrame {
  let record: IngestRecord | null = null;
  try {
    record = asIngestRecord(JSON.parse(Buffer.from(payload).toString('utf8')));
  } catch {
    record = null;
  }
  const head = {
    offset: 0,
    bytes: payload.length,
    lengthOk: record !== null,
    crcOk: null,
    edition: null,
    qn: null,
    st: null,
    pw: null,
    flag: null,
  };
  const tail = { pnum: null, pno: null, rf: null, fields: {}, logText: null, encrypted: false };
  if (!record) {
    return {
      ...head,
      cn: null,
      mn: null,
      dataTime: null,
      items: [],
      ...tail,
      problems: [{ code: 'JSON', message: 'not a JSON record' }],
    };
  }
  const items = record.items.map((item) => ({ code: item.code, attrs: { ...item.attrs } }));
  return {
    ...head,
    cn: record.cn,
    mn: record.mn,
    dataTime: Date.parse(record.dataTime),
    items,
    ...tail,
    problems: [],
  };
}
