import { defineErrors, type ErrorDefinition } from '@tarim/kernel';

const define = (code: string, zh: string, en: string): ErrorDefinition => ({ code, status: 422, zh, en });

/** Members of an input; point sources, cordons, places, dose records. */
export const POINT_PROBLEMS = defineErrors({
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
    '没有 {nuclide} 在 {material} 中的半值层，不给屏蔽后的剂量率；可用 hvl 给出（mm）',
    'There is no half-value layer of {nuclide} in {material}: no rate behind the shield; give hvl (mm)',
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
});
