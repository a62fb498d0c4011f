import { defineErrors, type ErrorDefinition } from '@tarim/kernel';

const define = (code: string, zh: string, en: string): ErrorDefinition => ({ code, status: 422, zh, en });

/** What can be wrong with an input of a spatial analysis. Data in `problems`, never exceptions. */
export const SPATIAL_PROBLEMS = defineErrors({
  list: define('SPATIAL_LIST_INVALID', '{name} 应为对象的数组', '{name} is a list of objects'),
  coordinates: define(
    'SPATIAL_COORDINATES_UNKNOWN',
    'coordinates 应为 planar（米）或 lonlat（度）',
    'coordinates is planar (metres) or lonlat (degrees)',
  ),
  place: define(
    'SPATIAL_PLACE_INVALID',
    '{name} 第 {number} 个没有有效坐标，未使用',
    'Number {number} of {name} has no place and was not used',
  ),
  value: define(
    'SPATIAL_VALUE_INVALID',
    '{name} 第 {number} 个的 {member} 不是可用的数，未使用',
    '{member} of number {number} of {name} is no figure that can be used; it was left out',
  ),
  option: define(
    'SPATIAL_OPTION_INVALID',
    '{name} 应为 {words}；按 {fallback} 计算',
    '{name} is {words}; {fallback} was taken',
  ),
  few: define(
    'SPATIAL_TOO_FEW',
    '只有 {n} 个可用的 {name}，至少需要 {minimum} 个',
    'Only {n} of {name} can be used, {minimum} or more are needed',
  ),
  many: define('SPATIAL_TOO_MANY', '{name} 有 {n} 个，超过 {limit} 个', '{name} are {n}, more than {limit}'),
  manyPairs: define(
    'SPATIAL_TOO_MANY_PAIRS',
    '该距离内的邻点对超过 {limit} 对：请缩小距离',
    'More than {limit} pairs of neighbours lie within the distance: make it smaller',
  ),
  duplicates: define(
    'SPATIAL_DUPLICATES_MERGED',
    '{count} 个样点与其他样点位置相同，同一位置取均值',
    '{count} samples share the place of another; their mean was taken',
  ),
  noTarget: define(
    'SPATIAL_NO_TARGET',
    '没有给出目标点 targets 或网格 grid，只给出误差',
    'Neither targets nor a grid was given: only errors are told',
  ),
  grid: define(
    'SPATIAL_GRID_INVALID',
    'grid 应给出 x、y（第一个格心）、dx、dy（正数）、columns、rows，格数不超过 {limit}',
    'grid gives x, y (the first centre), dx, dy above zero, columns and rows, not more than {limit} cells',
  ),
  flat: define('SPATIAL_VALUES_EQUAL', '各值相等，没有变化可以分析', 'All values are equal: nothing varies'),
  noPairs: define(
    'SPATIAL_NO_PAIRS',
    '截止距离内只有 {n} 个距离组有点对，至少需要 {minimum} 个，不能拟合变异函数',
    'Only {n} bins have pairs within the cutoff, {minimum} or more are needed: no variogram was fitted',
  ),
  noSill: define(
    'SPATIAL_NO_SILL',
    '拟合的变程达到搜索上限，截止距离内未见基台：变程不可信',
    'The range fitted is the largest that was tried: no sill within the cutoff, do not trust it',
  ),
  noStructure: define(
    'SPATIAL_NO_STRUCTURE',
    '拟合结果为纯块金：看不出空间相关，插值即均值',
    'The fit is all nugget: no spatial structure is seen, the interpolation is the mean',
  ),
  conditioned: define(
    'SPATIAL_ILL_CONDITIONED',
    '协方差矩阵近于奇异，对角线加了 {share} 倍基台',
    'The covariance matrix is close to singular: {share} of the sill was added to its diagonal',
  ),
  singular: define(
    'SPATIAL_SINGULAR',
    '方程组不能求解：检查变异函数与样点位置',
    'The system cannot be solved: look at the variogram and the places',
  ),
  noNeighbours: define(
    'SPATIAL_NO_NEIGHBOURS',
    '{count} 处没有足够的邻点，不给值',
    '{count} places have too few neighbours and got no value',
  ),
  islands: define(
    'SPATIAL_ISLANDS',
    '{count} 个点在距离 {distance} m 内没有邻点',
    '{count} points have no neighbour within {distance} m',
  ),
  fewCases: define(
    'SPATIAL_SECTOR_CASES_FEW',
    '{count} 个分格的个例少于 {minimum}，不给比率',
    '{count} bins have fewer than {minimum} cases and got no rate',
  ),
  calms: define(
    'SPATIAL_CALMS_EXCLUDED',
    '{count} 个静风时段（风速低于 {speed} m/s）没有风向，未参加分扇区',
    '{count} calm cases (below {speed} m/s) have no direction and are in no sector',
  ),
  cycle: define('SPATIAL_NETWORK_CYCLE', '河网有环：{nodes}', 'The network has a cycle: {nodes}'),
  node: define('SPATIAL_NODE_UNKNOWN', '河网中没有节点“{node}”', 'The network has no node {node}'),
  edge: define(
    'SPATIAL_EDGE_INVALID',
    '第 {number} 条河段的 {member} 无效，未使用',
    '{member} of edge number {number} is invalid; the edge was not used',
  ),
  velocity: define(
    'SPATIAL_VELOCITY_MISSING',
    '{count} 条到达的河段没有流速，经过它们的传播时间不给出',
    '{count} edges reached have no velocity: no travel time is told beyond them',
  ),
  antipodal: define(
    'SPATIAL_ANTIPODAL',
    '两点近于对跖，用球面距离代替',
    'The points are nearly antipodal: the distance on the sphere was taken',
  ),
  column: define(
    'SPATIAL_COLUMN_MISSING',
    '{column} 没有可用的值或各格相等，不参加评分',
    '{column} has no values or equal ones only, and takes no part in the score',
  ),
});
