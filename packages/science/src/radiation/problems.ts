import { defineErrors, type ErrorDefinition } from '@tarim/kernel';

const define = (code: string, zh: string, en: string): ErrorDefinition => ({ code, status: 422, zh, en });

/** What can be wrong with an input about radiation, and what every answer has to tell. Data in `problems`, never exceptions. */
export const RADIATION_PROBLEMS = defineErrors({
  sources: define(
    'RADIATION_SOURCES_INVALID',
    '应给出 nuclide 与 activity（Bq），或 sources：对象的数组（至多 {most} 枚）',
    'Give nuclide and activity (Bq), or sources: an array of objects (at most {most})',
  ),
  nuclide: define(
    'RADIATION_NUCLIDE_UNKNOWN',
    '“{nuclide}”不在已取得的放射源分类表中，不能分类',
    '{nuclide} is not in the table of categories as far as it was obtained',
  ),
  activity: define(
    'RADIATION_ACTIVITY_INVALID',
    '{nuclide} 的活度应为大于 0 的数（Bq）',
    'The activity of {nuclide} is a number above zero (Bq)',
  ),
  unverified: define(
    'RADIATION_CATEGORY_UNVERIFIED',
    '{nuclide} 的分类活度未经官方表核实（{confidence}），仅供参考',
    'Bounds of {nuclide} were not verified with the official table ({confidence})',
  ),
  conflict: define(
    'RADIATION_D_VALUE_CONFLICT',
    '{nuclide} 的 D 值两处记载不同（{d} 与 {other} TBq）：按前者为 {category} 类，按后者为 {otherCategory} 类，须核对官方表',
    'Two collections give {nuclide} different D-values ({d} and {other} TBq): {category} by the first, {otherCategory} by the second; look it up',
  ),
  date: define(
    'RADIATION_DATE_INVALID',
    '{name} 不是时间，不计算衰变',
    '{name} is not a time: decay is not computed',
  ),
  order: define(
    'RADIATION_DATES_REVERSED',
    'at 早于 measuredAt，不计算衰变',
    'at lies before measuredAt: decay is not computed',
  ),
  halfLife: define(
    'RADIATION_HALF_LIFE_UNKNOWN',
    '没有 {nuclide} 的半衰期，不计算衰变',
    'There is no half-life of {nuclide}: decay is not computed',
  ),
  aggregate: define(
    'RADIATION_AGGREGATE_AID',
    '多枚源的 Σ A/D 只作参考（规则凭记忆）：我国按枚分类',
    'The sum of A/D over several sources is an aid (its rule is from memory): the law classes each source',
  ),
  aggregatePartial: define(
    'RADIATION_AGGREGATE_PARTIAL',
    '{count} 枚源不能计入 Σ A/D，汇总偏低',
    '{count} sources are not in the sum of A/D: it is too low',
  ),
  code: define(
    'RADIATION_SOURCE_CODE_INVALID',
    '放射源编码“{code}”不合 12 位规则：{why}',
    'The source code {code} does not follow the rule of 12 positions: {why}',
  ),
  codeNuclide: define(
    'RADIATION_SOURCE_CODE_NUCLIDE',
    '编码中的核素 {symbol} 为 {inCode}，与所给 {given} 不一致',
    'The code names {inCode} ({symbol}), the input {given}',
  ),
  codeCategory: define(
    'RADIATION_SOURCE_CODE_CATEGORY',
    '编码中的出厂类别 {inCode} 与按出厂活度计算的 {computed} 不一致',
    'The code says category {inCode}, the activity at manufacture makes it {computed}',
  ),
  series: define(
    'RADIATION_SERIES_INVALID',
    'values 应为 nGy/h 的数组（缺测 null，至多 {most} 个）',
    'values is an array of nGy/h (null: missing; at most {most})',
  ),
  start: define('RADIATION_START_INVALID', 'start 应为时间', 'start is a time'),
  step: define(
    'RADIATION_STEP_INVALID',
    'step 应为 60 的约数（分钟）',
    'step is minutes that divide an hour',
  ),
  value: define(
    'RADIATION_VALUE_INVALID',
    '第 {index} 个值不是剂量率，不参加',
    'Value {index} is no dose rate: it does not take part',
  ),
  manyInvalid: define(
    'RADIATION_VALUES_INVALID',
    '共有 {count} 个值不是剂量率，不参加',
    '{count} values in all are no dose rates: they do not take part',
  ),
  completeness: define(
    'RADIATION_COMPLETENESS_OURS',
    '小时、日、月的有效性要求为本平台规则，须核对 HJ 1009-2019',
    'Validity of hours, days and months follows rules of ours: check HJ 1009-2019',
  ),
  incompleteYear: define(
    'RADIATION_YEAR_INCOMPLETE',
    '{year} 年只有 {months} 个有效月，不给年均值与年剂量',
    '{year} has {months} valid months: no annual mean and dose',
  ),
  background: define(
    'RADIATION_BACKGROUND_INVALID',
    'background 应为 {"from":…,"to":…}，或 {known} 之一',
    'background is {"from":…,"to":…} or one of {known}',
  ),
  backgroundUnverified: define(
    'RADIATION_BACKGROUND_UNVERIFIED',
    '{place} 的本底范围未经核实（{confidence}）',
    'The background range of {place} was not verified ({confidence})',
  ),
  occupancy: define(
    'RADIATION_OCCUPANCY_INVALID',
    'occupancy 应为 0 至 1 的数；按 1 计',
    'occupancy is a number from 0 to 1: taken as 1',
  ),
  occupancyAssumed: define(
    'RADIATION_OCCUPANCY_ASSUMED',
    '没有给出居留因子，按 1 计（偏高）',
    'No occupancy is given: taken as 1, which is high',
  ),
  rate: define(
    'RADIATION_RATE_INVALID',
    'rate 应为不小于 0 的数（nGy/h）',
    'rate is a number from zero up (nGy/h)',
  ),
  hours: define('RADIATION_HOURS_INVALID', 'hours 应为不小于 0 的数', 'hours is a number from zero up'),
  group: define(
    'RADIATION_GROUP_UNKNOWN',
    'group 应为 public、worker 或 trainee',
    'group is public, worker or trainee',
  ),
  natural: define(
    'RADIATION_LIMIT_WITHOUT_BACKGROUND',
    '剂量限值不含天然本底：给出 background（nGy/h）才与限值比较',
    'Dose limits leave natural background out: nothing is compared before background (nGy/h) is given',
  ),
  limitUnverified: define(
    'RADIATION_LIMIT_UNVERIFIED',
    '{group} 的剂量限值凭记忆',
    'The dose limit of {group} is from memory',
  ),
  member: define(
    'RADIATION_MEMBER_INVALID',
    '{name} 的值“{value}”无效，应为：{rule}',
    '{name} is {value}, which is not: {rule}',
  ),
  lacking: define('RADIATION_MEMBER_MISSING', '缺少 {name}', '{name} is missing'),
  tableUnverified: define(
    'RADIATION_TABLE_UNVERIFIED',
    '{what} 未经核实（{confidence}），不作为依据',
    '{what} was not verified ({confidence}) and is no legal basis',
  ),
  codeUnknown: define(
    'RADIATION_SOURCE_CODE_UNKNOWN_PART',
    '编码第 {position} 位（{part}）记为不明，接收并标记',
    'Positions {position} of the code ({part}) say unknown: taken and flagged',
  ),
  codeTooNew: define(
    'RADIATION_SOURCE_CODE_TOO_NEW',
    '第 {position} 位的写法只许 2005-01-01 前生产的源使用，编码年份为 {year}',
    'Positions {position} are written as only sources made before 2005-01-01 may be; the code says {year}',
  ),
  codeSymbol: define(
    'RADIATION_SOURCE_CODE_SYMBOL',
    '核素代码 {symbol} 不在已取得的代码表中',
    'The nuclide symbol {symbol} is not in the table as far as it was obtained',
  ),
  codeSymbolUnverified: define(
    'RADIATION_SOURCE_CODE_SYMBOL_UNVERIFIED',
    '核素代码 {symbol}（{nuclide}）凭记忆，须核对代码表',
    'The symbol {symbol} ({nuclide}) is from memory: check the table of codes',
  ),
  span: define(
    'RADIATION_DECAY_SPAN_MISSING',
    '给出 days，或 from 与 to（不早于 from）',
    'Give days, or from and to (not before from)',
  ),
  extrapolated: define(
    'RADIATION_NUCLIDE_NOT_CLASSED',
    '“{nuclide}”不在已取得的放射源分类表中，只给活度',
    '{nuclide} is not in the table of categories as far as it was obtained: activity only',
  ),
  constant: define(
    'RADIATION_GAMMA_CONSTANT_UNKNOWN',
    '没有 {nuclide} 的点源剂量率常数；可用 constant 给出（µSv·m²/(GBq·h)）',
    'There is no point-source constant of {nuclide}; give constant (µSv·m²/(GBq·h))',
  ),
  layer: define(
    'RADIATION_HALF_VALUE_LAYER_UNKNOWN',
    '没有 {nuclide} 在 {material} 中的半值层，屏蔽不计；可用 hvl 给出（mm）',
    'There is no half-value layer of {nuclide} in {material}: the shield is left out; give hvl (mm)',
  ),
  near: define(
    'RADIATION_TOO_NEAR_FOR_A_POINT',
    '距离小于 0.3 m，点源公式只作参考',
    'Nearer than 0.3 m: the formula of a point is only a hint',
  ),
  thick: define(
    'RADIATION_SHIELD_THICK',
    '屏蔽超过两个半值层，不计积累会偏低',
    'The shield is thicker than two half-value layers: without build-up the rate is too low',
  ),
  noEntry: define(
    'RADIATION_NO_ENTRY',
    '剂量率高于 {mSv} mSv/h：除救命外不进入（凭记忆）',
    'Above {mSv} mSv/h nobody enters but to save life (from memory)',
  ),
  spent: define(
    'RADIATION_BUDGET_SPENT',
    '已受剂量 {received} mSv 达到 {budget} mSv，不得再入',
    'The {received} mSv received have reached {budget} mSv: no stay is left',
  ),
  cordonUnknown: define(
    'RADIATION_CORDON_SITUATION',
    'situation 应为 {words} 之一；未给出时按 damaged_source',
    'situation is one of {words}; taken as damaged_source when absent',
  ),
  cordonNotComputed: define(
    'RADIATION_CORDON_TABLE_ONLY',
    '没有核素与活度或实测剂量率，只给表列半径；测得 100 µSv/h 的距离更远时须外扩',
    'Neither nuclide and activity nor a measured rate: the radius of the table only, to be widened to where 100 µSv/h is measured',
  ),
  inside: define('RADIATION_CORDON_INSIDE', '室内：{zh}', 'Inside: {en}'),
  readings: define(
    'RADIATION_READINGS_TOO_FEW',
    '定位需要至少 3 个高于本底、位置不同的读数，可用的有 {count} 个',
    'Three readings above the background at different places are needed, {count} can be used',
  ),
  reading: define(
    'RADIATION_READING_LEFT_OUT',
    '第 {index} 个读数不能用：{why}',
    'Reading {index} cannot be used: {why}',
  ),
  inLine: define(
    'RADIATION_READINGS_IN_LINE',
    '读数几乎在一条直线上：两侧各有一个解，请到旁侧再测一点',
    'The readings lie in a line: there is a solution on either side; take one more beside it',
  ),
  severalPlaces: define(
    'RADIATION_LOCATE_AMBIGUOUS',
    '有 {count} 处与读数同样相符，请再测一点',
    '{count} places fit the readings equally well: take one more reading',
  ),
  noPlace: define(
    'RADIATION_LOCATE_NOT_DETERMINED',
    '读数差别太小或互相矛盾，位置不能确定',
    'The readings differ too little, or contradict each other: no place can be told',
  ),
  exactlyEnough: define(
    'RADIATION_LOCATE_NO_CHECK',
    '只有 3 个读数，残差不能检验结果',
    'Three readings only: the residual checks nothing',
  ),
  practice: define(
    'RADIATION_LEVEL_OF_PRACTICE',
    '{name} {value} mSv 是通行做法（{confidence}），不是法定限值',
    '{name} {value} mSv is practice ({confidence}), not a limit of law',
  ),
  doseRecord: define(
    'RADIATION_DOSE_RECORD_INVALID',
    '第 {index} 条剂量记录无效，不参加',
    'Dose record {index} is not usable: it does not take part',
  ),
  plumeHint: define(
    'RADIATION_PLUME_HINT',
    '平坦地形、稳定风、100 m 至 10 km 的快速估算（扩散参数 {set}）：轴线上差三倍属正常，实测到来即以实测为准',
    'A quick estimate for flat ground and steady wind from 100 m to 10 km (set {set}): a factor of three on the axis is normal, measurements replace it',
  ),
  plumeRange: define(
    'RADIATION_PLUME_OUT_OF_RANGE',
    '{x} m 在扩散参数 {set} 的适用范围 {from}–{to} m 之外',
    '{x} m lies outside {from} to {to} m, for which the set {set} was made',
  ),
  calm: define(
    'RADIATION_PLUME_CALM',
    '风速低于 1 m/s，高斯模式只作提示',
    'Below 1 m/s a Gaussian plume is only a hint',
  ),
  set: define(
    'RADIATION_SIGMA_SET_UNKNOWN',
    '没有扩散参数“{set}”，应为 {words} 之一',
    'There is no set {set}; sets are {words}',
  ),
  stabilityTold: define(
    'RADIATION_STABILITY_DERIVED',
    '稳定度 {class} 由风速与日照推得（{confidence}）',
    'The stability {class} was derived from wind and sun ({confidence})',
  ),
  coefficients: define(
    'RADIATION_DOSE_COEFFICIENT_UNKNOWN',
    '没有 {nuclide} 的剂量系数，不给剂量',
    'There are no dose coefficients of {nuclide}: no doses',
  ),
  noDecay: define(
    'RADIATION_NO_DECAY',
    '没有 {nuclide} 的半衰期，不计衰变（偏高）',
    'There is no half-life of {nuclide}: decay is left out, which is high',
  ),
  form: define(
    'RADIATION_FORM_UNKNOWN',
    '化学形态未给出或无此系数，取各吸收类型中最大者',
    'The chemical form is not given, or has no coefficient: the largest of the types is taken',
  ),
  clock: define(
    'RADIATION_CLOCK_UNKNOWN',
    '没有期限“{id}”，应为 {words} 之一',
    'There is no period {id}; periods are {words}',
  ),
  trigger: define(
    'RADIATION_TRIGGER_INVALID',
    '起算时间 trigger 无效',
    'trigger, from which the period runs, is not a time',
  ),
  clockUnverified: define(
    'RADIATION_CLOCK_UNVERIFIED',
    '期限 {id} 凭记忆（{source}），须核对',
    'The period {id} is from memory ({source}): look it up',
  ),
  gradeNone: define(
    'RADIATION_GRADE_NONE',
    '所给情形不符合任何一级辐射事故',
    'What is told fits no grade of accident',
  ),
  gradeCategory: define(
    'RADIATION_GRADE_CATEGORY_MISSING',
    '源丢失、被盗、失控，但没有类别（category、code 或核素与活度），不能定级',
    'A source is lost, stolen or out of control, but without a category (category, code, or nuclide and activity) there is no grade',
  ),
  gradeTwoCategories: define(
    'RADIATION_GRADE_TWO_CATEGORIES',
    '出厂类别 {code} 与事故时类别 {now} 不同，按较重的 {used} 起步（平台规则），由专家组确定',
    'Category {code} at manufacture and {now} at the accident differ: {used}, the graver, to start with (a rule of ours); experts decide',
  ),
  norm: define(
    'RADIATION_NORM_NUCLIDES_MISSING',
    '应给出 nuclides：{"U-238":Bq/g,…}，或 materials 数组',
    'Give nuclides: {"U-238":Bq/g,…}, or materials, a list',
  ),
  normOutside: define(
    'RADIATION_NORM_NOT_OF_THE_SERIES',
    '{nuclide} 不属铀系、钍系，不参加判定',
    '{nuclide} is not of the uranium or thorium series: it does not take part',
  ),
  normDetection: define(
    'RADIATION_NORM_ABOVE_THRESHOLD_UNDETECTED',
    '{nuclide} 的探测下限 {limit} 高于 1 Bq/g，不能判定',
    'The detection limit {limit} of {nuclide} lies above 1 Bq/g: nothing can be told',
  ),
  normConverted: define(
    'RADIATION_NORM_CONVERTED',
    '由含量换算的活度浓度（系数{confidence}）假定长期平衡',
    'Activity from contents (factors {confidence}) takes equilibrium for granted',
  ),
  stationOurs: define(
    'RADIATION_STATION_RULES_OURS',
    '自动站报警分级为本平台规则，不是法定',
    'The levels of station alarms are rules of ours, not law',
  ),
  baseline: define(
    'RADIATION_BASELINE_MISSING',
    '应给出 baseline（mean、sd），或含至少 {count} 个无雨小时的 history（已有 {got} 个）',
    'Give baseline (mean, sd), or a history with {count} dry hours at least (there are {got})',
  ),
  rainUnknown: define(
    'RADIATION_RAIN_UNKNOWN',
    '没有雨量，也没有氡子体窗，按无雨判断',
    'Neither rain nor the radon window is there: taken as dry',
  ),
  mobileOurs: define(
    'RADIATION_MOBILE_RULES_OURS',
    '移动源规则 MOB-1…8 为本平台规则，不是法定',
    'Rules MOB-1 to 8 for mobile sources are ours, not law',
  ),
  mobileEvent: define(
    'RADIATION_MOBILE_EVENT_INVALID',
    '第 {index} 个事件没有有效的 time，不参加',
    'Event {index} has no valid time: it does not take part',
  ),
  mobileState: define(
    'RADIATION_MOBILE_STATE_INVALID',
    'state 不是本命令给出的状态，从头开始',
    'state is none that this command gave: begun anew',
  ),
  eurdepNone: define('RADIATION_EURDEP_NONE', '没有 \\BEGIN_EURDEP', 'There is no \\BEGIN_EURDEP'),
  eurdepOpen: define(
    'RADIATION_EURDEP_OPEN',
    '报文没有结束（\\END_EURDEP）',
    'The message has no end (\\END_EURDEP)',
  ),
  eurdepSection: define(
    'RADIATION_EURDEP_SECTION_UNKNOWN',
    '不认识的段 {name}，略过',
    'The section {name} is not known: passed over',
  ),
  eurdepRecord: define(
    'RADIATION_EURDEP_RECORD_INVALID',
    '记录与 FIELD_LIST 不符：{record}',
    'The record does not fit its FIELD_LIST: {record}',
  ),
  eurdepValue: define(
    'RADIATION_EURDEP_VALUE_MISSING',
    '{locality} 的一条记录没有数值',
    'A record of {locality} has no value',
  ),
});
