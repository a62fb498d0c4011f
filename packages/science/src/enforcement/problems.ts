import { defineErrors, type ErrorDefinition } from '@tarim/kernel';

const define = (code: string, zh: string, en: string): ErrorDefinition => ({ code, status: 422, zh, en });

/** What can be wrong with a question about a penalty. Data in `problems`, never exceptions. */
export const PENALTY_PROBLEMS = defineErrors({
  kind: define('PENALTY_KIND_UNKNOWN', 'kind 应为 {known} 之一', 'kind is one of {known}'),
  amount: define(
    'PENALTY_AMOUNT_INVALID',
    '{name} 应为不小于 0 的数',
    '{name} is a number that is not negative',
  ),
  count: define(
    'PENALTY_COUNT_INVALID',
    '{name} 应为 {from} 至 {to} 的整数',
    '{name} is a whole number from {from} to {to}',
  ),
  date: define('PENALTY_DATE_INVALID', '{name} 应为日期（2026-09-01）', '{name} is a day (2026-09-01)'),
  dateOrder: define('PENALTY_DATES_REVERSED', '{later} 早于 {earlier}', '{later} lies before {earlier}'),
  flag: define('PENALTY_FLAG_INVALID', '{name} 应为 true 或 false', '{name} is true or false'),
  list: define('PENALTY_LIST_INVALID', '{name} 应为数组', '{name} is a list'),
  nothing: define('PENALTY_NOTHING_GIVEN', '须给出 {names} 之一', 'One of {names} has to be given'),
  choice: define('PENALTY_CHOICE_UNKNOWN', '{name} 应为 {known} 之一', '{name} is one of {known}'),
  charge: define(
    'PENALTY_LAW_INVALID',
    '{name} 应为幅度 min、max，或 unlawful 为 false',
    '{name} is a range of min and max, or unlawful false',
  ),
  range: define(
    'PENALTY_RANGE_INVALID',
    '法定幅度无效：下限应不大于上限',
    'The range of the law has its least above its most',
  ),
  mostMissing: define(
    'PENALTY_MOST_MISSING',
    '只有下限时须给出 mostTimesOfMin（上限为下限的倍数）',
    'With a least amount only, mostTimesOfMin has to say how many times of it are the most',
  ),
  share: define('PENALTY_SHARE_INVALID', '{name} 应为 0 至 1 的比例', '{name} is a share from 0 to 1'),
  level: define('PENALTY_LEVEL_INVALID', '{name} 应为 1 至 5 的等级', '{name} is a level from 1 to 5'),
  table: define(
    'PENALTY_TABLE_INVALID',
    'table 应为 5 × 5 的比例（0 至 1）',
    'table is 5 by 5 shares from 0 to 1',
  ),
  factors: define(
    'PENALTY_FACTORS_INVALID',
    '裁量因子第 {index} 项无效',
    'Factor {index} of the discretion is not valid',
  ),
  adjustment: define(
    'PENALTY_ADJUSTMENT_EXCEEDS',
    '调整幅度 {share} 超过上限 {most}，按上限计算',
    'The adjustment {share} is above the most of {most}, which was taken',
  ),
  ground: define(
    'PENALTY_GROUND_MISSING',
    '减轻处罚（低于法定下限）须写明法定理由，未予减轻',
    'Going below the least of the law needs its ground: it was not done',
  ),
  daysDiffer: define(
    'PENALTY_DAYS_DIFFER',
    'daysLate 为 {daysLate} 日，而 due、paid 相差 {days} 日',
    'daysLate is {daysLate}, but due and paid are {days} days apart',
  ),
  noFine: define(
    'PENALTY_FINE_NONE',
    '没有原罚款，不能按日连续处罚',
    'Without an original fine there is no daily fine',
  ),
  extensionOrder: define(
    'PENALTY_EXTENSION_ORDER',
    '集体讨论决定的延期须在负责人批准延期之后（处罚办法第 57 条）',
    'An extension by collective discussion comes after that of the head (处罚办法 art. 57)',
  ),
  harmUntold: define(
    'PENALTY_HARM_UNTOLD',
    '未说明是否造成污染或生态破坏（harm），二年与五年结论不同',
    'Whether there was harm is not told: two years and five differ',
  ),
  noItems: define(
    'PENALTY_SCORE_ITEMS_MISSING',
    '没有适用的评查项，不能计分',
    'No item applies: there is nothing to score',
  ),
  recheckLate: define(
    'PENALTY_RECHECK_LATE',
    '复查在责令改正决定书送达后第 {days} 日，超过 {most} 日：案卷评查致命性问题第 23 项，不得按日连续处罚',
    'The recheck came on day {days} after the order was delivered, beyond {most}: fatal item 23 of the review of files; no daily fine',
  ),
  recheckSameDay: define(
    'PENALTY_RECHECK_SAME_DAY',
    '复查日即送达日，没有按日计罚的天数',
    'The recheck is on the day of delivery: there are no days to count',
  ),
  confidence: define(
    'PENALTY_SOURCE_UNVERIFIED',
    '{what} 的依据未经核实，只作参考，不作为法定数值',
    'The source of {what} is not verified: for reference, not as law',
  ),
  early: define(
    'PENALTY_DECISION_EARLY',
    '陈述申辩、听证期限至 {due} 届满，此前作出的决定无效（行政处罚法第 44、45 条；案卷评查致命性问题第 14 项）',
    'The term to state, defend and ask for a hearing ends on {due}; a decision before is void (行政处罚法 art. 44, 45; fatal item 14)',
  ),
  sealOverdue: define(
    'PENALTY_SEAL_OVERDUE',
    '查封、扣押至 {due} 届满，未解除也未延长：案卷评查致命性问题第 25 项',
    'The sealing ended on {due} and was neither released nor extended: fatal item 25',
  ),
  sealExtension: define(
    'PENALTY_SEAL_EXTENSION_INVALID',
    '查封、扣押最长 30 日，延长一次且不超过 30 日',
    'Sealing lasts at most 30 days, extended once by at most 30',
  ),
  decisionLate: define(
    'PENALTY_DECISION_LATE',
    '办案期限至 {due} 届满，决定晚于期限',
    'The term of the case ended on {due}; the decision is later',
  ),
  lawyer: define(
    'PENALTY_LAWYER_NEEDED',
    '两套规定结论不同或不可比，须由法制审核人员判断（生态环境法典第 1057 条）',
    'The two laws differ or cannot be compared: a legal reviewer has to judge (生态环境法典 art. 1057)',
  ),
  item: define(
    'PENALTY_SCORE_ITEM_INVALID',
    '评查项第 {index} 项无效',
    'Item {index} of the score is not valid',
  ),
  fatalItem: define('PENALTY_FATAL_UNKNOWN', '没有第 {no} 项致命性问题', 'There is no fatal item {no}'),
});
