import { defineErrors, type ErrorDefinition } from '@tarim/kernel';

const define = (code: string, zh: string, en: string): ErrorDefinition => ({ code, status: 422, zh, en });

/** What can be wrong with a draw. Data in `problems`, never exceptions. */
export const DRAW_PROBLEMS = defineErrors({
  algorithm: define(
    'DRAW_ALGORITHM_UNKNOWN',
    '没有抽取算法“{algorithm}”，应为 {known}',
    'There is no algorithm {algorithm}; {known} is known',
  ),
  seed: define('DRAW_SEED_INVALID', 'seed 应为 64 位十六进制', 'seed is 64 hexadecimal digits'),
  commitment: define(
    'DRAW_COMMITMENT_DIFFERS',
    '种子的 SHA-256 与抽取前公布的承诺值不符',
    'The SHA-256 of the seed is not the commitment that was published before',
  ),
  name: define('DRAW_NAME_MISSING', 'draw 应为抽取编号', 'draw is the number of the draw'),
  list: define('DRAW_LIST_INVALID', '{name} 第 {index} 项无效', 'Item {index} of {name} is not valid'),
  twice: define('DRAW_ID_TWICE', '{name} 中 {id} 出现两次', '{id} stands twice in {name}'),
  count: define('DRAW_COUNT_INVALID', '类别“{stratum}”的抽取数无效', 'The number for {stratum} is not valid'),
  short: define(
    'DRAW_POOL_SHORT',
    '类别“{stratum}”应抽 {wanted} 个，可抽的只有 {there} 个',
    '{wanted} are to be drawn of {stratum}, {there} can be',
  ),
  team: define(
    'DRAW_TEAM_SHORT',
    '{object} 没有足够的可派人员：应 {wanted} 名，可派 {there} 名',
    'There are not enough officers for {object}: {wanted} wanted, {there} can go',
  ),
  speciality: define(
    'DRAW_SPECIALITY_MISSING',
    '{object} 需要专业“{speciality}”的人员，没有可派的',
    '{object} needs an officer with the speciality {speciality}; none can go',
  ),
  date: define('DRAW_DATE_INVALID', 'on 应为日期（2026-09-01）', 'on is a day (2026-09-01)'),
});
