import { defineErrors, type ErrorDefinition } from '@tarim/kernel';

const define = (code: string, zh: string, en: string): ErrorDefinition => ({ code, status: 422, zh, en });

/** What can be wrong with a survey of living things in water. Data in `problems`, never exceptions. */
export const WATER_ECOLOGY_PROBLEMS = defineErrors({
  taxa: define('ECOLOGY_TAXA_MISSING', '没有物种及其数量', 'There are no taxa with counts'),
  count: define('ECOLOGY_COUNT_INVALID', '“{taxon}”的数量无效', 'The count of {taxon} is no count'),
  twice: define(
    'ECOLOGY_TAXON_TWICE',
    '“{taxon}”出现两次，数量已相加',
    '{taxon} stands twice; its counts were added',
  ),
  group: define(
    'ECOLOGY_GROUP_UNKNOWN',
    'group 应为 phytoplankton、zooplankton、benthos 或 fish',
    'group is phytoplankton, zooplankton, benthos or fish',
  ),
  noScore: define(
    'ECOLOGY_FAMILY_NO_SCORE',
    '科“{family}”在 BMWP 表中没有记分，未计入',
    'The family {family} has no BMWP score and does not enter',
  ),
  unverified: define(
    'ECOLOGY_BMWP_UNVERIFIED',
    'BMWP 科级记分凭记忆录入，未核实，结果仅供参考',
    'The BMWP scores are from memory and not verified; the result is indicative',
  ),
});
