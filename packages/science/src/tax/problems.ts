import { defineErrors, type ErrorDefinition } from '@tarim/kernel';

const define = (code: string, zh: string, en: string): ErrorDefinition => ({ code, status: 422, zh, en });

/** What can be wrong with a month of taxable pollutants, and what an answer has to tell. Data in `problems`, never exceptions. */
export const TAX_PROBLEMS = defineErrors({
  kind: define(
    'TAX_KIND_UNKNOWN',
    'kind 应为 air、water、solid、noise 或 small',
    'kind is air, water, solid, noise or small',
  ),
  kg: define(
    'TAX_KG_INVALID',
    'kg 应为对象：污染物与当月千克数',
    'kg is an object: pollutants and kg of the month',
  ),
  item: define(
    'TAX_ITEM_UNKNOWN',
    '“{item}”不在《应税污染物和当量值表》中，不计税',
    '{item} is not in the annex: it is not taxed',
  ),
  dust: define(
    'TAX_DUST_AMBIGUOUS',
    '“{item}”须指明是烟尘（燃烧）还是一般性粉尘（工艺）：当量值不同',
    'Say whether {item} is 烟尘 (soot of combustion) or 一般性粉尘 (dust of a process): their values differ',
  ),
  amount: define('TAX_AMOUNT_INVALID', '{item} 不是不小于 0 的数', '{item} is no number from zero up'),
  twice: define('TAX_ITEM_TWICE', '{item} 给了两次，只取第一次', '{item} is given twice: the first counts'),
  rateMissing: define(
    'TAX_RATE_MISSING',
    '没有给出适用税额（元/污染当量），只算当量；新疆的税额本平台只凭记忆（大气 {air}、水 {water}，未核实），须由人按自治区人大的决定录入',
    'No rate (yuan per equivalent): only equivalents are told. Of Xinjiang we know rates from memory alone (air {air}, water {water}, not verified): a person must enter them from the decision',
  ),
  rate: define('TAX_RATE_INVALID', 'rate 应为大于 0 的数', 'rate is a number above zero'),
  rateRange: define(
    'TAX_RATE_OUT_OF_RANGE',
    '税额 {rate} 不在法定幅度 {from}–{to} 元内',
    'The rate {rate} lies outside the range of the law, {from} to {to} yuan',
  ),
  tie: define(
    'TAX_TIE',
    '{items} 的当量数相等，按附表顺序取舍',
    '{items} have equal equivalents: the order of the annex decides',
  ),
  reduction: define(
    'TAX_REDUCTION_INVALID',
    '{item} 的减征条件应给出浓度与大于 0 的标准值，不减征',
    'The reduction of {item} needs a concentration and a standard above zero: none is made',
  ),
  reductionUnproven: define(
    'TAX_REDUCTION_NOT_PROVEN',
    '{item}：没有说明当月小时（日）均值无一超标（exceeded: false），不减征',
    '{item}: it is not said that no hour (day) of the month exceeded (exceeded: false), nothing is reduced',
  ),
  reductionExceeded: define(
    'TAX_REDUCTION_EXCEEDED',
    '{item}：当月有小时（日）均值超标，不减征',
    '{item}: an hour (day) of the month exceeded, nothing is reduced',
  ),
  reductionBoundary: define(
    'TAX_REDUCTION_BOUNDARY',
    '{item}：浓度恰低于标准 {percent} %，条文“低于…百分之{percent}”有歧义；{how}（atBoundary 可设）',
    '{item}: exactly {percent} % below its standard, where the text is ambiguous; {how} (atBoundary sets it)',
  ),
  reductionStray: define(
    'TAX_REDUCTION_STRAY',
    '减征所列“{item}”没有排放量',
    'reduction names {item}, which has no amount',
  ),
  nothing: define('TAX_NOTHING_GIVEN', '没有可计税的量', 'There is nothing to tax'),
  month: define('TAX_MONTH_INVALID', 'month 应为 2026-03 的形式', 'month is written as 2026-03'),
  before: define(
    'TAX_BEFORE_LAW',
    '{month} 早于环境保护税法施行（2018-01）',
    '{month} lies before the tax law (2018-01)',
  ),
  sewage: define(
    'TAX_SEWAGE_MISSING',
    '色度、pH、大肠菌群、余氯按污水量计：给出 sewage（吨）',
    'Colour, pH, coliform and chlorine are taxed by tonnes of sewage: give sewage',
  ),
  colour: define(
    'TAX_COLOUR_INVALID',
    'colour 应为 {"value":120,"standard":50}，标准大于 0',
    'colour is {"value":120,"standard":50}, its standard above zero',
  ),
  ph: define('TAX_PH_INVALID', 'pH 应为 0 至 14 的数', 'pH is a number from 0 to 14'),
  waste: define(
    'TAX_WASTE_UNKNOWN',
    '“{waste}”不在税目税额表中；有：{known}',
    '{waste} is not in the table of rates; it has: {known}',
  ),
  solidNegative: define(
    'TAX_SOLID_NEGATIVE',
    '贮存、处置、综合利用之和大于产生量，按 0 计，请核对',
    'More is stored, disposed of and reused than was produced: counted as zero, check it',
  ),
  solidWhole: define(
    'TAX_SOLID_WHOLE_PRODUCTION',
    '非法倾倒或虚假申报：以产生量为排放量（实施条例第六条）',
    'Dumped or declared falsely: the whole production counts (art. 6 of the regulation)',
  ),
  noiseLevel: define(
    'TAX_NOISE_LEVEL_INVALID',
    '{item} 应为超标分贝数（0 至 {most}）',
    '{item} is decibels above the limit (0 to {most})',
  ),
  noiseRounded: define(
    'TAX_NOISE_ROUNDED',
    '{item} {value} dB 按实务修约为 {rounded} dB',
    '{item} of {value} dB is rounded to {rounded} dB, as is practice',
  ),
  noiseDays: define(
    'TAX_NOISE_DAYS_INVALID',
    'days 应为当月超标天数（0 至 31）',
    'days is the number of days that exceeded (0 to 31)',
  ),
  smallSource: define('TAX_SMALL_SOURCE_UNKNOWN', 'source 应为 {known} 之一', 'source is one of {known}'),
  smallLast: define(
    'TAX_SMALL_LAST_RESORT',
    '本表仅适用于无法实际监测、也无法物料衡算的情形',
    'This table is for those who can neither be measured nor balanced',
  ),
  smallBelow: define(
    'TAX_SMALL_BELOW_THRESHOLD',
    '{value} {unit}不大于 {above}，不在征收范围',
    '{value} does not lie above {above}: not taxed',
  ),
  smallAmount: define(
    'TAX_SMALL_AMOUNT_MISSING',
    '应给出 {needed}（不小于 0 的数）',
    'Give {needed} (numbers from zero up)',
  ),
});
