import { defineErrors, type ErrorDefinition } from '@tarim/kernel';

const define = (code: string, zh: string, en: string): ErrorDefinition => ({ code, status: 422, zh, en });

/** What can be wrong with a soil sample, and what every answer has to tell. */
export const SOIL_PROBLEMS = defineErrors({
  land: define(
    'SOIL_LAND_UNKNOWN',
    '用地类型应为 paddy、other、orchard、rotation（农用地）或 I、II（建设用地）',
    'land is paddy, other, orchard, rotation (agricultural) or I, II (development)',
  ),
  ph: define(
    'SOIL_PH_MISSING',
    '农用地的风险值取决于 pH，须给出',
    'Values of agricultural land depend on the pH: give it',
  ),
  values: define('SOIL_VALUES_INVALID', 'values 应为对象', 'values is an object'),
  item: define(
    'SOIL_ITEM_UNKNOWN',
    '“{item}”不在该标准的项目表中',
    '{item} is not in the tables of this standard',
  ),
  value: define('SOIL_VALUE_INVALID', '{item} 的值不是含量', 'The value of {item} is not a content'),
  unverified: define(
    'SOIL_LIMIT_UNVERIFIED',
    '以下项目的限值未经官方文本核实（{confidence}），仅供参考：{items}',
    'Limits of these were not verified with the official text ({confidence}): {items}',
  ),
  background: define(
    'SOIL_BACKGROUND_UNKNOWN',
    '{item} 超过筛选值；不高于土壤环境背景值的不纳入污染地块管理，该背景值本平台没有，须查标准附录',
    '{item} lies above screening; up to the natural background it is no contamination: look up the annex, which we do not have',
  ),
});
