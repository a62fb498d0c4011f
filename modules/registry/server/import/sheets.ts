import { SITE_LIVES, SITE_PURPOSES } from '../../contract.ts';
import type { CellKind } from './cells.ts';

/** A column of an office sheet: its heading, the contract field behind it, how its text is read. */
export interface Column {
  readonly title: string;
  readonly field: string;
  readonly kind: CellKind;
  readonly required: boolean;
  readonly en: string;
  /** What may stand in it, or an example. */
  readonly hint: string;
  /** Contract field whose issues belong to this column, where the sheet has a natural key instead of an id. */
  readonly standsFor?: string;
}

export interface SheetForm {
  readonly name: string;
  readonly en: string;
  readonly columns: readonly Column[];
}

const c = (
  title: string,
  en: string,
  field: string,
  hint = '',
  kind: CellKind = 'text',
  standsFor?: string,
): Column => ({ title, en, field, kind, required: title.endsWith('*'), hint, standsFor });

const pointCode = c('点位编码*', 'Point code', 'pointCode', 'EX-DA001', 'text', 'pointId');
const factorCode = c('因子编码*', 'Factor code', 'code', 'a21026');

/** The sheets of the registry's import and export, in the order in which they lean on each other. */
export const SHEETS = {
  enterprise: {
    name: '企业',
    en: 'Enterprises',
    columns: [
      c('统一社会信用代码*', 'Unified social credit code', 'uscc', 'GB 32100-2015'),
      c('企业名称*', 'Name', 'name'),
      c('简称', 'Short name', 'shortName'),
      c('行业代码', 'Industry code', 'industry', '4411 (GB/T 4754)'),
      c('行业名称', 'Industry', 'industryName'),
      c('行政单元路径*', 'Path of the unit', 'unitPath', '/650000/650100/650106/'),
      c('地址', 'Address', 'address'),
      c('经度', 'Longitude', 'lon', '87.43', 'number'),
      c('纬度', 'Latitude', 'lat', '43.87', 'number'),
      c('联系人', 'Contact', 'contact'),
      c('管理类别', 'Category', 'category', '重点排污单位'),
    ],
  },
  point: {
    name: '点位',
    en: 'Points',
    columns: [
      c('点位编码*', 'Point code', 'code', 'EX-DA001'),
      c('点位名称*', 'Name', 'name'),
      c(
        '类别*',
        'Kind',
        'kind',
        'air, surface-water, drinking-water, groundwater, soil, noise, ecology, radiation, outlet-gas, outlet-water',
      ),
      c('行政单元路径*', 'Path of the unit', 'unitPath', '/650000/650100/650106/'),
      c('所属企业信用代码', 'Credit code of its enterprise', 'uscc', '', 'text', 'enterpriseId'),
      c('经度', 'Longitude', 'lon', '87.43', 'number'),
      c('纬度', 'Latitude', 'lat', '43.87', 'number'),
      c('控制级别', 'Control level', 'controlLevel', '国控, 区控, 兵控, 市控'),
      c('监测目的', 'Purposes', 'purposes', SITE_PURPOSES.join(', '), 'list'),
      c('责任单位', 'Responsible body', 'responsibleBody', '乌鲁木齐市监测站'),
      c('运行状态', 'Life of the site', 'lifecycle', SITE_LIVES.join(', ')),
      c('启用日期', 'In service from', 'openedOn', '2026-01-01', 'date'),
      c('停用日期', 'Retired on', 'retiredOn', '', 'date'),
      c('对外公开', 'Public', 'public', '是 / 否', 'boolean'),
      c('属性', 'Attributes', 'attributes', '{"process":"cement"}', 'object'),
    ],
  },
  device: {
    name: '数采仪',
    en: 'Data loggers',
    columns: [
      c('MN*', 'MN', 'mn', '010000A8900016F000169DC0'),
      pointCode,
      c('协议版本*', 'Edition', 'edition', '2005, 2017, 2025'),
      c('接入方式', 'Transport', 'transport', 'tcp, mqtt, http'),
      c('实时间隔(秒)', 'Seconds between real-time records', 'rtdInterval', '60', 'integer'),
      c('分钟间隔(分)', 'Minutes between minute records', 'minuteInterval', '10', 'integer'),
      c('上联网关', 'Upstream gateway', 'gateway', '园区光纤 1 号'),
      c('厂商', 'Maker', 'maker'),
      c('型号', 'Model', 'model'),
    ],
  },
  instrument: {
    name: '仪器',
    en: 'Instruments',
    columns: [
      c('仪器编号(系统)', 'Id (given by the platform)', 'id', '新仪器留空', 'integer'),
      pointCode,
      c('仪器名称*', 'Name', 'name', '烟气分析仪'),
      c('测量因子', 'Factor codes', 'codes', 'a21026, a21002', 'list'),
      c('厂商', 'Maker', 'maker'),
      c('型号', 'Model', 'model'),
      c('出厂编号', 'Serial number', 'serial'),
      c('方法', 'Method', 'method', '紫外差分'),
      c('量程下限', 'Range from', 'rangeLow', '0', 'number'),
      c('量程上限', 'Range to', 'rangeHigh', '500', 'number'),
      c('安装日期', 'Installed on', 'installedOn', '2026-01-01', 'date'),
    ],
  },
  parameter: {
    name: '参数',
    en: 'Parameters',
    columns: [
      pointCode,
      factorCode,
      c('单位', 'Unit the device reports in', 'unit', 'mg/m³'),
      c('小数位', 'Decimals', 'decimals', '1', 'integer'),
      c('量程下限', 'Range from', 'rangeLow', '0', 'number'),
      c('量程上限', 'Range to', 'rangeHigh', '500', 'number'),
      c('顺序', 'Order', 'sort', '1', 'integer'),
      c('对外公开', 'Public', 'public', '是 / 否', 'boolean'),
    ],
  },
  limit: {
    name: '限值',
    en: 'Limits',
    columns: [
      pointCode,
      factorCode,
      c('评判周期*', 'Period', 'basis', 'hour, day'),
      c('评判量*', 'Measure', 'measure', 'converted (折算), actual (实测)'),
      c('上限', 'Upper bound', 'upper', '35', 'number'),
      c('下限', 'Lower bound', 'lower', '', 'number'),
      c('限值单位', 'Unit of the bounds', 'unit', '留空即参数的单位'),
      c('基准氧(%)', 'Reference oxygen', 'referenceO2', '6', 'number'),
      c('标准*', 'Standard', 'standard', 'GB 13223-2011'),
      c('条款', 'Clause', 'clause', '表 2'),
      c('生效日期*', 'In force from', 'effectiveFrom', '2026-01-01', 'date'),
      c('失效日期', 'In force to', 'effectiveTo', '', 'date'),
      c('可信度', 'Confidence', 'confidence', 'official-text, multi-source, unverified'),
      c('来源', 'Source', 'source', '排污许可证副本'),
    ],
  },
} as const satisfies Record<string, SheetForm>;
export type SheetKey = keyof typeof SHEETS;
export const SHEET_KEYS = Object.keys(SHEETS) as SheetKey[];
export const SHEET_NAMES = SHEET_KEYS.map((key) => SHEETS[key].name).join('、');

/** The sheet that explains the others; an import passes it by. */
export const NOTES_SHEET = '说明 Notes';

/** Heading of the column that an issue with a contract field belongs to. */
export function columnOf(key: SheetKey, field: string | undefined): string | null {
  if (field === undefined) return null;
  const [name] = field.split('/');
  const columns: readonly Column[] = SHEETS[key].columns;
  return columns.find((one) => one.field === name || one.standsFor === name)?.title ?? null;
}
