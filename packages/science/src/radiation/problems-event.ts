import { defineErrors, type ErrorDefinition } from '@tarim/kernel';

const define = (code: string, zh: string, en: string): ErrorDefinition => ({ code, status: 422, zh, en });

/** Plumes, accidents and their clocks, minerals, stations, mobile sources, messages. */
export const EVENT_PROBLEMS = defineErrors({
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
  mobileNoExpectation: define(
    'RADIATION_MOBILE_NOT_EXPECTED',
    '缺 {names}，没有预期剂量率：源丢失（MOB-3）与作业外出源（MOB-4）不能判断',
    'Without {names} there is no expected rate: a missing source (MOB-3) and an exposure outside a job (MOB-4) cannot be told',
  ),
  mobileArea: define(
    'RADIATION_MOBILE_AREA_INVALID',
    '{name} 不是区域（GeoJSON Polygon、MultiPolygon 或一圈坐标），不按其判断',
    '{name} is no area (a GeoJSON Polygon or MultiPolygon, or a ring of positions): nothing is judged by it',
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
  eurdepPosition: define(
    'RADIATION_EURDEP_POSITION_INVALID',
    '{locality} 的经纬度不是度数，或超出范围',
    'The position of {locality} is not in degrees, or lies outside their range',
  ),
  eurdepValue: define(
    'RADIATION_EURDEP_VALUE_MISSING',
    '{locality} 的一条记录没有数值',
    'A record of {locality} has no value',
  ),
});
