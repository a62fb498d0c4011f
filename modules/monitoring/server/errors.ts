import { defineErrors } from '@tarim/kernel';

export const monitoringErrors = defineErrors({
  planUnknown: {
    code: 'MONITORING_PLAN_UNKNOWN',
    status: 404,
    zh: '没有监测计划 {id}',
    en: 'There is no monitoring plan {id}',
  },
  planInForce: {
    code: 'MONITORING_PLAN_IN_FORCE',
    status: 409,
    zh: '计划已生效，不能再修改点位与频次',
    en: 'The plan is in force; its sites and frequencies stay',
  },
  planEmpty: {
    code: 'MONITORING_PLAN_EMPTY',
    status: 422,
    zh: '计划中还没有点位',
    en: 'The plan has no site yet',
  },
  planNoMonth: {
    code: 'MONITORING_PLAN_NO_MONTH_LEFT',
    status: 422,
    zh: '计划在 {year} 年 {month} 月及以后没有监测安排，不能下达任务',
    en: 'The plan asks for nothing from month {month} of {year} on: there is no task to give',
  },
  siteUnknown: {
    code: 'MONITORING_SITE_UNKNOWN',
    status: 404,
    zh: '没有在用的点位 {ids}',
    en: 'There is no site in use {ids}',
  },
  siteElsewhere: {
    code: 'MONITORING_SITE_ELSEWHERE',
    status: 422,
    zh: '点位 {names} 不在计划的行政单元内',
    en: 'Sites {names} lie outside the unit of the plan',
  },
  itemUnknown: {
    code: 'MONITORING_ITEM_UNKNOWN',
    status: 422,
    zh: '{kind} 的评价标准中没有项目 {items}',
    en: 'The standards of {kind} have no item {items}',
  },
  lineUnknown: {
    code: 'MONITORING_LINE_UNKNOWN',
    status: 404,
    zh: '计划中没有这一点位',
    en: 'The plan has no such site',
  },
  taskUnknown: {
    code: 'MONITORING_TASK_UNKNOWN',
    status: 404,
    zh: '没有监测任务 {id}',
    en: 'There is no monitoring task {id}',
  },
  actNotNow: {
    code: 'MONITORING_ACT_NOT_NOW',
    status: 409,
    zh: '任务 {code} 现在的状态不能做这一步（{state}）',
    en: 'Task {code} does not allow this step in its state ({state})',
  },
  ownWork: {
    code: 'MONITORING_REVIEW_OWN_WORK',
    status: 403,
    zh: '采样或报出结果的人不能审核自己的任务',
    en: 'Whoever sampled or reported does not review the task',
  },
  ownLevel: {
    code: 'MONITORING_REVIEW_OWN_LEVEL',
    status: 403,
    zh: '三级审核须由三个不同的人完成',
    en: 'The three levels of review are three people',
  },
  commentMissing: {
    code: 'MONITORING_RETURN_NEEDS_COMMENT',
    status: 422,
    zh: '退回须写明原因',
    en: 'A return says why',
  },
  sampledInFuture: {
    code: 'MONITORING_SAMPLED_IN_FUTURE',
    status: 422,
    zh: '采样时间在将来',
    en: 'The time of sampling lies in the future',
  },
  sampledOutside: {
    code: 'MONITORING_SAMPLED_OUTSIDE_PERIOD',
    status: 422,
    zh: '采样时间须在任务期 {from} 至 {to} 内',
    en: 'The time of sampling lies outside the period {from} to {to}',
  },
  itemsUncovered: {
    code: 'MONITORING_ITEMS_UNCOVERED',
    status: 422,
    zh: '这些项目既没有现场结果也没有样品：{items}',
    en: 'These items have neither a value from the site nor a container: {items}',
  },
  itemNotAsked: {
    code: 'MONITORING_ITEM_NOT_ASKED',
    status: 422,
    zh: '任务没有要求这些项目：{items}',
    en: 'The task does not ask for {items}',
  },
  containerTaken: {
    code: 'MONITORING_CONTAINER_TAKEN',
    status: 409,
    zh: '样品编码 {code} 已经用过',
    en: 'Container code {code} was used before',
  },
  containerRepeated: {
    code: 'MONITORING_CONTAINER_REPEATED',
    status: 422,
    zh: '样品编码 {code} 在表中出现两次',
    en: 'Container code {code} stands twice on the form',
  },
  containerUnknown: {
    code: 'MONITORING_CONTAINER_UNKNOWN',
    status: 404,
    zh: '没有样品 {codes}',
    en: 'There is no container {codes}',
  },
  photoUnknown: {
    code: 'MONITORING_PHOTO_UNKNOWN',
    status: 404,
    zh: '没有这张照片',
    en: 'There is no such photograph',
  },
  photoUnreadable: {
    code: 'MONITORING_PHOTO_UNREADABLE',
    status: 415,
    zh: '照片须是 JPEG、PNG 或 WebP 文件，且不超过 {mib} MiB',
    en: 'A photograph is a JPEG, PNG or WebP file of at most {mib} MiB',
  },
  resultsMissing: {
    code: 'MONITORING_RESULTS_MISSING',
    status: 422,
    zh: '还缺 {count} 个结果，例如 {items}',
    en: '{count} results are missing, such as {items}',
  },
});

/** What can be wrong with a row of results; `labErrors` keep the sheet out, `labWarnings` go to the reviewers. */
export const labErrors = defineErrors({
  sheetEmpty: { code: 'LAB_SHEET_EMPTY', status: 422, zh: '表中没有结果', en: 'The sheet has no result' },
  headingMissing: {
    code: 'LAB_HEADING_MISSING',
    status: 422,
    zh: '缺少表头“{heading}”',
    en: 'The heading “{heading}” is missing',
  },
  cellMissing: { code: 'LAB_CELL_MISSING', status: 422, zh: '未填写', en: 'Nothing is filled in' },
  resultUnreadable: {
    code: 'LAB_RESULT_UNREADABLE',
    status: 422,
    zh: '“{cell}”不是结果；可写数字、<0.01、0.01L 或 未检出',
    en: '“{cell}” is no result; write a figure, <0.01, 0.01L or ND',
  },
  limitMissing: {
    code: 'LAB_DETECTION_LIMIT_MISSING',
    status: 422,
    zh: '未检出须填写检出限',
    en: 'What was not detected needs its detection limit',
  },
  limitUnreadable: {
    code: 'LAB_DETECTION_LIMIT_UNREADABLE',
    status: 422,
    zh: '检出限“{cell}”不是正数',
    en: 'The detection limit “{cell}” is no positive figure',
  },
  dateUnreadable: {
    code: 'LAB_DATE_UNREADABLE',
    status: 422,
    zh: '“{cell}”不是时间；应如 2026-11-24 或 2026-11-24 10:30',
    en: '“{cell}” is no time; write 2026-11-24 or 2026-11-24 10:30',
  },
  containerUnknown: {
    code: 'LAB_CONTAINER_UNKNOWN',
    status: 422,
    zh: '没有样品 {code}',
    en: 'There is no container {code}',
  },
  containerElsewhere: {
    code: 'LAB_CONTAINER_ELSEWHERE',
    status: 422,
    zh: '样品 {code} 不在您的管辖范围内',
    en: 'Container {code} belongs to another unit',
  },
  notReceived: {
    code: 'LAB_CONTAINER_NOT_RECEIVED',
    status: 422,
    zh: '样品 {code} 尚未交接到实验室',
    en: 'The laboratory has not received container {code}',
  },
  taskClosed: {
    code: 'LAB_TASK_NOT_OPEN',
    status: 422,
    zh: '任务 {task} 已在审核中或已签发，不能再改结果',
    en: 'Task {task} is under review or official: its results stay',
  },
  itemForeign: {
    code: 'LAB_ITEM_NOT_IN_CONTAINER',
    status: 422,
    zh: '样品 {code} 不测“{item}”',
    en: 'Container {code} is not for “{item}”',
  },
  unitForeign: {
    code: 'LAB_UNIT_FOREIGN',
    status: 422,
    zh: '单位“{unit}”不能换算为“{to}”',
    en: 'The unit “{unit}” cannot be told in “{to}”',
  },
  outOfRange: {
    code: 'LAB_OUT_OF_RANGE',
    status: 422,
    zh: '“{item}”不可能是 {value}（应在 {low} 至 {high} 之间）',
    en: '“{item}” cannot be {value} (from {low} to {high})',
  },
  repeated: {
    code: 'LAB_ROW_REPEATED',
    status: 422,
    zh: '与第 {row} 行重复（同一样品、同一项目）',
    en: 'The same container and item stand in row {row}',
  },
  beforeSampling: {
    code: 'LAB_ANALYSED_BEFORE_SAMPLING',
    status: 422,
    zh: '分析时间早于采样时间（{sampled}）',
    en: 'Analysed before the sample was taken ({sampled})',
  },
  inFuture: {
    code: 'LAB_ANALYSED_IN_FUTURE',
    status: 422,
    zh: '分析时间在将来',
    en: 'Analysed in the future',
  },
});

export const labWarnings = defineErrors({
  holdingTime: {
    code: 'LAB_HOLDING_TIME',
    status: 200,
    zh: '采样后 {hours} 小时才分析，超过保存期 {limit} 小时（HJ 493-2009，限值未核实）',
    en: 'Analysed {hours} h after sampling, beyond the holding time of {limit} h (HJ 493-2009, not verified)',
  },
  limitHigh: {
    code: 'LAB_DETECTION_LIMIT_HIGH',
    status: 200,
    zh: '检出限 {limit} 高于评价限值 {bound}，无法判定',
    en: 'The detection limit {limit} lies above the limit {bound} that it is judged by',
  },
  unusual: {
    code: 'LAB_UNUSUAL_VALUE',
    status: 200,
    zh: '{value} 是该点位历史最高值 {most} 的 {times} 倍',
    en: '{value} is {times} times the highest that this site ever had ({most})',
  },
  replaces: {
    code: 'LAB_REPLACES_RESULT',
    status: 200,
    zh: '已有结果 {before}，将作为新版本保存',
    en: 'Replaces the result {before}, which is kept as a revision',
  },
  blankFound: {
    code: 'LAB_BLANK_FOUND',
    status: 200,
    zh: '全程序空白检出 {value}（检出限 {limit}）',
    en: 'The field blank holds {value} (detection limit {limit})',
  },
  parallelDeviates: {
    code: 'LAB_PARALLEL_DEVIATES',
    status: 200,
    zh: '平行样相对偏差 {deviation} % 超过 {limit} %（本平台设定）',
    en: 'The parallels deviate by {deviation} %, more than {limit} % (set by this platform)',
  },
});
