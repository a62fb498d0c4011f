import { defineErrors, type ErrorDefinition } from '@tarim/kernel';

const define = (code: string, zh: string, en: string, status = 400): ErrorDefinition => ({
  code: `COMPOSITION_${code}`,
  status,
  zh,
  en,
});

export const compositionErrors = defineErrors({
  stationUnknown: define(
    'STATION_NOT_FOUND',
    '没有编号为 {id} 的这类空气站',
    'There is no such air station {id}',
    404,
  ),
  hourUnknown: define(
    'HOUR_NOT_FOUND',
    '该站这一小时没有组分数据',
    'The station has no components of this hour',
    404,
  ),
  uploadUnknown: define('UPLOAD_NOT_FOUND', '没有第 {id} 次导入', 'There is no import {id}', 404),
  period: define(
    'PERIOD_INVALID',
    '时段应从早到晚，最长 {days} 天',
    'The period has to run forward, at most {days} days',
  ),
});

/** What can be wrong with imported components. Told with row and column; a file with any of these brings nothing in. */
export const compositionImportErrors = defineErrors({
  fileKind: define(
    'FILE_KIND',
    '“{name}”不是 XLSX 或 CSV 文件；旧版 XLS 请先另存为 XLSX',
    '{name} is neither XLSX nor CSV; save an old XLS as XLSX first',
  ),
  sheets: define(
    'SHEETS',
    '文件有多张有内容的工作表（{names}）；一个文件只收一张表',
    'The file has several filled sheets ({names}); one table a file',
  ),
  noTable: define(
    'NO_TABLE',
    '第一行不是组分数据的表头（站点、时间、物种）；请使用模板',
    'The first row is not the heading of components (station, time, species); use the template',
  ),
  headingMissing: define('HEADING_MISSING', '缺少列“{heading}”', 'The column {heading} is missing'),
  headingTwice: define(
    'HEADING_TWICE',
    '列“{heading}”与另一列是同一内容',
    'The column {heading} means the same as another',
  ),
  headingUnknown: define(
    'HEADING_UNKNOWN',
    '“{heading}”不在挥发性有机物名录中，其内容不会导入；请改名或删去该列',
    '{heading} is not in the list of VOC and nothing of it would be imported; rename or remove it',
  ),
  xylene: define(
    'XYLENE_TWICE',
    '间/对二甲苯合量与其单体不能同时导入',
    'm/p-xylene comes either as a sum or as its two parts',
  ),
  unit: define(
    'UNIT_DIFFERS',
    '选择的单位是 {expected}，文件写的是“{unit}”',
    'The unit chosen is {expected}; the file says {unit}',
  ),
  stationMissing: define(
    'STATION_MISSING',
    '没有写站点编码或名称',
    'Neither code nor name of a station is given',
  ),
  stationUnknown: define('STATION_UNKNOWN', '没有空气站“{station}”', 'There is no air station {station}'),
  stationPurpose: define(
    'STATION_PURPOSE',
    '“{station}”的监测目的不含“组分”；请先在登记中设定',
    '{station} does not have the purpose component; set it in the registry first',
  ),
  stationDiffers: define(
    'STATION_DIFFERS',
    '编码 {code} 是“{name}”，不是“{station}”',
    'The code {code} is that of {name}, not of {station}',
  ),
  stationElsewhere: define(
    'STATION_ELSEWHERE',
    '您的岗位不管理“{station}”',
    'Your post is not competent for {station}',
  ),
  time: define(
    'TIME_INVALID',
    '“{time}”不是整点时间（如 2026-11-25 13:00，为该小时的起点）',
    '{time} is not the start of an hour such as 2026-11-25 13:00',
  ),
  timeFuture: define('TIME_FUTURE', '{time} 这一小时还没有过完', 'The hour {time} is not over yet'),
  twice: define('ROW_TWICE', '与第 {row} 行是同一站点和时间', 'The same station and hour as in row {row}'),
  empty: define('ROW_EMPTY', '这一行没有任何物种的数值', 'The row has no figure of any species'),
  value: define(
    'VALUE_INVALID',
    '“{value}”不是浓度；未检出请写 ND 或 <检出限',
    '{value} is no concentration; below detection is ND or <limit',
  ),
  range: define(
    'VALUE_RANGE',
    '{value} {unit} 超出可信范围（≤ {most} ppbv），请核对单位',
    '{value} {unit} lies outside what is credible (≤ {most} ppbv); check the unit',
  ),
});
