import { defineErrors, type ErrorDefinition } from '@tarim/kernel';

const define = (code: string, zh: string, en: string): ErrorDefinition => ({ code, status: 422, zh, en });

/** What can be wrong with an evaluation of water. Data in `problems`, never exceptions. */
export const WATER_PROBLEMS = defineErrors({
  time: define('WATER_TIME_INVALID', '数据时间无效，不能选用标准', 'The time of the data is not a time'),
  earlier: define(
    'WATER_EDITION_LATER',
    '数据日期 {date} 早于 {standard} 的施行日期 {from}，没有更早的版本，按该版评价',
    'The data of {date} are older than {standard}, in force from {from}; there is no older edition, so they are judged by it',
  ),
  notRated: define(
    'WATER_ITEM_NOT_RATED',
    '“{item}”不是 {standard} 中参加本项评价的项目，未使用',
    '{item} takes no part in this evaluation by {standard}',
  ),
  twice: define(
    'WATER_ITEM_TWICE',
    '“{item}”给出了不止一个不同的值，未使用',
    '{item} is given more than once with different values; none is used',
  ),
  value: define('WATER_VALUE_INVALID', '“{item}”的值 {value} 无效', '{value} is not a value of {item}'),
  unitUnknown: define(
    'WATER_UNIT_UNKNOWN',
    '“{item}”的单位“{unit}”不能识别，不能换算为 {to}',
    'The unit {unit} of {item} is not known and cannot be told in {to}',
  ),
  unitForeign: define(
    'WATER_UNIT_FOREIGN',
    '“{item}”的单位“{unit}”与 {to} 不是同一种量',
    'The unit {unit} of {item} measures something else than {to}',
  ),
  unitAssumed: define(
    'WATER_UNIT_ASSUMED',
    '“{item}”没有给出单位，按 {to} 计；HJ 212-2017 中该编码的单位是 {printed}',
    '{item} has no unit and was taken in {to}; HJ 212-2017 prints {printed} for this code',
  ),
  detection: define(
    'WATER_DETECTION_LIMIT_HIGH',
    '“{item}”未检出，但检出限 {value} 大于限值 {limit}，该方法不能证明达标',
    '{item} was not detected, but the detection limit {value} lies above the limit {limit}: the method cannot show that it is kept',
  ),
  nothing: define('WATER_NOTHING_TO_RATE', '没有可评价的项目', 'There is nothing to rate'),
  sections: define(
    'WATER_SECTIONS_INVALID',
    '应给出断面、断面个数或比例之一，且数值合理',
    'Sections, their numbers or shares are to be given, with possible figures',
  ),
  sectionWithout: define(
    'WATER_SECTION_WITHOUT_CLASS',
    '第 {number} 个断面没有类别，不计入总数',
    'Section number {number} has no class and is not counted',
  ),
  fewCounts: define(
    'WATER_FEW_SECTIONS',
    '断面少于 {few} 个，应以各断面浓度的均值评价，而浓度没有给出',
    'Fewer than {few} sections are rated by their mean concentrations, which are not there',
  ),
  partSections: define(
    'WATER_ITEM_NOT_EVERYWHERE',
    '“{item}”只有 {there} 个断面（点位）有值，共 {all} 个；均值按有值的计算',
    '{item} is there in {there} of {all} sections; the mean is of these',
  ),
  doZero: define(
    'WATER_INDEX_WITHOUT_OXYGEN',
    '溶解氧为 0，其指数无意义',
    'Dissolved oxygen is 0: its index has no value',
  ),
  radioactivity: define(
    'WATER_NUCLIDES',
    '“{item}”超过 III 类限值：表中 IV、V 类写法相同，按较好的类别计；应作核素分析',
    '{item} is above the limit of class III, where the table reads alike for IV and V: the better class is told; nuclides are to be analysed',
  ),
  kind: define('WATER_KIND_UNKNOWN', 'kind 应为 river（河流）或 lake（湖泊、水库）', 'kind is river or lake'),
  sourceKind: define(
    'WATER_SOURCE_KIND_UNKNOWN',
    '水源类型应为 river、lake 或 groundwater',
    'A source is river, lake or groundwater',
  ),
  volume: define(
    'WATER_SOURCE_VOLUME_MISSING',
    '水源 {source} 没有取水量，不能计算水量达标率',
    'Source {source} has no volume: no rate of compliance by volume',
  ),
});
