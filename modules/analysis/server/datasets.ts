import type { DatasetDefinition } from '@tarim/platform';

/** 河网 */
const rivers: DatasetDefinition = {
  id: 'river-reaches',
  titles: { zh: '河网', en: 'River network' },
  abstracts: {
    zh: '河段的走向、长度与流速，自上游向下游，供上下游追踪使用。标注为模拟的不是真实河流。',
    en: 'Reaches from their upper end to the lower, with length and velocity, for tracing up and down the river. Simulated ones are no real rivers.',
  },
  keywords: { zh: ['河流', '水系', '河段', '上下游'], en: ['river', 'reach', 'hydrography', 'network'] },
  element: 'water',
  owner: { zh: '平台管理', en: 'Platform administration' },
  source: { zh: '由主管部门提供的河网文件', en: 'Network file of the authority' },
  sharing: 'on-request',
  action: 'analysis.read',
  rhythm: 'irregular',
  madeOf: [],
  fields: [
    { name: 'name', titles: { zh: '河名', en: 'Name' }, type: 'text', sql: 'd.name' },
    {
      name: 'lengthM',
      titles: { zh: '长度', en: 'Length' },
      type: 'number',
      unit: 'm',
      sql: 'd.length_m',
    },
    {
      name: 'velocity',
      titles: { zh: '流速', en: 'Velocity' },
      type: 'number',
      unit: 'm/s',
      sql: 'd.velocity',
    },
    { name: 'source', titles: { zh: '来源', en: 'Source' }, type: 'text', sql: 'd.source' },
    { name: 'simulated', titles: { zh: '模拟', en: 'Simulated' }, type: 'boolean', sql: 'd.simulated' },
  ],
  relation: {
    from: 'analysis.reach d',
    id: { sql: 'd.id', type: 'integer' },
    geometry: { type: 'LineString', wkb: 'd.wkb', box: 'd.box' },
    simulated: 'd.simulated',
    revision: `select coalesce(max(id), 0) from analysis.reach`,
  },
  look: { colour: '#2c7fb8', labelField: 'name' },
};

export const analysisDatasets: readonly DatasetDefinition[] = [rivers];
