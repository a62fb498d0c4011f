import { expect, test } from 'vitest';
import { MARK } from './permissions/objects.ts';
import { EVERYBODY, type Who } from './permissions/people.ts';
import { REQUESTS } from './permissions/requests.ts';
import { type Cell, HEADING, ROWS } from './permissions/table.ts';
import { type Answer, makeWorld, type World } from './permissions/world.ts';

const LIVE = 'live:';
const routeOf = (row: string) => row.split('#')[0]!;

/** Errors that only those get who were let through: the thing is in such a state, or the input is not good. */
const PAST_THE_FENCE: ReadonlySet<string> = new Set([
  'AUDIT_OPINION_STATE',
  'AUDIT_PAPER_SIGNED',
  'AUDIT_POOL_EMPTY',
  'AUDIT_ROUND_DRAWN',
  'AUDIT_UNIT_NOT_IN_ROUND',
  'ENFORCEMENT_CLUE_ENDED',
  'ENFORCEMENT_DISCRETION_UNFIT',
  'ENFORCEMENT_DISCRETION_UNKNOWN',
  'ENFORCEMENT_TEMPLATE_BLOCK_STRANGE',
  'ENFORCEMENT_TEMPLATE_MOVED',
  'COMPLAINT_ANONYMOUS',
  'COMPLAINT_PHOTO_UNKNOWN',
  'COMPLAINT_PLACE_OUTSIDE',
  'COMPLAINT_RECEIPT_UNKNOWN',
  'COMPLAINT_RETALIATION_NONE',
  'COMPLAINT_REWARD_STATE',
  'COMPLAINT_STATE_UNFIT',
  'DAMAGE_DOCUMENT_UNKNOWN',
  'DAMAGE_LIMIT_UNIT',
  'DAMAGE_PENALTY_MISSING',
  'DAMAGE_STATE_UNFIT',
  'PERMIT_CONTENT_MISSING',
  'PERMIT_DAY_ORDER',
  'PERMIT_NUMBER_TAKEN',
  'PERMIT_REPORT_PERIOD',
  'PERMIT_STATE_UNFIT',
  'CAMPAIGN_KIND_INVALID',
  'CAMPAIGN_NOT_MEMBER',
  'CAMPAIGN_STATE_UNFIT',
  'CAPABILITY_EXAM_INCOMPLETE',
  'CAPABILITY_GAP_DAY_INVALID',
  'CAPABILITY_PERSON_INCOMPLETE',
  'CAPABILITY_SCRAPPED',
  'CAPABILITY_SERIAL_TAKEN',
  'CAPABILITY_TRAINING_VOID',
  'RADIATION_USCC_TAKEN',
  'RADIATION_LICENCE_OPEN',
  'RADIATION_APPLICATION_PENDING',
  'RADIATION_APPLICATION_NOT_ACCEPTED',
  'RADIATION_READING_DAYS_INVALID',
  'RADIATION_REPORT_INCOMPLETE',
  'RADIATION_REPORT_STATE',
  'RADIATION_CODE_REASON_MISSING',
  'RADIATION_STATE_UNFIT',
  'RADIATION_DAY_FUTURE',
  'RADIATION_ORPHAN_STATE',
  'RADIATION_COMPARISON_TAKEN',
  'ENFORCEMENT_HANDLERS_SHORT',
  'ENFORCEMENT_STATE_UNFIT',
  'ENFORCEMENT_DOCUMENT_UNKNOWN',
  'ENFORCEMENT_CODE_UNKNOWN',
  'ENFORCEMENT_FILE_UNKNOWN',
  'INSPECTION_RECORD_UNKNOWN',
  'ENFORCEMENT_FILE_UNREADABLE',
  'INSPECTION_CERTIFICATE_TAKEN',
  'INSPECTION_DRAW_OPEN',
  'INSPECTION_POSITIVE_OPEN',
  'INSPECTION_POSITIVE_STATE',
  'INSPECTION_TEAM_TWICE',
  'INSPECTION_VISIT_DONE',
  'INSPECTION_DRAW_OVER',
  'IDENTITY_PASSWORD_WRONG',
  'IDENTITY_ACCOUNT_TAKEN',
  'REGION_OUTLINE_UNREADABLE',
  'ZONING_VERSION_EMPTY',
  'ZONING_STEP_ORDER',
  'ZONING_NO_VERSION_THEN',
  'ZONING_FILE_UNREADABLE',
  'ZONING_UNIT_UNKNOWN',
  'ZONING_RULE_UNKNOWN',
  'ZONING_CHECK_UNKNOWN',
  'ZONING_VERSION_UNKNOWN',
  'FORMATS_UNKNOWN',
  'IMAGERY_FIELD_UNKNOWN',
  'IMAGERY_IN_USE',
  'IMAGERY_NOT_FAILED',
  'IMAGERY_NOT_READY',
  'IMAGERY_NOT_THEMATIC',
  'REDLINE_ACT_NOT_NOW',
  'REDLINE_ALERT_UNKNOWN',
  'REDLINE_APPROVAL_TAKEN',
  'REDLINE_FILE_UNKNOWN',
  'REDLINE_FILE_UNREADABLE',
  'REDLINE_MARKER_TAKEN',
  'REDLINE_MERGE_WRONG',
  'REDLINE_PARTS_WRONG',
  'EMF_CERTIFICATE_TAKEN',
  'EMF_FACILITY_CODE_FIXED',
  'EMF_FACILITY_TAKEN',
  'EMF_FINDING_NOT_OPEN',
  'EMF_FINDING_OVER',
  'EMF_INSTRUMENT_TAKEN',
  'EMF_MEASUREMENT_SETTLED',
  'EMF_PETITION_NOT_MEASURED',
  'EMF_PETITION_STATE_UNFIT',
  'EMF_PHOTO_REMOVED',
  'EMF_PHOTO_UNREADABLE',
  'EMF_RECEIPT_UNKNOWN',
  'EMF_TELLS_PERSON',
  'RADNET_FINDING_NOT_OPEN',
  'RADNET_FINDING_NOT_TO_CLOSE',
  'RADNET_NORM_TAKEN',
  'RADNET_SAMPLE_STATE_UNFIT',
  'RADNET_SPECTRUM_THERE',
  'RADNET_SPECTRUM_UNKNOWN',
  'RADNET_SPECTRUM_UNREADABLE',
  'RADNET_STEP_UNFIT',
  'RADNET_WELL_DAY_INVALID',
  'RADNET_WELL_TAKEN',
  'REGISTRY_USCC_TAKEN',
  'REGISTRY_CODE_TAKEN',
  'REGISTRY_MN_TAKEN',
  'MONITORING_NOT_IN_VIEW',
  'REGISTRY_LIMIT_OVERLAPS',
  'REGISTRY_ENTERPRISE_IN_USE',
  'REGISTRY_POINT_CLOSED',
  'REGISTRY_IMPORT_NO_SHEET',
  'QUALITY_MARK_REPLACED',
  'QUALITY_EVIDENCE_UNREADABLE',
  'QUALITY_EVIDENCE_UNKNOWN',
  'QUALITY_OTHERS_ACTED',
  'QUALITY_FLAG_ACT_VAIN',
  'QUALITY_OPERATION_UNKNOWN',
  'QUALITY_MONTH_NOT_OVER',
  'QUALITY_NOTHING_UNDER_WAY',
  'QUALITY_NOT_OFFICIAL',
  'TELEMETRY_RECORD_UNKNOWN',
  'TELEMETRY_ROLLUP_UNKNOWN',
  'TELEMETRY_GATEWAY_ELSEWHERE',
  'EVALUATION_AQI_UNKNOWN',
  'EVALUATION_VERDICT_UNKNOWN',
  'SIGNALS_EVIDENCE_UNREADABLE',
  'SIGNALS_FILE_UNKNOWN',
  'SIGNALS_SERIES_NONE',
  'DUTY_CONTACT_REMOVED',
  'DUTY_NOTICE_RULE_REMOVED',
  'DUTY_HAND_OVER_TAKEN',
  'DUTY_HAND_OVER_DONE',
  'DUTY_MESSAGE_NOT_FAILED',
  'OPERATION_TABLE_ROW_INVALID',
  'OPERATION_FILE_UNREADABLE',
  'OPERATION_FILE_UNKNOWN',
  'OPERATION_FAULT_REPAIRED',
  'OPERATION_OPERATOR_TAKEN',
  'OPERATION_REMOTE_NOT_POSSIBLE',
  'MONITORING_PLAN_EMPTY',
  'MONITORING_TARGET_REMOVED',
  'MONITORING_PLAN_IN_FORCE',
  'MONITORING_ACT_NOT_NOW',
  'MONITORING_RESULTS_MISSING',
  'MONITORING_PHOTO_UNREADABLE',
  'MONITORING_PHOTO_UNKNOWN',
  'ECOLOGY_SITE_KIND',
  'SOURCES_OUTFALL_CODE_TAKEN',
  'SOURCES_ACT_NOT_NOW',
  'SOURCES_CATCHMENT_NAME_TAKEN',
  'SOURCES_COEFFICIENT_SPAN',
  'SOURCES_STEP_INCOMPLETE',
  'SOURCES_EVIDENCE_UNREADABLE',
  'SOURCES_EVIDENCE_UNKNOWN',
  'EVALUATION_AIR_DAY_UNKNOWN',
  'EVALUATION_UPLOAD_UNKNOWN',
  'FORECAST_UNKNOWN',
  'FORECAST_UPLOAD_UNKNOWN',
  'COMPOSITION_STATION_NOT_FOUND',
  'COMPOSITION_UPLOAD_NOT_FOUND',
  'ANALYSIS_INPUT_INVALID',
  'ANALYSIS_RIVERS_INVALID',
  'ANALYSIS_TASK_UNKNOWN',
  'ALARM_ALREADY_ACKNOWLEDGED',
  'ALARM_CLOSED',
  'ALARM_RULE_UNKNOWN',
  'ALARM_TRIAL_UNKNOWN',
  'ALARM_HUSH_OVER',
  'REPORTING_NOT_READY',
  'CATALOG_ACT_NOT_NOW',
  'CATALOG_RECEIPT_UNKNOWN',
  'TRACKING_ACCIDENT_ENDED',
  'TRACKING_ACCIDENT_UNKNOWN',
  'TRACKING_ALARM_CLOSED',
  'TRACKING_AREA_INVALID',
  'TRACKING_JOB_SETTLED',
  'TRACKING_FRAME_UNKNOWN',
  'TRACKING_NUCLIDE_UNKNOWN',
  'TRACKING_RETURN_INVALID',
  'TRACKING_WINDOW_INVALID',
  'TRACKING_COMMAND_EMPTY',
  'SENSORTHINGS_PATH_INVALID',
  'SUPERVISION_ACT_NOT_NOW',
  'SUPERVISION_EXTENSION_PENDING',
  'SUPERVISION_FILE_UNKNOWN',
  'SUPERVISION_FILE_UNREADABLE',
  'SUPERVISION_NOTICE_RECEIVED',
  'SUPERVISION_NO_EXTENSION',
  'OGC_IMAGE_INVALID',
  'EXCHANGE_SLUG_TAKEN',
  'EXCHANGE_VERSION_MOVED',
  'EXCHANGE_SECRET_MISSING',
  'EXCHANGE_FILE_MISSING',
  'EXCHANGE_RUNNING',
  'EXCHANGE_HAS_ROWS',
  'ONEMAP_CAPABILITIES_UNREADABLE',
]);

/** Lists of things with names: who sees the target's finds its mark there, who does not must not. */
const MARKED: Readonly<Record<string, string>> = {
  'platform.listAudit': MARK,
  'identity.listPeople': MARK,
  'identity.listApiKeys': MARK,
  'registry.listEnterprises': MARK,
  'registry.listPoints': MARK,
  'registry.listDevices': MARK,
  'telemetry.getLatest': '"pointId":1,',
  'telemetry.listFrames': 'TARGET',
  'telemetry.listCommands': MARK,
  'alarm.listAlarms': MARK,
  'alarm.exportAlarms': MARK,
  'reporting.listReports': MARK,
  'ecology.getSurvey': '目标鱼',
  'duty.listMessages': MARK,
  'quality.listOutlets': MARK,
  'operation.listParameterOutlets': MARK,
  'quality.listFlags': MARK,
  'quality.exportFlags': MARK,
  'quality.countFlags': MARK,
  'analysis.listRuns': '目标分析',
  'catalog.listRequests': MARK,
  'signals.listLeads': MARK,
  'operation.listDueTasks': MARK,
  'operation.listRecords': MARK,
  'operation.listFaults': MARK,
  'operation.listParts': MARK,
  'supervision.listTasks': MARK,
  'supervision.exportTasks': MARK,
  'supervision.listNotices': MARK,
  'radiation.listUnits': MARK,
  'radiation.listOwnUnits': MARK,
  'emf.listOwnFacilities': MARK,
  'emf.listPetitions': MARK,
  'sources.listOutfalls': MARK,
  'sources.listCatchments': MARK,
  'complaint.listFiles': '目标举报',
  'permit.listPermits': '目标许可',
  'permit.listApplications': '目标申请',
};

/** Keys that machines bear: of the platform, and of terminals of mobile sources. */
const KEY_REFUSED: ReadonlySet<string> = new Set(['API_KEY_INVALID', 'TRACKING_KEY_WRONG']);

/** What the cell of an answer is; anything else is told as it is. */
function cellOf(row: string, who: Who, { status, code, text }: Answer): Cell | string {
  if (KEY_REFUSED.has(code ?? '') && status === 401) return 'k';
  if (status === 401 && code === 'UNAUTHENTICATED' && who === 'anon') return 'n';
  if (status === 403) return 'n';
  if (status === 404 && code !== null && /_UNKNOWN$/.test(code) && !PAST_THE_FENCE.has(code)) return 'h';
  if (status >= 400 && !PAST_THE_FENCE.has(code ?? '')) return `${status} ${code}`;
  const mark = MARKED[row];
  return mark === undefined || text.includes(mark) ? 'y' : 'o';
}

test('every route and live topic has its row, every row its route', async () => {
  const world = await makeWorld();
  const rows = new Set(ROWS.map((row) => routeOf(row.name)));
  const there = [...world.routes.keys(), ...world.topics.map((topic) => LIVE + topic)];
  expect(there.filter((id) => !rows.has(id))).toEqual([]);
  expect([...rows].filter((id) => !there.includes(id))).toEqual([]);
  expect(new Set(ROWS.map((row) => row.name)).size).toBe(ROWS.length);
  expect(HEADING).toEqual(EVERYBODY);
  const asked = new Set(ROWS.map((row) => row.name));
  expect(Object.keys(REQUESTS).filter((name) => !asked.has(name))).toEqual([]);
});

test('everybody may do what the table says, and nothing else', { timeout: 300_000 }, async () => {
  const world = await makeWorld();
  const found: Record<string, string> = {};
  for (const { name, cells } of ROWS.filter((row) => !row.name.startsWith(LIVE))) {
    const def = world.routes.get(routeOf(name));
    if (!def) continue;
    for (const who of EVERYBODY) {
      const cell = cellOf(name, who, await world.ask(name, def, who));
      if (cell !== cells[who]) found[`${name} ${who}`] = `${cell}, not ${cells[who]}`;
    }
  }
  expect(found).toEqual({});
});

test('nobody moves a thing out of his units, nor somebody else’s thing into them', async () => {
  const world = await makeWorld();
  const def = world.routes.get('registry.updatePoint')!;
  const target = REQUESTS['registry.updatePoint']!;
  const away = { ...target, body: { ...(target.body as object), unitPath: '/BT/BT08/' } };
  const found = new Map<Who, Cell | string>();
  for (const who of ['adminR', 'adminBT', 'station', 'stationBT', 'planner', 'admin'] as const)
    found.set(who, cellOf('', who, await world.send(def, away, who)));
  expect(Object.fromEntries(found)).toEqual({
    adminR: 'n',
    adminBT: 'n',
    station: 'n',
    stationBT: 'n',
    planner: 'n',
    admin: 'y',
  });
});

test('live topics are fenced as routes are', async () => {
  const world = await makeWorld();
  const address = new URL(await world.app.listen({ host: '127.0.0.1', port: 0 }));
  const found: Record<string, string> = {};
  for (const { name, cells } of ROWS.filter((row) => row.name.startsWith(LIVE)))
    for (const who of EVERYBODY) {
      const cell = await hears(world, address, name.slice(LIVE.length), who);
      if (cell !== cells[who]) found[`${name} ${who}`] = `${cell}, not ${cells[who]}`;
    }
  expect(found).toEqual({});
});

async function hears(world: World, address: URL, topic: string, who: Who): Promise<Cell | string> {
  const stop = new AbortController();
  const answer = await fetch(new URL(`/api/live?topics=${topic}`, address), {
    headers: world.headersOf(who),
    signal: stop.signal,
  });
  const streams = answer.headers.get('content-type')?.startsWith('text/event-stream') ?? false;
  stop.abort();
  if (answer.status === (who === 'anon' ? 401 : 403)) return 'n';
  return answer.status === 200 && streams ? 'y' : String(answer.status);
}
