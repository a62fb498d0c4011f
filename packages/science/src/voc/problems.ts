import { defineErrors, type ErrorDefinition } from '@tarim/kernel';

const define = (code: string, zh: string, en: string): ErrorDefinition => ({ code, status: 422, zh, en });

/** What can be wrong with a set of VOC concentrations. Data in `problems`, never exceptions. */
export const VOC_PROBLEMS = defineErrors({
  values: define('VOC_VALUES_MISSING', '没有物种及其浓度', 'There are no species with concentrations'),
  species: define(
    'VOC_SPECIES_UNKNOWN',
    '“{species}”不在挥发性有机物名录中，未计入',
    '{species} is not in the list of VOC and does not enter',
  ),
  twice: define(
    'VOC_SPECIES_TWICE',
    '“{species}”以不同名称出现两次，只取第一个',
    '{species} stands twice by different names; the first one counts',
  ),
  value: define(
    'VOC_VALUE_INVALID',
    '{species} 的值“{value}”不是浓度，也不是“<检出限”',
    '{value} is neither a concentration of {species} nor a detection limit such as <0.02',
  ),
  unit: define('VOC_UNIT_UNKNOWN', 'unit 应为 ppbv 或 µg/m³', 'The unit is ppbv or µg/m³'),
  temperature: define(
    'VOC_TEMPERATURE_UNKNOWN',
    'temperature 应为 20 或 25（℃）',
    'The temperature is 20 or 25 (°C)',
  ),
  xylene: define(
    'VOC_XYLENE_TWICE',
    '同时给出间/对二甲苯合量与其单体，合量未计入，避免重复',
    'm/p-xylene is given as a sum and as its two parts; the sum does not enter, so that nothing counts twice',
  ),
  noMir: define(
    'VOC_MIR_MISSING',
    '没有 MIR 值的物种不计入 OFP：{species}',
    'Species without an MIR do not enter the OFP: {species}',
  ),
  memory: define(
    'VOC_TABLE_UNVERIFIED',
    'MIR 值与名录凭记忆录入，未核对原表，结果仅供参考',
    'The MIR values and the list are from memory and not compared with the table; results are indicative',
  ),
});
