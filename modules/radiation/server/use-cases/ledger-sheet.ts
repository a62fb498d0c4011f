import { Cells, type Column, doubtful, type Found, type RawRow, type Units } from '@tarim/platform';
import { validateUscc } from '@tarim/science';
import type { Category, SourceState } from '../../contract.ts';
import { codeOf, type Particulars } from '../domain/today.ts';
import { radiationErrors as E } from '../errors.ts';
import { plainCode } from './sources.ts';

export const LEDGER_SHEET = '放射源台账';

export type LedgerField =
  | 'unit'
  | 'uscc'
  | 'name'
  | 'code'
  | 'noCode'
  | 'label'
  | 'nuclide'
  | 'activityBq'
  | 'measuredOn'
  | 'category'
  | 'use'
  | 'place'
  | 'state';

const STATE_WORDS: Readonly<Record<string, SourceState>> = {
  持有: 'held',
  在用: 'in-use',
  闲置: 'idle',
  丢失: 'lost',
  已转让: 'transferred',
  已返回: 'returned',
  已送贮: 'stored',
  已处置: 'disposed',
  已豁免: 'exempt',
};
const CATEGORY_WORDS: Readonly<Record<string, Category>> = {
  I: 'I',
  II: 'II',
  III: 'III',
  IV: 'IV',
  V: 'V',
  I类: 'I',
  II类: 'II',
  III类: 'III',
  IV类: 'IV',
  V类: 'V',
  '1': 'I',
  '2': 'II',
  '3': 'III',
  '4': 'IV',
  '5': 'V',
};

/** No layout of the national system's export was found: these are the fields of the regulations, under headings of ours. */
export const LEDGER_COLUMNS: readonly Column<LedgerField>[] = [
  { field: 'unit', title: '行政区代码', required: true, how: '如 650100、BT08' },
  { field: 'uscc', title: '统一社会信用代码', required: true },
  { field: 'name', title: '单位名称', required: true },
  { field: 'code', title: '放射源编码', required: false, how: '12 位，未知部分写 NN、N' },
  { field: 'noCode', title: '无编码原因', required: false },
  { field: 'label', title: '标号', required: false, how: '编码与标号至少写一项' },
  { field: 'nuclide', title: '核素', required: true, how: '如 Cs-137、Am-241/Be' },
  { field: 'activityBq', title: '出厂活度(Bq)', required: false },
  { field: 'measuredOn', title: '出厂日期', required: false, how: '如 2020-03-01' },
  { field: 'category', title: '类别', required: false, how: 'I、II、III、IV、V' },
  { field: 'use', title: '用途', required: false },
  { field: 'place', title: '场所', required: false },
  { field: 'state', title: '状态', required: false, how: Object.keys(STATE_WORDS).join('、') },
];

/** A row as it would be written. */
export interface LedgerLine extends Particulars {
  readonly row: number;
  readonly unitPath: string;
  readonly uscc: string;
  readonly unitName: string;
  readonly state: SourceState | null;
}

const MOST_BQ = 1e21;

/** What a row says. Parts of a code that are unknown are told and never keep the row out. */
export function readLine(
  row: RawRow<LedgerField>,
  units: Units,
  now: number,
): { line: LedgerLine | null; found: readonly Found[] } {
  const cells = new Cells(row, LEDGER_COLUMNS);
  const unitPath = cells.unit('unit', units);
  const [defect] = row.uscc === '' ? [] : validateUscc(row.uscc, 'zh');
  if (defect) cells.tell('uscc', E.usccInvalid, { why: defect.message });
  const code = plainCode(row.code);
  if (code === null && row.label === '') cells.tell('label', E.rowKey);
  const activityBq = cells.number('activityBq', Number.MIN_VALUE, MOST_BQ);
  const line = {
    row: row.row,
    uscc: row.uscc,
    unitName: cells.text('name', 120),
    code,
    noCode: code === null ? cells.text('noCode', 120) || '国家系统未赋码' : '',
    label: cells.text('label', 120),
    nuclide: cells.text('nuclide', 30),
    activityBq,
    measuredOn: cells.date('measuredOn', now),
    category: cells.word('category', CATEGORY_WORDS),
    use: cells.text('use', 120),
    place: cells.text('place', 120),
    state: cells.word('state', STATE_WORDS),
  };
  const good = cells.found.length === 0 && unitPath !== null;
  return { line: good ? { ...line, unitPath } : null, found: [...cells.found, ...doubts(row, code)] };
}

function doubts(row: RawRow<LedgerField>, code: string | null): Found[] {
  const read = codeOf(code);
  if (!read || (read.valid && read.unknown.length === 0)) return [];
  const parts = read.valid ? read.unknown.join('、') : (code ?? '').slice(0, 12);
  return [doubtful(row.row, '放射源编码', E.rowCode, { parts })];
}
