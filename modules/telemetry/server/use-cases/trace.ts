import { beijingIso, HOUR_MS, periodEnd, TarimError } from '@tarim/kernel';
import type { Actor, Context, Language, Static } from '@tarim/platform';
import { pointParameters } from '@tarim/registry/queries';
import { factorName } from '@tarim/standards';
import { RECORD_KINDS, type RecordKind, type RecordTrace, type RollupTrace } from '../../contract.ts';
import { telemetryErrors } from '../errors.ts';
import { frameOwner } from '../sql/frame-read.ts';
import { oneRecord, type ReadRecord, recordRevisions, recordSeries } from '../sql/record-read.ts';
import { type RollupPeriod, rollupRevisions, rollupSeries, rollupsOf } from '../sql/rollup-read.ts';
import { marksOf } from '../words.ts';
import { hiddenCodes, readablePoint } from './access.ts';
import { unitOfSlot } from './series-columns.ts';

const KIND_NAMES = new Map<number, RecordKind>(
  Object.entries(RECORD_KINDS).map(([name, code]) => [code, name as RecordKind]),
);
const MAX_INPUTS = 5_000;

/** One record with what it replaced and the place of its bytes. */
export async function traceRecord(
  ctx: Context,
  actor: Actor | null,
  query: { pointId: number; kind: RecordKind; time: string },
  language: Language,
): Promise<Static<typeof RecordTrace>> {
  const point = await readablePoint(ctx, actor, query.pointId);
  const hidden = await hiddenCodes(ctx, actor, point);
  const key = { pointId: query.pointId, kind: RECORD_KINDS[query.kind], time: Date.parse(query.time) };
  const record = await oneRecord(ctx.db, key);
  if (!record) throw new TarimError(telemetryErrors.recordUnknown, { time: query.time });
  const revisions = await recordRevisions(ctx.db, key);
  const unitOf = await unitsOf(ctx, query.pointId);
  return {
    pointId: record.pointId,
    kind: query.kind,
    time: beijingIso(record.time),
    receivedAt: beijingIso(record.receivedAt),
    lsn: record.lsn,
    mn: (await frameOwner(ctx.db, record.lsn))?.mn ?? null,
    revision: record.revision,
    values: record.layout.flatMap((slot, index) =>
      hidden.has(slot.code)
        ? []
        : {
            ...slot,
            value: record.values[index] ?? null,
            flag: record.flags?.[index] ?? null,
            name: factorName(slot.code, language),
            unit: unitOfSlot(slot, unitOf),
            lsn: record.lsns?.[index] ?? record.lsn,
          },
    ),
    marks: marksOf(record.flags ?? [], language),
    revisions: revisions.map((one) => ({
      revision: one.revision,
      at: beijingIso(one.replacedAt),
      reason: one.reason,
      lsn: one.lsn,
      values: Object.fromEntries(
        one.layout.flatMap((slot, index) =>
          hidden.has(slot.code) ? [] : [[`${slot.code}.${slot.attr}`, one.values[index] ?? null]],
        ),
      ),
    })),
  };
}

/** A computed value: its inputs in time order, what was missing, the rule and what it replaced. */
export async function traceRollup(
  ctx: Context,
  actor: Actor | null,
  query: { pointId: number; period: RollupPeriod; time: string },
  language: Language,
): Promise<Static<typeof RollupTrace>> {
  const point = await readablePoint(ctx, actor, query.pointId);
  const hidden = await hiddenCodes(ctx, actor, point);
  const shown = <T>(byName: Readonly<Record<string, T>>): Record<string, T> =>
    Object.fromEntries(Object.entries(byName).filter(([name]) => !hidden.has(name.replace(/\.\w+$/, ''))));
  const key = { pointId: query.pointId, time: Date.parse(query.time) };
  const [rollup] = await rollupsOf(ctx.db, query.period, [key]);
  if (!rollup) throw new TarimError(telemetryErrors.rollupUnknown, { time: query.time });
  const unitOf = await unitsOf(ctx, query.pointId);
  const read =
    query.period === 'hour'
      ? await recordInputs(ctx, key, rollup.basis)
      : await rollupInputs(ctx, key, query.period);
  const inputs = read.map((one) => ({ ...one, values: shown(one.values), flags: shown(one.flags) }));
  return {
    pointId: rollup.pointId,
    period: query.period,
    time: beijingIso(rollup.time),
    revision: rollup.revision,
    computedAt: beijingIso(rollup.computedAt),
    ruleVersion: rollup.ruleVersion,
    basis: rollup.basis,
    expected: rollup.expected,
    values: Object.values(shown(rollup.values)).map(({ mda8, ...value }) => ({
      ...value,
      mean: value.mean ?? mda8,
      name: factorName(value.code, language),
      unit: unitOf.get(value.code) ?? null,
    })),
    inputs,
    // The hour of the device is one record, whatever of its minutes is missing.
    missing:
      rollup.basis === 'hour-device'
        ? []
        : missingTimes(
            rollup.period,
            key.time,
            inputs.map((one) => Date.parse(one.time)),
            rollup.expected,
          ),
    marks: marksOf(
      [
        ...Object.values(shown(rollup.values)).map((one) => one.invalid),
        ...inputs.flatMap((one) => Object.values(one.flags)),
      ],
      language,
    ),
    revisions: (await rollupRevisions(ctx.db, query.period, key)).map((one) => ({
      revision: one.revision,
      at: beijingIso(one.replacedAt),
      reason: one.reason,
      lsn: null,
      values: shown(one.values),
    })),
  };
}

async function unitsOf(ctx: Context, pointId: number): Promise<ReadonlyMap<string, string | null>> {
  return new Map((await pointParameters(ctx.db, [pointId])).map((one) => [one.code, one.unit]));
}

type Inputs = Static<typeof RollupTrace>['inputs'];

async function recordInputs(
  ctx: Context,
  key: { pointId: number; time: number },
  basis: string,
): Promise<Inputs> {
  const kinds = {
    minute: [RECORD_KINDS.minute],
    'hour-device': [RECORD_KINDS.hour],
    mixed: [RECORD_KINDS.hour, RECORD_KINDS.minute],
  }[basis] ?? [RECORD_KINDS.minute];
  const span = { pointId: key.pointId, from: key.time, to: key.time + HOUR_MS, limit: MAX_INPUTS };
  const records: ReadRecord[] = [];
  for (const kind of kinds) records.push(...(await recordSeries(ctx.db, { ...span, kind })));
  return records.map((record) => ({
    level: 'record' as const,
    kind: KIND_NAMES.get(record.kind) ?? 'other',
    time: beijingIso(record.time),
    lsn: record.lsn,
    ...meansOf(record),
  }));
}

function meansOf(record: ReadRecord): {
  values: Record<string, number | null>;
  flags: Record<string, string>;
} {
  const values: Record<string, number | null> = {};
  const flags: Record<string, string> = {};
  record.layout.forEach((slot, index) => {
    if (slot.attr === 'Avg' || !(slot.code in values)) values[slot.code] = record.values[index] ?? null;
    const flag = record.flags?.[index];
    if (flag) flags[slot.code] = flag;
  });
  return { values, flags };
}

async function rollupInputs(
  ctx: Context,
  key: { pointId: number; time: number },
  period: 'day' | 'month',
): Promise<Inputs> {
  const finer = period === 'day' ? 'hour' : 'day';
  const rows = await rollupSeries(ctx.db, {
    pointIds: [key.pointId],
    period: finer,
    from: key.time,
    to: periodEnd(period, key.time),
  });
  return rows.map((row) => ({
    level: 'rollup' as const,
    kind: finer,
    time: beijingIso(row.time),
    lsn: null,
    values: Object.fromEntries(Object.values(row.values).map((value) => [value.code, value.mean])),
    flags: Object.fromEntries(
      Object.values(row.values).flatMap((value) => (value.invalid ? [[value.code, value.invalid]] : [])),
    ),
  }));
}

/** Starts of the inputs that should have been there, from how many were due in the period. */
export function missingTimes(
  period: RollupPeriod,
  start: number,
  present: readonly number[],
  expected: number,
): string[] {
  const length = periodEnd(period, start) - start;
  if (expected <= 0 || expected > 3_600) return [];
  const step = length / expected;
  const have = new Set(present.map((time) => Math.floor((time - start) / step)));
  const missing: string[] = [];
  for (let slot = 0; slot < expected; slot++)
    if (!have.has(slot)) missing.push(beijingIso(start + slot * step));
  return missing;
}
