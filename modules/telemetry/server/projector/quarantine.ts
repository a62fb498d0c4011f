import { decodeFrame } from '@tarim/hj212';
import type { Tx } from '@tarim/platform';
import { sql } from 'kysely';
import { jsonFrame } from '../ingest/json-frame.ts';
import type { ProjectedFrame } from './decode-batch.ts';

/** Lists unknown devices by what they sent; a dismissed one stays dismissed. */
export async function writeQuarantine(tx: Tx, frames: readonly ProjectedFrame[]): Promise<void> {
  const byMn = new Map<string, ProjectedFrame[]>();
  for (const frame of frames) {
    if (frame.mn === null) continue;
    const list = byMn.get(frame.mn);
    if (list) list.push(frame);
    else byMn.set(frame.mn, [frame]);
  }
  for (const [mn, list] of [...byMn].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const first = list[0]!;
    const last = list.at(-1)!;
    await sql`
      insert into telemetry.quarantine as q (mn, edition, st, first_at, last_at, frames, remote, sample, last_lsn)
      values (${mn}, ${last.edition}, ${last.st}, ${new Date(first.entry.receivedAt)}, ${new Date(last.entry.receivedAt)}, ${list.length},
        ${last.entry.remote}, ${JSON.stringify(sampleOf(last))}::jsonb, ${last.entry.lsn})
      on conflict (mn) do update set edition = coalesce(excluded.edition, q.edition), st = coalesce(excluded.st, q.st),
        last_at = excluded.last_at, frames = q.frames + excluded.frames, remote = excluded.remote,
        sample = q.sample || excluded.sample, last_lsn = excluded.last_lsn,
        state = case when q.state = 'adopted' then 'waiting' else q.state end
    `.execute(tx);
  }
}

/** Newest value of each factor in the frame: enough for a person to recognise what kind of site it is. */
function sampleOf(frame: ProjectedFrame): Record<string, number | null> {
  const decoded =
    frame.entry.transport === 'tcp' ? decodeFrame(frame.entry.payload) : jsonFrame(frame.entry.payload);
  const sample: Record<string, number | null> = {};
  for (const item of decoded.items.slice(0, 40)) {
    const value =
      item.attrs.Avg ??
      item.attrs.Rtd ??
      item.attrs.Cou ??
      Object.values(item.attrs).find((one) => typeof one === 'number');
    sample[item.code.slice(0, 32)] = typeof value === 'number' ? value : null;
  }
  return sample;
}
