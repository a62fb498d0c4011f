import { TarimError } from '@tarim/kernel';
import { CronExpressionParser } from 'cron-parser';
import type { PipelineSpec } from '../../contract.ts';
import { exchangeErrors as E } from '../errors.ts';
import { compilePattern } from './pattern.ts';

const ZONE = 'Asia/Shanghai';
/** Names that answers or the set itself use for something else. */
const TAKEN = new Set([
  'id',
  'geometry',
  'bbox',
  'type',
  'simulated',
  'convertedFrom',
  'sourceLine',
  'runId',
  'changedAt',
]);

/** When it is due next (Beijing time), epoch ms. @throws TarimError EXCHANGE_CRON_WRONG */
export function nextDue(cron: string, after: number): number {
  const wrong = () => new TarimError(E.cronWrong, { cron: cron.slice(0, 60) });
  if (cron.trim().split(/\s+/).length !== 5) throw wrong();
  try {
    return CronExpressionParser.parse(cron, { tz: ZONE, currentDate: new Date(after) })
      .next()
      .getTime();
  } catch (cause) {
    throw new TarimError(E.cronWrong, { cron: cron.slice(0, 60) }, { cause });
  }
}

/** @throws TarimError EXCHANGE_SPEC_WRONG, EXCHANGE_CRON_WRONG, EXCHANGE_PATTERN_WRONG */
export function checkSpec(spec: PipelineSpec, now: number): void {
  const wrong = (reason: string): never => {
    throw new TarimError(E.specWrong, { reason });
  };
  const names = new Map(spec.fields.map((one) => [one.name, one]));
  if (names.size !== spec.fields.length) wrong('fields');
  for (const { name, from, constant } of spec.fields) {
    if (TAKEN.has(name)) wrong(name);
    if (from === null && (constant ?? null) === null) wrong(name);
  }
  for (const check of spec.checks) {
    if ('field' in check && !names.has(check.field)) wrong(check.field);
    if (check.kind === 'pattern') compilePattern(check.pattern);
    if (check.kind === 'range') {
      const { min = null, max = null } = check;
      if (min === null && max === null) wrong(check.field);
      if (min !== null && max !== null && min > max) wrong(check.field);
      if (!['integer', 'number'].includes(names.get(check.field)!.type)) wrong(check.field);
    }
  }
  for (const key of spec.keys) if (!names.has(key) || names.get(key)!.type === 'json') wrong(key);
  if (new Set(spec.keys).size !== spec.keys.length) wrong('keys');
  if (spec.mode === 'upsert' && spec.keys.length === 0) wrong('keys');
  const { timeField = null, labelField = null } = spec;
  if (timeField !== null && !['date', 'instant'].includes(names.get(timeField)?.type ?? '')) wrong(timeField);
  if (labelField !== null && !names.has(labelField)) wrong(labelField);
  if ((spec.place.kind === 'none') !== (spec.geometryType === null)) wrong('geometryType');
  if (spec.place.kind === 'columns' && spec.geometryType !== 'Point') wrong('geometryType');
  if (spec.source.kind === 'http') {
    const { rows = null, paging } = spec.source;
    if (paging.kind !== 'none' && rows === null) wrong('paging');
    if (URL.canParse(spec.source.url) === false) wrong('url');
    const { username, password } = new URL(spec.source.url);
    // A password in an address would stand in logs and answers; it belongs into the secret.
    if (username || password) wrong('url');
  }
  if (spec.source.kind === 'folder' && /[/\\]/.test(spec.source.pattern)) wrong('pattern');
  if (spec.cron) {
    if (spec.source.kind === 'upload') wrong('cron');
    nextDue(spec.cron, now);
  }
}
