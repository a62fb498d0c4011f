import type { CallOptions } from '@tarim/testkit';
import {
  COMMAND,
  ENTERPRISE,
  KEY,
  LOCAL_LIMIT,
  LSN,
  MARK,
  MN,
  NEIGHBOUR_POINT,
  OPEN_ENTERPRISE,
  OPEN_STATION,
  PERSON,
  POINT,
  TARGET_UNIT,
  UNKNOWN_MN,
  USCC,
} from './objects.ts';
import { PASSWORD } from './people.ts';

export type Request = Pick<CallOptions, 'params' | 'query' | 'body'> & { readonly multipart?: boolean };

const time = '2026-11-24T10:00:00+08:00';
const span = { from: '2026-11-24T00:00:00+08:00', to: '2026-11-24T12:00:00+08:00' };
const months = { from: '2026-10', to: '2026-11' };
const reason = '核对权限';
const id = (one: number) => ({ params: { id: one } });
const close = { ...id(1), body: { reason } };

const enterprise = { uscc: USCC, name: '目标热电', unitPath: TARGET_UNIT };
const point = {
  code: 'T1',
  name: '目标烟囱',
  kind: 'outlet-gas',
  unitPath: TARGET_UNIT,
  enterpriseId: ENTERPRISE,
  public: false,
};
const device = { mn: MN, pointId: POINT, edition: '2017' };
const instrument = { pointId: POINT, name: '目标分析仪', codes: ['a21026'] };
const limit = {
  pointId: POINT,
  code: 'a21026',
  basis: 'hour',
  measure: 'actual',
  upper: 50,
  standard: 'GB 13271-2014',
  effectiveFrom: '2020-01-01',
};
const localLimit = {
  unitPath: TARGET_UNIT,
  kind: 'outlet-gas',
  code: 'a21002',
  basis: 'hour',
  measure: 'actual',
  upper: 50,
  standard: 'DB65',
  effectiveFrom: '2026-01-01',
};
const person = { name: '新人', password: 'Tarim-2026', account: 'newcomer' };
const rule = {
  enabled: true,
  pendingFor: 120,
  recoverFor: 300,
  severity: 'warning',
  params: {},
  reason,
};
const written = {
  name: '目标规则',
  enabled: false,
  reason,
  body: {
    scope: {},
    basis: 'hour',
    condition: { join: 'all', parts: [{ type: 'absent', minutes: 60 }] },
    severity: 'warning',
    pendingFor: 0,
    recoverFor: 0,
  },
};
const series = { pointId: POINT, grain: 'hour', ...span };
const verdict = { pointId: POINT, code: 'a21026', period: 'hour', time };
const template = {
  title: { zh: '日报', en: '' },
  items: [{ type: 'section', id: 'air.summary', on: true }],
};
const outfall = {
  code: '目标排口',
  name: '目标排口',
  water: '目标河',
  lon: 87.6,
  lat: 43.8,
  unitPath: TARGET_UNIT,
  kind: 'industrial',
  size: null,
  ownerId: null,
  foundOn: '2026-05-01',
};
const catchment = { name: '目标流域', basin: '目标河', areaKm2: 10, unitPath: TARGET_UNIT };
const daily = { kind: 'daily', unitPath: TARGET_UNIT };
const publication = { subject: 'point', key: String(POINT), public: false, reason };

/** How each row of the table asks. A route without parameters that need filling in has no entry. */
export const REQUESTS: Readonly<Record<string, Request>> = {
  'platform.runJob': { params: { name: 'telemetry.retention' }, body: {} },
  'platform.verifyAudit': { body: {} },
  'platform.retryDeadLetter': { params: { consumer: 'alarm.watch', outboxId: 7 }, body: {} },
  'identity.signIn': { body: { account: 'duty', password: PASSWORD } },
  'identity.signOut': { body: {} },
  'identity.changePassword': { body: { current: 'not this one', next: 'Another-2026' } },
  'identity.revokeMySession': { params: { id: COMMAND } },
  'identity.createPerson': { body: { ...person, posts: [{ role: 'planner', unitPath: TARGET_UNIT }] } },
  'identity.createPerson#enterprise': {
    // The unit that the form gives is one's own; the enterprise lies elsewhere.
    body: { ...person, posts: [{ role: 'enterprise', unitPath: '/BT/BT08/', enterpriseId: ENTERPRISE }] },
  },
  'identity.updatePerson': { params: { id: PERSON }, body: { name: '目标人员' } },
  'identity.createApiKey': { body: { name: MARK, scope: 'ingest', unitPath: TARGET_UNIT } },
  'identity.createApiKey#everywhere': { body: { name: '全部', scope: 'ingest', unitPath: '/' } },
  'identity.revokeApiKey': { params: { id: KEY } },
  'region.getOutlines': { params: { level: 'prefecture' } },
  'region.getTile': { params: { layer: 'prefecture', z: 0, x: 0, y: 0 } },
  'region.locate': { query: { lon: 87.6, lat: 43.8 } },
  'region.replaceOutline': { params: { code: '650102' }, body: { geometry: {}, source: '核对权限' } },
  'registry.getEnterprise': id(ENTERPRISE),
  'registry.getPoint': id(POINT),
  'registry.listHistory': { query: { pointId: POINT } },
  'registry.listHistory#enterprise': { query: { enterpriseId: ENTERPRISE } },
  'registry.createEnterprise': { body: enterprise },
  'registry.updateEnterprise': { ...id(ENTERPRISE), body: enterprise },
  'registry.closeEnterprise': close,
  'registry.reopenEnterprise': close,
  'registry.createPoint': { body: point },
  'registry.updatePoint': { ...id(POINT), body: point },
  'registry.closePoint': close,
  'registry.reopenPoint': close,
  'registry.createDevice': { body: device },
  'registry.updateDevice': { ...id(1), body: device },
  'registry.closeDevice': close,
  'registry.reopenDevice': close,
  'registry.createInstrument': { body: instrument },
  'registry.updateInstrument': { ...id(1), body: instrument },
  'registry.closeInstrument': close,
  'registry.reopenInstrument': close,
  'registry.putParameters': { ...id(POINT), body: { parameters: [{ code: 'a21026', unit: 'mg/m3' }] } },
  'registry.createLocalLimit': { body: localLimit },
  'registry.updateLocalLimit': { ...id(LOCAL_LIMIT), body: localLimit },
  'registry.createLimit': { body: limit },
  'registry.updateLimit': { ...id(1), body: limit },
  'registry.import': { query: { mode: 'check' }, multipart: true },
  'registry.importErrors': { multipart: true },
  'telemetry.getLatest': { query: { pointIds: `${POINT},${NEIGHBOUR_POINT}` } },
  'telemetry.getSeries': { query: series },
  'telemetry.exportSeries': { query: { ...series, format: 'csv' } },
  'telemetry.traceRecord': { query: { pointId: POINT, kind: 'hour', time } },
  'telemetry.traceRollup': { query: { pointId: POINT, period: 'hour', time } },
  'telemetry.getFrame': { params: { lsn: LSN } },
  'telemetry.sendCommand': { body: { mn: MN, command: 'get-time', args: {} } },
  'telemetry.getCommand': { params: { id: COMMAND } },
  'telemetry.dismissQuarantine': { params: { mn: UNKNOWN_MN }, body: { reason } },
  'telemetry.getCompleteness': { query: { pointId: POINT, ...span } },
  'telemetry.ingest': {
    body: { mn: MN, cn: '2011', dataTime: time, items: [{ code: 'a21026', attrs: { Rtd: 1 } }] },
  },
  'evaluation.getRule': { query: { code: 'HJ 633-2026' } },
  'evaluation.aqiSeries': { query: { pointId: OPEN_STATION, period: 'hour', ...span } },
  'evaluation.explainAqi': { query: { pointId: POINT, period: 'hour', time } },
  'evaluation.explainVerdict': { query: verdict },
  'evaluation.airPeriod': { query: { city: '650100', period: '2025' } },
  'evaluation.airCalendar': { query: { city: '650100', year: 2025 } },
  'evaluation.airDay': { query: { city: '650100', date: '2025-03-01' } },
  'evaluation.airRanking': { query: { period: '2025', dust: 'with' } },
  'evaluation.airCompare': { query: { city: '650100', year: 2025, dust: 'with' } },
  'evaluation.dustDays': { query: { city: '650100', from: '2025-01-01', to: '2025-12-31' } },
  'evaluation.airRose': { query: { pointId: OPEN_STATION, from: '2026-11-01', to: '2026-11-24' } },
  'evaluation.airUploadFile': id(1),
  'evaluation.importAirDays': { query: { mode: 'check' }, multipart: true },
  'evaluation.markDustDay': {
    body: { city: '650100', date: '2025-03-01', dust: true, basis: 'official', reason },
  },
  'evaluation.rejudge': { body: { pointId: POINT, ...span, reason } },
  'forecast.explainForecast': {
    query: { source: 'baseline', city: '650100', issue: '2026-11-24', target: '2026-11-25' },
  },
  'forecast.uploadFile': id(1),
  'forecast.importForecasts': { query: { mode: 'check' }, multipart: true },
  'forecast.postForecasts': {
    query: { mode: 'check' },
    body: {
      rows: [
        { source: 'TARGET', issueDate: '2026-11-24', city: '650100', targetDate: '2026-11-25', aqi: 80 },
      ],
    },
  },
  'monitoring.getPlan': id(1),
  'monitoring.getTask': id(1),
  'monitoring.getPhoto': { params: { id: 1, sha256: 'a'.repeat(64) } },
  'monitoring.getCompletion': { query: { year: 2026 } },
  'monitoring.getWater': { query: months },
  'monitoring.explainWater': { query: { ...months, of: 'all', key: 'all' } },
  'monitoring.getSources': { query: months },
  'monitoring.explainSource': { ...id(1), query: months },
  'monitoring.getSiteHistory': { ...id(1), query: months },
  'monitoring.compareSites': { query: { ...months, sites: '1' } },
  'monitoring.getMedium': { query: { ...months, pointKind: 'noise' } },
  'monitoring.createPlan': {
    body: { year: 2026, title: '目标计划', kind: 'routine', unitPath: TARGET_UNIT },
  },
  'monitoring.putPlanLines': {
    ...id(1),
    body: { pointIds: [POINT], items: ['pH'], months: [11], body: '监测站' },
  },
  'monitoring.removePlanLine': id(1),
  'monitoring.approvePlan': { ...id(1), body: {} },
  'monitoring.submitSampling': {
    ...id(1),
    body: { clientId: PERSON, sampledAt: time, onSite: { pH: 8 }, containers: [] },
  },
  'monitoring.uploadPhoto': { multipart: true },
  'monitoring.receiveContainers': { body: { codes: ['TARGET-1'], accept: true, condition: '' } },
  'monitoring.importLab': { query: { mode: 'check' }, multipart: true },
  'monitoring.reportTask': { ...id(1), body: {} },
  'monitoring.reviewTask': { ...id(1), body: { level: 'check', decision: 'pass' } },
  'monitoring.reopenTask': close,
  'monitoring.cancelTask': close,
  'monitoring.postLabResults': {
    query: { mode: 'check' },
    body: { rows: [{ container: 'TARGET-1', item: 'pH', result: 8, unit: '', analysedAt: '2026-11-24' }] },
  },
  'sources.getOutfall': id(1),
  'sources.getEvidence': { params: { id: 1, sha256: 'a'.repeat(64) } },
  'sources.createOutfall': { body: outfall },
  'sources.updateOutfall': { ...id(1), body: outfall },
  'sources.monitorOutfall': {
    ...id(1),
    body: { sampledOn: '2026-11-01', results: [], taskId: null, evidence: [] },
  },
  'sources.traceOutfall': {
    ...id(1),
    body: { responsible: '', enterpriseId: null, basis: '', evidence: [] },
  },
  'sources.planOutfall': {
    ...id(1),
    body: { treatment: 'ban', measure: '封堵', responsible: '区政府', deadline: '2026-12-31' },
  },
  'sources.treatOutfall': { ...id(1), body: { doneOn: '2026-11-01', note: null, evidence: [] } },
  'sources.closeOutfall': close,
  'sources.returnOutfall': { ...id(1), body: { to: 'surveyed', reason } },
  'sources.importOutfalls': { query: { mode: 'check' }, multipart: true },
  'sources.uploadEvidence': { multipart: true },
  'sources.inspectionViews': { query: { from: '2026-10', to: '2026-11' } },
  'sources.remoteViews': { query: { from: '2026-10', to: '2026-11' } },
  'sources.mobileTemplate': { query: { kind: 'remote' } },
  'sources.importMobile': { query: { mode: 'check', kind: 'remote' }, multipart: true },
  'sources.postMobile': { query: { mode: 'check' }, body: { kind: 'remote', rows: [{ 有效: true }] } },
  'sources.getCatchment': id(1),
  'sources.createCatchment': { body: catchment },
  'sources.updateCatchment': { ...id(1), body: catchment },
  'sources.putActivity': {
    params: { id: 1, year: 2025 },
    body: { crops: [], fertiliserN: null, fertiliserP: null, livestock: [], source: null },
  },
  'sources.importActivity': { query: { mode: 'check' }, multipart: true },
  'sources.createCoefficient': {
    body: {
      unitPath: TARGET_UNIT,
      kind: 'crop',
      name: '棉花',
      item: 'COD',
      value: 100,
      source: '试验',
      effectiveFrom: '2026-01-01',
    },
  },
  'sources.endCoefficient': { ...id(1), body: { effectiveTo: '2026-12-31' } },
  'alarm.getAlarm': id(1),
  'alarm.exportAlarms': { query: { format: 'csv' } },
  'alarm.acknowledgeAlarm': { ...id(1), body: {} },
  'alarm.addNote': { ...id(1), body: { text: reason } },
  'alarm.closeAlarm': { ...id(1), body: { reason } },
  'alarm.updateRule': { params: { kind: 'offline' }, body: rule },
  'alarm.createWrittenRule': { body: written },
  'alarm.getWrittenRule': { params: { key: 'target' } },
  'alarm.reviseWrittenRule': { params: { key: 'target' }, body: written },
  'alarm.startTrial': { body: { body: written.body, ...span } },
  'alarm.getTrial': id(1),
  'alarm.createHush': {
    body: { kind: 'silence', pointId: POINT, from: time, until: '2099-01-01T00:00:00+08:00', reason },
  },
  'alarm.endHush': { ...id(1), body: {} },
  'reporting.getReport': id(1),
  'reporting.getReport#published': id(2),
  'reporting.previewReport': id(1),
  'reporting.downloadReport': { params: { id: 1, format: 'pdf' } },
  'reporting.makeReport': { body: { ...daily, period: '2026-11-23' } },
  'reporting.publishReport': { ...id(1), body: {} },
  'reporting.withdrawReport': { ...id(1), body: { reason } },
  'reporting.previewTemplate': {
    params: { kind: 'daily' },
    body: { content: template, unitPath: TARGET_UNIT, period: '2026-11-23', language: 'zh-CN' },
  },
  'reporting.saveTemplate': { params: { kind: 'daily' }, body: { content: template, reason, basedOn: 1 } },
  'reporting.restoreTemplate': { params: { kind: 'daily' }, body: { revision: 1, reason } },
  'reporting.saveSchedule': {
    body: { ...daily, enabled: false, timing: { hour: 8, minute: 0 }, language: 'zh-CN', publish: false },
  },
  'disclosure.portalCityHours': { params: { code: '650100' } },
  'disclosure.portalCityDays': { params: { code: '650100' } },
  'disclosure.portalStation': id(OPEN_STATION),
  'disclosure.portalEnterprise': id(OPEN_ENTERPRISE),
  'disclosure.setPublication': { body: publication },
  'disclosure.setPublication#factor': {
    body: { subject: 'code', key: 'a34004', public: false, reason },
  },
};
