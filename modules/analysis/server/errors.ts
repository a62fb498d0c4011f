import { defineErrors } from '@tarim/kernel';

export const analysisErrors = defineErrors({
  runUnknown: {
    code: 'ANALYSIS_RUN_UNKNOWN',
    status: 404,
    zh: '没有分析 {id}',
    en: 'There is no analysis {id}',
  },
  inputInvalid: {
    code: 'ANALYSIS_INPUT_INVALID',
    status: 422,
    zh: '分析参数不对：{reason}',
    en: 'The parameters of the analysis are not right: {reason}',
  },
  setUnknown: {
    code: 'ANALYSIS_SET_UNKNOWN',
    status: 422,
    zh: '没有可用的数据集 {set}',
    en: 'There is no data set {set} that you may use',
  },
  fieldUnknown: {
    code: 'ANALYSIS_FIELD_UNKNOWN',
    status: 422,
    zh: '数据集 {set} 没有可用的字段 {field}',
    en: 'Data set {set} has no field {field} that you may use',
  },
  noPlaces: {
    code: 'ANALYSIS_NO_PLACES',
    status: 422,
    zh: '数据集 {set} 没有空间位置',
    en: 'The rows of {set} have no place',
  },
  notAreas: {
    code: 'ANALYSIS_NOT_AREAS',
    status: 422,
    zh: '数据集 {set} 不是面状数据',
    en: 'The rows of {set} are no areas',
  },
  tooManyRows: {
    code: 'ANALYSIS_TOO_MANY_ROWS',
    status: 422,
    zh: '数据集 {set} 超过 {limit} 行，请先按字段筛选',
    en: '{set} has more than {limit} rows: choose some by a field',
  },
  tooManyCells: {
    code: 'ANALYSIS_TOO_MANY_CELLS',
    status: 422,
    zh: '网格有 {cells} 个，超过 {limit} 个：请加大网格或缩小范围',
    en: '{cells} cells are more than {limit}: take larger cells or a smaller area',
  },
  noValues: {
    code: 'ANALYSIS_NO_VALUES',
    status: 422,
    zh: '所选时段没有站点有该因子的有效值',
    en: 'No station has a valid value of the factor then',
  },
  pointUnknown: {
    code: 'ANALYSIS_POINT_UNKNOWN',
    status: 422,
    zh: '没有点位 {id}',
    en: 'There is no point {id}',
  },
  unitUnknown: {
    code: 'ANALYSIS_UNIT_UNKNOWN',
    status: 422,
    zh: '没有行政单元 {unit}',
    en: 'There is no unit {unit}',
  },
  period: {
    code: 'ANALYSIS_PERIOD_INVALID',
    status: 422,
    zh: '时段应起早于止，且不超过 {days} 天',
    en: 'The period begins before it ends and takes {days} days at most',
  },
  noRivers: {
    code: 'ANALYSIS_NO_RIVERS',
    status: 422,
    zh: '还没有河网数据',
    en: 'There is no river network yet',
  },
  farFromRiver: {
    code: 'ANALYSIS_FAR_FROM_RIVER',
    status: 422,
    zh: '{km} 公里内没有河段',
    en: 'There is no reach within {km} km',
  },
  riversInvalid: {
    code: 'ANALYSIS_RIVERS_INVALID',
    status: 422,
    zh: '河网文件读不出折线：{reason}',
    en: 'No lines can be read from the file: {reason}',
  },
  notYours: {
    code: 'ANALYSIS_NOT_YOURS',
    status: 403,
    zh: '只能取消或删除自己的分析',
    en: 'Only the person who asked may cancel or delete an analysis',
  },
  notHanded: {
    code: 'ANALYSIS_TASK_UNKNOWN',
    status: 422,
    zh: '没有督办任务 {id}',
    en: 'There is no task {id}',
  },
  cancelled: { code: 'ANALYSIS_CANCELLED', status: 409, zh: '分析已取消', en: 'The analysis was cancelled' },
});
