import { TarimError } from '@tarim/kernel';
import { CronExpressionParser } from 'cron-parser';
import { type Check, type FieldMapping, type PipelineSpec, RESERVED_FIELDS } from '../../contract.ts';
import { exchangeErrors as E } from '../errors.ts';
import { compilePattern } from './pattern.ts';

const ZONE = 'Asia/Shanghai';

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

/** @throws TarimError EXCHANGE_SPEC_FIELD, _CHECK, _KEYS, _PLACE, _SOURCE, EXCHANGE_CRON_WRONG, EXCHANGE_PATTERN_WRONG */
export function checkSpec(spec: PipelineSpec, now: number): void {
  const fields = new Map(spec.fields.map((one) => [one.name, one]));
  const names = spec.fields.map((one) => one.name);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice) throw new TarimError(E.specField, { field: twice });
  for (const { name, from, constant } of spec.fields)
    if (RESERVED_FIELDS.includes(name) || (from === null && (constant ?? null) === null))
      throw new TarimError(E.specField, { field: name });
  for (const check of spec.checks) checkCheck(check, fields);
  checkKeys(spec, fields);
  if (
    (spec.place.kind === 'none') !== (spec.geometryType === null) ||
    (spec.place.kind === 'columns' && spec.geometryType !== 'Point')
  )
    throw new TarimError(E.specPlace);
  checkSource(spec.source);
  if (!spec.cron) return;
  if (spec.source.kind === 'upload') throw new TarimError(E.specSource, { part: 'cron' });
  nextDue(spec.cron, now);
}

type Fields = ReadonlyMap<string, FieldMapping>;

function checkCheck(check: Check, fields: Fields): void {
  if (check.kind === 'pattern') compilePattern(check.pattern);
  if (!('field' in check)) return;
  const wrong = () => new TarimError(E.specCheck, { field: check.field, check: check.kind });
  const field = fields.get(check.field);
  if (!field) throw wrong();
  if (check.kind !== 'range') return;
  const { min = null, max = null } = check;
  const empty = (min === null && max === null) || (min !== null && max !== null && min > max);
  if (empty || !['integer', 'number'].includes(field.type)) throw wrong();
}

function checkKeys({ keys, mode, timeField = null, labelField = null }: PipelineSpec, fields: Fields): void {
  const wrong = (field: string) => new TarimError(E.specKeys, { field });
  for (const key of keys) if (!fields.has(key) || fields.get(key)!.type === 'json') throw wrong(key);
  if (new Set(keys).size !== keys.length || (mode === 'upsert' && keys.length === 0))
    throw wrong(keys.join(', ') || '∅');
  if (timeField !== null && !['date', 'instant'].includes(fields.get(timeField)?.type ?? ''))
    throw wrong(timeField);
  if (labelField !== null && !fields.has(labelField)) throw wrong(labelField);
}

function checkSource(source: PipelineSpec['source']): void {
  const wrong = (part: string) => new TarimError(E.specSource, { part });
  if ((source.kind === 'folder' || source.kind === 'sftp') && /[/\\]/.test(source.pattern))
    throw wrong('pattern');
  if (source.kind !== 'http') return;
  if (source.paging.kind !== 'none' && (source.rows ?? null) === null) throw wrong('paging');
  if (!URL.canParse(source.url)) throw wrong('url');
  const { username, password } = new URL(source.url);
  // A password in an address would stand in logs and answers; it belongs into the secret.
  if (username || password) throw wrong('url');
}
