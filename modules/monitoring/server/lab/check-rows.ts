import { beijingIso, DAY_MS, HOUR_MS, unitConverter } from '@tarim/kernel';
import { groundwaterLimits, surfaceWaterLimits, waterItem } from '@tarim/standards';
import type { ContainerKind, TaskState } from '../../contract.ts';
import { monitoredItem } from '../domain/items.ts';
import { after } from '../domain/task-life.ts';
import { labErrors as E, labWarnings as W } from '../errors.ts';
import { holdingHours } from './holding-times.ts';
import { doubtful, type Found, type LabRow, wrong } from './lab-row.ts';

/** What is known of a container that a row names. */
export interface KnownContainer {
  readonly code: string;
  readonly kind: ContainerKind;
  readonly items: readonly string[];
  readonly received: boolean;
  readonly taskId: number;
  readonly taskCode: string;
  readonly taskState: TaskState;
  readonly unitPath: string;
  readonly pointKind: string;
  readonly sampledAt: number;
}

export interface KnownResult {
  readonly value: number | null;
  readonly detectionLimit: number | null;
}

export interface LabFacts {
  readonly now: number;
  readonly containers: ReadonlyMap<string, KnownContainer>;
  /** Whether the caller may write there. */
  readonly mayWrite: (unitPath: string) => boolean;
  /** By `container/item`. */
  readonly existing: ReadonlyMap<string, KnownResult>;
  /** Highest official value of the site, by `taskId/item`. */
  readonly highest: ReadonlyMap<string, number>;
}

/** A result as it is kept: in the unit of the standard. */
export interface CheckedResult extends KnownResult {
  readonly row: number;
  readonly container: KnownContainer;
  readonly item: string;
  readonly unit: string;
  readonly method: string;
  readonly analysedAt: number;
  readonly analyst: string;
  readonly warnings: readonly Found[];
  /** Nothing differs from what is there. */
  readonly unchanged: boolean;
}

/** Plausible bounds, beyond which a figure stands in the wrong place; concentrations are never negative. */
const BOUNDS: Readonly<Record<string, readonly [number, number]>> = {
  pH: [0, 14],
  溶解氧: [0, 30],
  Ld: [0, 150],
  Ln: [0, 150],
};
const UNUSUAL_TIMES = 10;
/** Our own setting: the standards give a bound for each method and range. */
export const PARALLEL_DEVIATION_PERCENT = 20;

/** Checks readable rows against the samples they speak of. Rows with an error have no result. */
export function checkRows(
  rows: readonly LabRow[],
  facts: LabFacts,
): { results: CheckedResult[]; found: Found[] } {
  const found: Found[] = [];
  const results: CheckedResult[] = [];
  const seen = new Map<string, number>();
  for (const row of rows) {
    const mine: Found[] = [];
    const container = containerOf(row, facts, mine);
    const result = container ? checkRow(row, container, facts, seen, mine) : null;
    found.push(...mine);
    if (result) results.push(result);
  }
  const doubts = [...parallels(results, facts), ...blanks(results)];
  found.push(...doubts);
  return {
    results: results.map((one) => ({
      ...one,
      warnings: [...one.warnings, ...doubts.filter((doubt) => doubt.row === one.row)],
    })),
    found,
  };
}

function containerOf({ row, container: code }: LabRow, facts: LabFacts, found: Found[]) {
  const container = facts.containers.get(code);
  if (!container) found.push(wrong(row, 'container', E.containerUnknown, { code }));
  else if (!facts.mayWrite(container.unitPath))
    found.push(wrong(row, 'container', E.containerElsewhere, { code }));
  else if (after(container.taskState, 'results') === null && container.taskState !== 'sampled')
    found.push(wrong(row, 'container', E.taskClosed, { task: container.taskCode }));
  else if (!container.received) found.push(wrong(row, 'container', E.notReceived, { code }));
  else return container;
  return null;
}

function checkRow(
  row: LabRow,
  container: KnownContainer,
  facts: LabFacts,
  seen: Map<string, number>,
  found: Found[],
): CheckedResult | null {
  const known = monitoredItem(container.pointKind, row.item);
  const item = known?.item ?? row.item;
  if (!container.items.includes(item)) {
    found.push(wrong(row.row, 'item', E.itemForeign, { code: container.code, item: row.item }));
    return null;
  }
  const key = `${container.code}/${item}`;
  const first = seen.get(key);
  if (first === undefined) seen.set(key, row.row);
  else found.push(wrong(row.row, 'item', E.repeated, { row: first }));
  const measured = inUnit(row, known?.unit ?? row.unit, found);
  if (measured) checkRange(row.row, item, measured, found);
  checkTime(row, container, item, facts.now, found);
  if (!measured || found.some((one) => one.severity === 'error')) return null;
  const before = facts.existing.get(key);
  const unchanged =
    before !== undefined &&
    before.value === measured.value &&
    before.detectionLimit === measured.detectionLimit;
  if (before && !unchanged) found.push(doubtful(row.row, 'result', W.replaces, { before: shown(before) }));
  checkUsual(row.row, container, item, measured, facts, found);
  const { method, analysedAt, analyst } = row;
  return {
    row: row.row,
    container,
    item,
    unit: known?.unit ?? row.unit,
    ...measured,
    method,
    analysedAt,
    analyst,
    unchanged,
    warnings: found.filter((one) => one.severity === 'warning'),
  };
}

/** The figures in the unit of the standard. */
function inUnit(row: LabRow, to: string, found: Found[]): KnownResult | null {
  const none = (unit: string) => unit === '无量纲' || unit === '-' || unit === '/';
  if (none(to) && (none(row.unit) || row.unit.toLowerCase() === 'ph')) return measuredOf(row, (one) => one);
  const convert = unitConverter(row.unit, to);
  if (typeof convert !== 'string') return measuredOf(row, convert);
  found.push(wrong(row.row, 'unit', E.unitForeign, { unit: row.unit, to }));
  return null;
}

const measuredOf = ({ value, detectionLimit }: LabRow, convert: (value: number) => number): KnownResult => ({
  value: value === null ? null : convert(value),
  detectionLimit: detectionLimit === null ? null : convert(detectionLimit),
});

function checkRange(row: number, item: string, { value }: KnownResult, found: Found[]): void {
  const [low, high] = BOUNDS[item] ?? [0, 1e9];
  if (value !== null && (value < low || value > high))
    found.push(wrong(row, 'result', E.outOfRange, { item, value, low, high }));
}

function checkTime(
  { row, analysedAt, dayOnly }: LabRow,
  { pointKind, sampledAt }: KnownContainer,
  item: string,
  now: number,
  found: Found[],
): void {
  const latest = dayOnly ? analysedAt + DAY_MS - 1 : analysedAt;
  if (analysedAt > now) found.push(wrong(row, 'analysedAt', E.inFuture));
  else if (latest < sampledAt)
    found.push(wrong(row, 'analysedAt', E.beforeSampling, { sampled: beijingIso(sampledAt).slice(0, 16) }));
  const limit = holdingHours(pointKind, item);
  const hours = (analysedAt - sampledAt) / HOUR_MS;
  if (limit !== null && hours > limit && analysedAt <= now)
    found.push(doubtful(row, 'analysedAt', W.holdingTime, { hours: Math.round(hours), limit }));
}

function checkUsual(
  row: number,
  { pointKind, taskId, kind }: KnownContainer,
  item: string,
  { value, detectionLimit }: KnownResult,
  { highest }: LabFacts,
  found: Found[],
): void {
  const bound = judgedBy(pointKind, item);
  if (value === null && detectionLimit !== null && bound !== null && detectionLimit > bound)
    found.push(doubtful(row, 'detectionLimit', W.limitHigh, { limit: detectionLimit, bound }));
  const most = highest.get(`${taskId}/${item}`);
  if (kind !== 'field-blank' && value !== null && most && value > UNUSUAL_TIMES * most)
    found.push(doubtful(row, 'result', W.unusual, { value, most, times: Math.round(value / most) }));
}

/** The limit of class III that a concentration is judged by; null: none, or no upper one. */
function judgedBy(pointKind: string, item: string): number | null {
  const rows =
    pointKind === 'groundwater'
      ? groundwaterLimits(null).data.table1_regular
      : pointKind === 'surface-water' || pointKind === 'drinking-water'
        ? surfaceWaterLimits(null).data.table1_basic
        : [];
  const row = rows.find((one) => waterItem(one.item) === waterItem(item));
  const limit = row?.compare === 'le' ? row.limits?.[2] : null;
  return typeof limit === 'number' ? limit : null;
}

const shown = ({ value, detectionLimit }: KnownResult) => (value === null ? `<${detectionLimit}` : value);

/** Relative deviation of a parallel from its sample: |a−b| / (a+b), in percent. Two that were not detected agree. */
function parallels(results: readonly CheckedResult[], facts: LabFacts): Found[] {
  return results.flatMap((one) => {
    if (one.container.kind !== 'parallel' || one.value === null) return [];
    const sample = sampleOf(one, results, facts);
    if (sample === null || sample + one.value === 0) return [];
    const deviation = (100 * Math.abs(sample - one.value)) / (sample + one.value);
    if (deviation <= PARALLEL_DEVIATION_PERCENT) return [];
    const params = { deviation: deviation.toFixed(1), limit: PARALLEL_DEVIATION_PERCENT };
    return [doubtful(one.row, 'result', W.parallelDeviates, params)];
  });
}

/** The sample's figure of the same task and item, of this sheet or of an earlier one. */
function sampleOf(
  { container, item }: CheckedResult,
  results: readonly CheckedResult[],
  facts: LabFacts,
): number | null {
  const same = results.find(
    (one) =>
      one.container.kind === 'sample' && one.container.taskId === container.taskId && one.item === item,
  );
  if (same) return same.value;
  for (const other of facts.containers.values())
    if (other.kind === 'sample' && other.taskId === container.taskId) {
      const known = facts.existing.get(`${other.code}/${item}`);
      if (known) return known.value;
    }
  return null;
}

function blanks(results: readonly CheckedResult[]): Found[] {
  return results.flatMap((one) =>
    one.container.kind === 'field-blank' && one.value !== null && one.value > (one.detectionLimit ?? 0)
      ? [
          doubtful(one.row, 'result', W.blankFound, {
            value: one.value,
            limit: one.detectionLimit ?? '—',
          }),
        ]
      : [],
  );
}
