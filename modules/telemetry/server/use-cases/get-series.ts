import { beijingIso, TarimError } from '@tarim/kernel';
import type { Actor, Context, Static } from '@tarim/platform';
import { pointParameters } from '@tarim/registry/queries';
import { factorName } from '@tarim/standards';
import { RECORD_KINDS, type Series } from '../../contract.ts';
import { telemetryErrors } from '../errors.ts';
import { recordSeries } from '../sql/record-read.ts';
import { type RollupRow, rollupSeries } from '../sql/rollup-read.ts';
import { readablePoint } from './access.ts';

export interface SeriesQuery {
  readonly pointId: number;
  readonly grain: 'realtime' | 'minute' | 'hour' | 'day' | 'month';
  readonly source?: 'record' | 'rollup';
  readonly codes?: string;
  readonly from: string;
  readonly to: string;
  readonly limit?: number;
}

const DEFAULT_LIMIT = 10_000;

/** A point's data of a period, as columns; the same for charts, tables and exports. */
export async function getSeries(
  ctx: Context,
  actor: Actor | null,
  query: SeriesQuery,
): Promise<Static<typeof Series>> {
  const from = Date.parse(query.from);
  const to = Date.parse(query.to);
  if (!(to > from)) throw new TarimError(telemetryErrors.periodInvalid);
  await readablePoint(ctx, actor, query.pointId);
  const parameters = await pointParameters(ctx.db, [query.pointId]);
  const unitOf = new Map(parameters.map((one) => [one.code, one.unit]));
  const wanted = query.codes ? new Set(query.codes.split(',').map((code) => code.trim())) : null;
  const limit = query.limit ?? DEFAULT_LIMIT;
  const fine = query.grain === 'realtime' || query.grain === 'minute';
  const source = fine ? 'record' : (query.source ?? 'rollup');

  const columns: { code: string; attr: string }[] = [];
  const columnAt = new Map<string, number>();
  const column = (code: string, attr: string): number => {
    const key = `${code}.${attr}`;
    let index = columnAt.get(key);
    if (index === undefined) {
      index = columns.push({ code, attr }) - 1;
      columnAt.set(key, index);
    }
    return index;
  };
  type Row = {
    time: string;
    revision: number;
    lsn: number | null;
    v: (number | null)[];
    f: (string | null)[];
  };
  const rows: Row[] = [];
  if (source === 'record') {
    const kind = RECORD_KINDS[query.grain as keyof typeof RECORD_KINDS] ?? RECORD_KINDS.hour;
    for (const record of await recordSeries(ctx.db, {
      pointId: query.pointId,
      kind,
      from,
      to,
      limit: limit + 1,
    })) {
      const row: Row = {
        time: beijingIso(record.time),
        revision: record.revision,
        lsn: record.lsn,
        v: [],
        f: [],
      };
      record.layout.forEach((slot, index) => {
        if (wanted && !wanted.has(slot.code)) return;
        const at = column(slot.code, slot.attr);
        row.v[at] = record.values[index] ?? null;
        row.f[at] = record.flags?.[index] ?? null;
      });
      rows.push(row);
    }
  } else {
    const period = query.grain as 'hour' | 'day' | 'month';
    for (const rollup of await rollupSeries(ctx.db, {
      pointIds: [query.pointId],
      period,
      from,
      to,
      limit: limit + 1,
    })) {
      rows.push(rollupRow(rollup, wanted, column));
    }
  }
  const truncated = rows.length > limit;
  if (truncated) rows.length = limit;
  for (const row of rows) {
    for (let i = 0; i < columns.length; i++) {
      row.v[i] ??= null;
      row.f[i] ??= null;
    }
  }
  return {
    pointId: query.pointId,
    grain: query.grain,
    source,
    columns: columns.map((one) => ({
      ...one,
      name: factorName(one.code, 'zh-CN'),
      unit: one.attr === 'Cou' ? totalUnit(one.code) : (unitOf.get(one.code) ?? null),
    })),
    rows,
    truncated,
  };
}

/** Totals are volumes for flows and kilograms for what they carry. */
function totalUnit(code: string): string {
  return /^[aw]00000$/.test(code) ? 'm³' : 'kg';
}

const ROLLUP_ATTRS = [
  ['Avg', 'mean'],
  ['Min', 'min'],
  ['Max', 'max'],
  ['ZsAvg', 'converted'],
  ['Cou', 'total'],
  ['Mda8', 'mda8'],
] as const;

function rollupRow(
  rollup: RollupRow,
  wanted: ReadonlySet<string> | null,
  column: (code: string, attr: string) => number,
) {
  const row = {
    time: beijingIso(rollup.time),
    revision: rollup.revision,
    lsn: null,
    v: [] as (number | null)[],
    f: [] as (string | null)[],
  };
  for (const value of Object.values(rollup.values)) {
    if (wanted && !wanted.has(value.code)) continue;
    for (const [attr, field] of ROLLUP_ATTRS) {
      const number = value[field];
      if (number === null && field !== 'mean') continue;
      const at = column(value.code, attr);
      row.v[at] = number;
      row.f[at] = value.invalid;
    }
  }
  return row;
}
