import { TarimError } from '@tarim/kernel';
import {
  type Actor,
  asActor,
  Cells,
  type Column,
  type Context,
  type Found,
  hasErrors,
  readSheet,
  type Static,
  tell,
  templateOf,
  wrong,
} from '@tarim/platform';
import { listPoints, type RegisteredPoint } from '@tarim/registry/queries';
import type { PlanKindRow } from '@tarim/standards';
import type { CheckBody, RecordInput, importRecords as route } from '../../contract.ts';
import { rowErrors } from '../errors.ts';
import { OUTLET_KINDS, resourceOf, type Tongue } from './access.ts';
import type { Judged } from './judge.ts';
import { mediumOf, planKinds } from './plans.ts';
import { readyRecord, writeRecord } from './records.ts';

const ACTION = 'operation.record';
type Report = Static<NonNullable<typeof route.response>>;
type Field =
  | 'outlet'
  | 'kind'
  | 'from'
  | 'to'
  | 'staff'
  | 'note'
  | 'code'
  | 'span'
  | 'measured'
  | 'reference'
  | 'range'
  | 'unit';
export const RECORD_SHEET = '运维记录';
export const RECORD_COLUMNS: readonly Column<Field>[] = [
  { field: 'outlet', title: '排放口编码', required: true },
  { field: 'kind', title: '项目', required: true, how: '见“项目”页第一列' },
  { field: 'from', title: '开始', required: true, how: '如 2026-11-24 09:30（北京时间）' },
  { field: 'to', title: '结束', required: true },
  { field: 'staff', title: '人员', required: true },
  { field: 'note', title: '说明', required: false },
  { field: 'code', title: '因子编码', required: false, how: '校准、核查、比对须填，如 a21026' },
  { field: 'span', title: '零点或量程', required: false, how: '漂移填：零点、量程' },
  { field: 'measured', title: '仪器值', required: false, how: '比对的多对数据用 ; 分隔' },
  { field: 'reference', title: '标准值或参比值', required: false, how: '与仪器值一一对应' },
  { field: 'range', title: '满量程', required: false },
  { field: 'unit', title: '单位', required: false, how: 'SO2、NOx 比对：mg/m³（缺省）、µmol/mol' },
];
const SPAN_WORDS = { 零点: 'zero', 量程: 'span' } as const;
const FIGURES = /^[-+]?\d+(\.\d+)?(\s*[;；]\s*[-+]?\d+(\.\d+)?)*$/;

export async function recordTemplate(ctx: Context): Promise<Uint8Array> {
  const kinds = await planKinds(ctx);
  return templateOf(
    RECORD_SHEET,
    RECORD_COLUMNS,
    [],
    [
      {
        name: '项目',
        rows: [['项目', '适用', '须附检查'], ...kinds.map((one) => [one.zh, one.medium, one.check])],
      },
    ],
  );
}

interface Ready {
  readonly point: RegisteredPoint;
  readonly input: RecordInput;
  readonly judged: readonly Judged[];
}

/** A sheet of records: all of it or nothing. */
export async function importRecords(
  ctx: Context,
  actor: Actor,
  bytes: Uint8Array,
  commit: boolean,
  tongue: Tongue,
): Promise<Report> {
  const sheet = await readSheet(bytes, RECORD_COLUMNS, RECORD_SHEET, { csv: true });
  const kinds = await planKinds(ctx);
  const outlets = new Map(
    (await listPoints(ctx.db, { kinds: OUTLET_KINDS }))
      .filter((one) => ctx.policy.can(actor, ACTION, resourceOf(one)))
      .map((one) => [one.code, one]),
  );
  const found: Found[] = [...sheet.found];
  const ready: Ready[] = [];
  for (const row of sheet.rows) {
    const cells = new Cells(row, RECORD_COLUMNS);
    const point = outlets.get(row.outlet);
    if (!point && row.outlet !== '') cells.tell('outlet', rowErrors.outletCode);
    const kind = kinds.find((one) => one.zh === row.kind || one.key === row.kind);
    if (row.kind !== '' && !(kind && (!point || fits(kind, point)))) cells.tell('kind', rowErrors.kindWord);
    const from = cells.time('from', ctx.clock.now());
    const to = cells.time('to', ctx.clock.now());
    const staff = cells.text('staff', 60);
    const note = cells.text('note', 1000);
    const range = cells.number('range', 0, 1e9);
    const span = cells.word('span', SPAN_WORDS);
    const check = kind && kind.check !== 'none' ? checkOf(kind.check, row, range, span) : null;
    if (check === 'missing') cells.tell('code', rowErrors.checkMissing);
    found.push(...cells.found);
    if (cells.found.length > 0 || !point || !kind || from === null || to === null || check === 'missing')
      continue;
    const input: RecordInput = {
      kind: kind.key,
      from: new Date(from).toISOString(),
      to: new Date(to).toISOString(),
      staff,
      items: [],
      note,
      evidence: [],
      checks: check === null ? [] : [check],
    };
    try {
      ready.push({ point, input, judged: await readyRecord(ctx, point, input) });
    } catch (error) {
      if (!(error instanceof TarimError)) throw error;
      found.push(wrong(row.row, null, error.definition, error.params));
    }
  }
  const report = (committed: boolean): Report => ({
    committed,
    rows: sheet.rows.length,
    good: ready.length,
    unchanged: 0,
    problems: tell(found, tongue),
  });
  if (!commit || hasErrors(found)) return report(false);
  await asActor(ctx, actor, ACTION, async (tx) => {
    // In the order of time: what passed before counts for what failed after.
    for (const one of ready.toSorted((a, b) => (a.input.to < b.input.to ? -1 : 1)))
      await writeRecord(ctx, tx, actor, one.point, one.input, one.judged);
  });
  return report(true);
}

const fits = (kind: PlanKindRow, point: RegisteredPoint): boolean =>
  kind.medium === 'all' || kind.medium === mediumOf(point);

function checkOf(
  kind: CheckBody['kind'],
  row: Readonly<Record<'code' | 'measured' | 'reference' | 'unit', string>>,
  range: number | null,
  span: 'zero' | 'span' | null,
): CheckBody | 'missing' {
  const figures = (text: string) => (FIGURES.test(text) ? text.split(/[;；]/).map(Number) : []);
  const [measured, reference] = [figures(row.measured), figures(row.reference)];
  if (!/^[A-Za-z0-9]{2,12}$/.test(row.code) || measured.length === 0 || measured.length !== reference.length)
    return 'missing';
  if (kind === 'drift' || kind === 'standard')
    return {
      code: row.code,
      kind,
      measured: measured[0]!,
      standard: reference[0]!,
      ...(range === null ? {} : { range }),
      ...(span === null ? {} : { span }),
    };
  return {
    code: row.code,
    kind,
    pairs: measured.map((one, index) => ({ measured: one, reference: reference[index]! })),
    ...(row.unit === '' ? {} : { unit: row.unit }),
  };
}
