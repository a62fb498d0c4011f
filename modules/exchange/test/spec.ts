import type { PipelineSpec } from '../contract.ts';

/** A ledger of sources as an office's table has it. */
export const LEDGER: PipelineSpec = {
  titleZh: '台账',
  titleEn: 'Ledger',
  abstractZh: '',
  abstractEn: '',
  element: 'pollution-source',
  sourceZh: '测试',
  sourceEn: 'test',
  source: { kind: 'upload' },
  format: 'auto',
  place: { kind: 'columns', x: '经度', y: '纬度' },
  geometryType: 'Point',
  fields: [
    { name: 'code', titleZh: '编码', titleEn: 'Code', type: 'text', from: '编码' },
    { name: 'name', titleZh: '名称', titleEn: 'Name', type: 'text', from: '名称' },
    { name: 'load', titleZh: '排放量', titleEn: 'Load', type: 'number', unit: 't', from: '排放量(t)' },
    { name: 'day', titleZh: '日期', titleEn: 'Day', type: 'date', from: '日期' },
  ],
  checks: [
    { kind: 'required', field: 'name', severity: 'reject' },
    { kind: 'range', field: 'load', min: 0, max: 1000, severity: 'reject' },
    { kind: 'in-region', within: 'region', severity: 'warn' },
  ],
  maxRejectedShare: 0.7,
  mode: 'upsert',
  keys: ['code'],
  timeField: 'day',
  labelField: 'name',
  retry: { attempts: 3, waitSeconds: 60 },
  sharing: 'internal',
  rhythm: 'irregular',
  simulated: true,
};
