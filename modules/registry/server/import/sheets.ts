import type { Cell } from '@tarim/platform';

/** A column of an office sheet: its heading, the contract field behind it, how its text is read. */
export interface Column {
  readonly title: string;
  readonly field: string;
  readonly kind: 'text' | 'number' | 'integer' | 'date' | 'boolean' | 'list';
  readonly required?: boolean;
  readonly hint?: string;
}

export interface SheetForm {
  readonly name: string;
  readonly columns: readonly Column[];
  /** An example row of the template, to be deleted before use. */
  readonly example: readonly Cell[];
}

const c = (
  title: string,
  field: string,
  kind: Column['kind'] = 'text',
  required = false,
  hint?: string,
): Column => ({ title, field, kind, required, hint });

/** The five sheets of the registry's import and export, in the order in which they lean on each other. */
export const SHEETS = {
  enterprise: {
    name: '企业',
    columns: [
      c('统一社会信用代码*', 'uscc', 'text', true),
      c('企业名称*', 'name', 'text', true),
      c('简称', 'shortName'),
      c('行业代码', 'industry'),
      c('行业名称', 'industryName'),
      c('行政单元路径*', 'unitPath', 'text', true, '/650000/650100/650102/'),
      c('地址', 'address'),
      c('经度', 'lon', 'number'),
      c('纬度', 'lat', 'number'),
      c('联系人', 'contact'),
      c('管理类别', 'category'),
    ],
    example: [
      '91650100MA0000000X',
      '示例企业（请删除本行）',
      '示例',
      '4411',
      '火力发电',
      '/650000/650100/650106/',
      '示例路1号',
      87.43,
      43.87,
      '',
      '重点排污单位',
    ],
  },
  point: {
    name: '点位',
    columns: [
      c('点位编码*', 'code', 'text', true),
      c('点位名称*', 'name', 'text', true),
      c('类别*', 'kind', 'text', true, 'air / surface-water / outlet-gas …'),
      c('行政单元路径*', 'unitPath', 'text', true),
      c('所属企业信用代码', 'uscc'),
      c('经度', 'lon', 'number'),
      c('纬度', 'lat', 'number'),
      c('控制级别', 'controlLevel'),
      c('对外公开', 'public', 'boolean'),
    ],
    example: [
      'EX-DA001',
      '示例排放口（请删除本行）',
      'outlet-gas',
      '/650000/650100/650106/',
      '91650100MA0000000X',
      87.43,
      43.87,
      '区控',
      '是',
    ],
  },
  device: {
    name: '数采仪',
    columns: [
      c('MN*', 'mn', 'text', true),
      c('点位编码*', 'pointCode', 'text', true),
      c('协议版本*', 'edition', 'text', true, '2005 / 2017 / 2025'),
      c('接入方式', 'transport', 'text', false, 'tcp / mqtt / http'),
      c('实时间隔(秒)', 'rtdInterval', 'integer'),
      c('分钟间隔(分)', 'minuteInterval', 'integer'),
      c('厂商', 'maker'),
      c('型号', 'model'),
    ],
    example: ['010000A8900016F000169DC0', 'EX-DA001', '2017', 'tcp', 60, 1, '', ''],
  },
  parameter: {
    name: '参数',
    columns: [
      c('点位编码*', 'pointCode', 'text', true),
      c('因子编码*', 'code', 'text', true),
      c('单位', 'unit'),
      c('小数位', 'decimals', 'integer'),
      c('量程下限', 'rangeLow', 'number'),
      c('量程上限', 'rangeHigh', 'number'),
      c('顺序', 'sort', 'integer'),
      c('对外公开', 'public', 'boolean'),
    ],
    example: ['EX-DA001', 'a21026', 'mg/m3', 1, 0, 500, 1, '是'],
  },
  limit: {
    name: '限值',
    columns: [
      c('点位编码*', 'pointCode', 'text', true),
      c('因子编码*', 'code', 'text', true),
      c('评判周期*', 'basis', 'text', true, 'hour / day'),
      c('评判量*', 'measure', 'text', true, 'converted / actual'),
      c('上限', 'upper', 'number'),
      c('下限', 'lower', 'number'),
      c('基准氧(%)', 'referenceO2', 'number'),
      c('标准*', 'standard', 'text', true),
      c('条款', 'clause'),
      c('生效日期*', 'effectiveFrom', 'date', true),
      c('失效日期', 'effectiveTo', 'date'),
    ],
    example: ['EX-DA001', 'a21026', 'hour', 'converted', 35, null, 6, '排污许可证', '', '2026-01-01', null],
  },
} as const satisfies Record<string, SheetForm>;
export type SheetKey = keyof typeof SHEETS;
export const SHEET_KEYS = Object.keys(SHEETS) as SheetKey[];

/** A cell as the field's value; `undefined` when it cannot be read so. */
export function readCell(cell: Cell, kind: Column['kind']): unknown {
  if (cell === null || cell === undefined || cell === '') return null;
  const text = String(cell instanceof Date ? cell.toISOString() : cell).trim();
  switch (kind) {
    case 'text':
      return text;
    case 'number':
    case 'integer': {
      const value = Number(text);
      return Number.isFinite(value) && (kind === 'number' || Number.isInteger(value)) ? value : undefined;
    }
    case 'date':
      return /^\d{4}-\d{2}-\d{2}/.test(text) && !Number.isNaN(Date.parse(text.slice(0, 10)))
        ? text.slice(0, 10)
        : undefined;
    case 'boolean':
      return /^(是|true|1|y|yes)$/i.test(text) ? true : /^(否|false|0|n|no)$/i.test(text) ? false : undefined;
    case 'list':
      return text.split(/[,，;；\s]+/).filter(Boolean);
  }
}

export function writeCell(value: unknown, kind: Column['kind']): Cell {
  if (value === null || value === undefined) return null;
  if (kind === 'boolean') return value ? '是' : '否';
  if (kind === 'list') return (value as string[]).join(',');
  return value as Cell;
}
