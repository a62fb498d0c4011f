import { beijingDate, HOUR_MS } from '@tarim/kernel';
import type { Tx } from '@tarim/platform';
import { validityRule } from '@tarim/science';
import { RECORD_KINDS } from '../../contract.ts';
import { layoutOf } from '../sql/layouts.ts';
import { type RollupRow, rollupsOf } from '../sql/rollup-read.ts';
import { type DirtyKey, type RecordRow, type RollupInput, recordsOfHours } from '../sql/rollup-write.ts';
import { derive } from './derive.ts';
import { INVALID, layOut } from './factor-values.ts';
import { betterHour, type Hour, hourOfDevice, hourOfMinutes } from './hour.ts';
import { mediumOf } from './medium.ts';
import { type PointFacts, pointFacts } from './point-facts.ts';
import { type Reading, readingOf } from './readings.ts';

/** Computes hours from minute records and from the hour records that the devices sent, whichever are better. */
export async function computeHours(tx: Tx, keys: readonly DirtyKey[]): Promise<RollupInput[]> {
  const facts = await pointFacts(
    tx,
    keys.map((key) => key.pointId),
  );
  const records = await recordsOfHours(tx, keys, [RECORD_KINDS.minute, RECORD_KINDS.hour]);
  const byHour = new Map<string, RecordRow[]>();
  for (const record of records) {
    const key = `${record.pointId}/${Math.floor(record.time / HOUR_MS) * HOUR_MS}`;
    const list = byHour.get(key);
    if (list) list.push(record);
    else byHour.set(key, [record]);
  }
  const inputs: RollupInput[] = [];
  const empty: DirtyKey[] = [];
  for (const key of keys) {
    const fact = facts.get(key.pointId);
    const found = byHour.get(`${key.pointId}/${key.time}`);
    if (!found) empty.push(key);
    else if (fact) inputs.push(inputOf(key, fact, await hourOf(tx, found, fact)));
  }
  for (const row of await rollupsOf(tx, 'hour', empty)) inputs.push(emptied(row));
  return inputs;
}

async function hourOf(tx: Tx, records: readonly RecordRow[], fact: PointFacts): Promise<Hour> {
  const minutes: Reading[] = [];
  let ofDevice: Reading | null = null;
  for (const record of records) {
    const reading = readingOf(record, await layoutOf(tx, record.layoutId));
    if (record.kind === RECORD_KINDS.minute) minutes.push(reading);
    else ofDevice = reading;
  }
  const device = ofDevice ? hourOfDevice(ofDevice, fact) : null;
  if (minutes.length === 0) return device!;
  const computed = hourOfMinutes(minutes, fact);
  return device ? betterHour(computed, device) : computed;
}

function inputOf(key: DirtyKey, fact: PointFacts, hour: Hour): RollupInput {
  derive(hour.results, fact, beijingDate(key.time));
  return {
    pointId: key.pointId,
    time: key.time,
    ...layOut(hour.results),
    basis: hour.basis,
    expected: hour.expected,
    received: hour.received,
    stopped: hour.stopped,
    ruleVersion: validityRule(mediumOf(fact.kind)).id,
    reason: key.reason,
    open: false,
  };
}

/** An hour of which no record stands any more (the tables were built anew): it keeps its place and has no value. */
function emptied(row: RollupRow): RollupInput {
  const results = Object.keys(row.values).map((code) => ({
    code,
    mean: null,
    min: null,
    max: null,
    converted: null,
    total: null,
    omitted: null,
    mda8: null,
    validCount: 0,
    invalid: INVALID.noValue,
  }));
  const { pointId, time, basis, expected, ruleVersion } = row;
  return {
    pointId,
    time,
    ...layOut(results),
    basis,
    expected,
    received: 0,
    stopped: 0,
    ruleVersion,
    reason: 'records-gone',
    open: false,
  };
}
