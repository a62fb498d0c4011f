import { Cells, type Column, doubtful, type Found, type RawRow, sheetErrors, wrong } from '@tarim/platform';
import { FIRST_YEAR, type Indicator, type YearlyKind } from '../../contract.ts';
import { EQI_PARTS, eqiOf } from '../domain/eqi.ts';
import { redlineErrors as E } from '../errors.ts';
import type { NewValue } from '../sql/indicators.ts';
import { wordsIn } from '../words.ts';

const zh = wordsIn('zh-CN');
/** Headings and words of the sheet are Chinese in every language, as those of the product's other sheets. */
export const INDICATOR_SHEET = zh('yearly.sheet');
export const KIND_WORDS: Readonly<Record<string, YearlyKind>> = {
  [zh('yearly.kind.redline')]: 'redline',
  [zh('yearly.kind.protected')]: 'protected',
  [zh('yearly.kind.unit')]: 'unit',
};

export const titleOf = ({ names, unit }: Pick<Indicator, 'names' | 'unit'>): string =>
  unit === '' ? names.zh : `${names.zh}（${unit}）`;

/** Indicators that files bring, each a column beside whose it is and its year. */
export function indicatorColumns(registry: readonly Indicator[]): Column<string>[] {
  return [
    {
      field: 'kind',
      title: zh('yearly.column.kind'),
      required: true,
      how: Object.keys(KIND_WORDS).join(' / '),
    },
    { field: 'code', title: zh('yearly.column.code'), required: true, how: zh('yearly.column.codeHow') },
    { field: 'year', title: zh('yearly.column.year'), required: true, how: `${FIRST_YEAR}–` },
    ...registry
      .filter((one) => one.source === 'import')
      .map((one) => ({
        field: one.code,
        title: titleOf(one),
        required: false,
        how: `${one.low}–${one.high}; ${one.basis}`,
      })),
  ];
}

/** Finished figures further than this from what their parts give are doubtful: papers print two decimals. */
const EQI_TOLERANCE = 0.05;

/** Units by `redline/CODE`, `protected/CODE` and `unit/CODE`. */
export interface Owners {
  readonly unitOf: (kind: YearlyKind, code: string) => string | null;
  readonly mayWrite: (unitPath: string) => boolean;
}

export interface ReadRow {
  readonly row: number;
  readonly values: readonly NewValue[];
}

/** The figures of each row; every defect is told with its row and column. */
export function readIndicatorRows(
  raw: readonly RawRow<string>[],
  registry: readonly Indicator[],
  owners: Owners,
  thisYear: number,
): { rows: ReadRow[]; found: Found[] } {
  const columns = indicatorColumns(registry);
  const brought = registry.filter((one) => one.source === 'import');
  const rows: ReadRow[] = [];
  const found: Found[] = [];
  const seen = new Map<string, number>();
  for (const one of raw) {
    const cells = new Cells(one, columns);
    const kind = cells.word('kind', KIND_WORDS);
    const code = cells.text('code', 60);
    const year = cells.whole('year', FIRST_YEAR, thisYear);
    const unitPath = kind === null || code === '' ? null : owners.unitOf(kind, code);
    if (kind !== null && code !== '') {
      if (unitPath === null) cells.tell('code', E.rowAreaUnknown);
      else if (!owners.mayWrite(unitPath)) cells.tell('code', sheetErrors.unitForeign);
    }
    const figures = brought.flatMap(({ code: indicator, low, high }) => {
      const value = cells.number(indicator, low, high);
      return value === null ? [] : [{ indicator, value }];
    });
    if (figures.length === 0 && cells.found.length === 0) found.push(wrong(one.row, null, E.rowEmpty));
    found.push(...cells.found);
    if (kind === null || unitPath === null || year === null) continue;
    const key = `${kind}/${code} ${year}`;
    const first = seen.get(key);
    if (first === undefined) seen.set(key, one.row);
    else found.push(wrong(one.row, null, sheetErrors.twice, { row: first }));
    found.push(...contradiction(one.row, figures));
    rows.push({
      row: one.row,
      values: figures.map((figure) => ({ kind, code, unitPath, year, ...figure })),
    });
  }
  return { rows, found };
}

function contradiction(row: number, figures: readonly { indicator: string; value: number }[]): Found[] {
  const of = (indicator: string) => figures.find((one) => one.indicator === indicator)?.value;
  const given = of('eqi-given');
  const parts = Object.fromEntries(
    EQI_PARTS.flatMap((part) => {
      const value = of(`eqi-${part}`);
      return value === undefined ? [] : [[part, value]];
    }),
  );
  const made = eqiOf(parts);
  if (given === undefined || made === null || Math.abs(made.value - given) <= EQI_TOLERANCE) return [];
  return [doubtful(row, null, E.rowEqi, { given, computed: made.value.toFixed(2) })];
}
