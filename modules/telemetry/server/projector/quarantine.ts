import { decodeFrame } from '@tarim/hj212';
import type { Tx } from '@tarim/platform';
import { type RawBuilder, sql } from 'kysely';
import { jsonFrame } from '../ingest/json-frame.ts';
import { scalarArray, textColumn } from '../sql/arrays.ts';
import type { ProjectedFrame } from './decode-batch.ts';

/** A device that invents its factors must not fill a row with them. */
const SAMPLE_BYTES = 8_000;

/**
 * So many unknown devices wait for a person at once. Beyond it new ones are not listed until some are adopted, put aside
 * or purged; their frames are kept and indexed all the same, and a device is listed when it is heard again.
 */
export const QUARANTINE_ROWS = 20_000;

/** Lists unknown devices by what they sent; a dismissed one stays dismissed. */
export async function writeQuarantine(
  tx: Tx,
  frames: readonly ProjectedFrame[],
  most = QUARANTINE_ROWS,
): Promise<void> {
  const byMn = new Map<string, Heard>();
  for (const frame of frames) {
    if (frame.mn === null) continue;
    const known = byMn.get(frame.mn);
    if (!known) byMn.set(frame.mn, { first: frame, last: frame, frames: 1 });
    else {
      known.last = frame;
      known.frames++;
    }
  }
  if (byMn.size === 0) return;
  // Sorted, so that two writers cannot lock each other out.
  const rows = [...byMn].sort(([a], [b]) => (a < b ? -1 : 1));
  const { rows: known } = await sql<{ mn: string }>`
    update telemetry.quarantine q set edition = coalesce(i.edition, q.edition), st = coalesce(i.st, q.st), last_at = to_timestamp(i.last),
      frames = q.frames + i.frames, remote = i.remote, last_lsn = i.lsn, state = case when q.state = 'adopted' then 'waiting' else q.state end,
      sample = case when pg_column_size(q.sample) > ${SAMPLE_BYTES}::int then i.sample::jsonb else q.sample || i.sample::jsonb end
    from ${unnested(rows)} where q.mn = i.mn returning q.mn
  `.execute(tx);
  const listed = new Set(known.map(({ mn }) => mn));
  const fresh = rows.filter(([mn]) => !listed.has(mn));
  if (fresh.length === 0) return;
  await sql`
    insert into telemetry.quarantine (mn, edition, st, first_at, last_at, frames, remote, sample, last_lsn)
    select mn, edition, st, to_timestamp(first), to_timestamp(last), frames, remote, sample::jsonb, lsn from ${unnested(fresh)}
    limit greatest(0, ${most}::int - (select count(*) from telemetry.quarantine where state = 'waiting'))
    on conflict (mn) do nothing
  `.execute(tx);
}

interface Heard {
  readonly first: ProjectedFrame;
  last: ProjectedFrame;
  frames: number;
}

function unnested(rows: readonly (readonly [string, Heard])[]): RawBuilder<unknown> {
  const lasts = rows.map(([, { last }]) => last);
  return sql`unnest(
    ${textColumn(rows.map(([mn]) => mn))}::text[], ${textColumn(lasts.map((last) => last.edition))}::text[], ${textColumn(lasts.map((last) => last.st))}::text[],
    ${scalarArray(rows.map(([, one]) => one.first.entry.receivedAt / 1000))}::float8[], ${scalarArray(lasts.map((last) => last.entry.receivedAt / 1000))}::float8[],
    ${scalarArray(rows.map(([, one]) => one.frames))}::int[], ${textColumn(lasts.map((last) => last.entry.remote))}::text[],
    ${textColumn(lasts.map((last) => JSON.stringify(sampleOf(last))))}::text[], ${scalarArray(lasts.map((last) => last.entry.lsn))}::bigint[]
  ) i(mn, edition, st, first, last, frames, remote, sample, lsn)`;
}

/** Newest value of each factor in the frame: enough for a person to recognise what kind of site it is. */
function sampleOf(frame: ProjectedFrame): Record<string, number | null> {
  const decoded =
    frame.entry.transport === 'tcp' ? decodeFrame(frame.entry.payload) : jsonFrame(frame.entry.payload);
  const sample: Record<string, number | null> = {};
  for (const item of decoded.items.slice(0, 40)) {
    // What is not printable is no code, and some of it is no JSON for the database.
    if (!/^[\x21-\x7e]{1,32}$/.test(item.code)) continue;
    const value =
      item.attrs.Avg ??
      item.attrs.Rtd ??
      item.attrs.Cou ??
      Object.values(item.attrs).find((one) => typeof one === 'number');
    sample[item.code] = typeof value === 'number' ? value : null;
  }
  return sample;
}
