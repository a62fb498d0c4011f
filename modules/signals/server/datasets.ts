import type { DatasetDefinition } from '@tarim/platform';
import { PLACE_REVISION } from '@tarim/registry/queries';

/** 弄虚作假线索: secret, for a lead is no verdict and must not reach whom it is about. */
const leads: DatasetDefinition = {
  id: 'falsification-leads',
  titles: { zh: '弄虚作假线索', en: 'Leads of falsification' },
  abstracts: {
    zh: '识别器给出的线索：对象、识别器、强度与状态。线索不是结论，不予共享。',
    en: 'Leads that detectors gave: subject, detector, strength, state. A lead is no verdict and is not shared.',
  },
  keywords: { zh: ['线索', '造假', '识别'], en: ['lead', 'falsification', 'detector'] },
  element: 'supervision',
  owner: { zh: '监测站', en: 'Monitoring station' },
  source: { zh: '本平台识别器', en: 'Detectors of this platform' },
  sharing: 'secret',
  action: 'signals.read',
  rhythm: 'PT1H',
  madeOf: ['record', 'rollup'],
  fields: [
    { name: 'detector', titles: { zh: '识别器', en: 'Detector' }, type: 'text', sql: 'd.detector' },
    { name: 'subject', titles: { zh: '对象', en: 'Subject' }, type: 'text', sql: 'd.subject_name' },
    { name: 'code', titles: { zh: '因子', en: 'Factor' }, type: 'text', sql: `nullif(d.code, '')` },
    { name: 'strength', titles: { zh: '强度', en: 'Strength' }, type: 'number', sql: 'd.strength' },
    { name: 'state', titles: { zh: '状态', en: 'State' }, type: 'text', sql: 'd.state' },
    { name: 'firstSeen', titles: { zh: '首次', en: 'First seen' }, type: 'instant', sql: 'd.first_seen' },
    { name: 'lastSeen', titles: { zh: '最近', en: 'Last seen' }, type: 'instant', sql: 'd.last_seen' },
    { name: 'simulated', titles: { zh: '模拟', en: 'Simulated' }, type: 'boolean', sql: 'd.simulated' },
  ],
  relation: {
    // Of outlets only: leads about samplers and laboratories name persons.
    from: '(select * from signals.signal where point_id is not null) d left join registry.place p on p.point_id = d.point_id',
    id: { sql: 'd.id', type: 'integer' },
    geometry: { type: 'Point', lon: 'p.lon', lat: 'p.lat' },
    time: 'd.last_seen',
    unitPath: 'd.unit_path',
    simulated: 'd.simulated',
    revision: `select concat_ws(' ', (select count(*) || ' ' || max(last_seen) from signals.signal), (select max(decided_at) from signals.signal),
      (${PLACE_REVISION}))`,
  },
  look: { colour: '#7b2d26', labelField: 'subject', page: '/signals/leads/{id}' },
};

export const signalsDatasets: readonly DatasetDefinition[] = [leads];
