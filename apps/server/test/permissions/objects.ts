import { randomUUID } from 'node:crypto';
import { encodeFrame } from '@tarim/hj212';
import { type Db, type ModuleDefinition, type Post, rowsToXlsx } from '@tarim/platform';
import { usccCheckDigit } from '@tarim/science';
import { sql } from 'kysely';

/** What is asked about lies here; the neighbour's things lie in the same unit. */
export const TARGET_UNIT = '/650000/650100/650102/';
/** Stands in every name of the target and in no other: lists are searched for it. */
export const MARK = '目标';
export const [ENTERPRISE, NEIGHBOUR, OPEN_ENTERPRISE] = [1, 2, 3];
export const [POINT, NEIGHBOUR_POINT, OPEN_STATION, OPEN_OUTLET] = [1, 2, 3, 4];
/** Beside the others: what counts them by number goes on. */
export const RADIATION_STATION = 901;
export const MN = 'TARGET0000000001';
export const UNKNOWN_MN = 'STRANGER00000001';
export const COMMAND = '00000000-0000-7000-8000-00000000c0de';
export const PERSON = '00000000-0000-7000-8000-0000000000aa';
export const KEY = '00000000-0000-7000-8000-0000000000bb';
export const LSN = 4_096;
export const LOCAL_LIMIT = 900;

export function uscc(first17: string): string {
  return first17 + usccCheckDigit(first17);
}
export const USCC = uscc('91650100000000011');

const EMF_SUM = { verdict: 'exceeds', percent: 400, upperBound: false, sums: [] };
const EMF_JUDGEMENT = JSON.stringify({
  ...EMF_SUM,
  own: EMF_SUM,
  readings: [],
  others: [],
  missing: [],
  problems: [],
  rule: 'GB 8702-2014',
  ruleVersion: 'GB8702-2014@1',
});
const EMF_INPUT = JSON.stringify({
  measuredAt: '2026-01-02T00:00:00Z',
  minutes: 6,
  method: 'HJ 972-2018',
  instrument: {
    name: 'x',
    serial: 'x',
    calibratedUntil: '2027-01-01',
    antennaFactor: null,
    ranges: [{ quantity: 'E', low: 0, high: 200 }],
  },
  measuredBy: 'x',
  place: 'x',
  distanceM: 30,
  heightM: 1.7,
  weather: 'x',
  temperature: null,
  humidity: null,
  load: 'x',
  covers: 'facility',
  field: 'far',
  underLines: false,
  photo: null,
  readings: [{ fromHz: 9e8, toHz: 9e8, E: 24, H: null, B: null, S: null, below: [] }],
});

/** Everything that a route may be asked about, once. */
export async function seedObjects(db: Db): Promise<void> {
  const run = (query: ReturnType<typeof sql>) => query.execute(db);
  await run(sql`insert into registry.enterprise (uscc, name, unit_path, simulated) values
    (${USCC}, '目标热电', ${TARGET_UNIT}, false), (${uscc('91650100000000022')}, '邻居化工', ${TARGET_UNIT}, false),
    (${uscc('91650100000000033')}, '公开水泥', ${TARGET_UNIT}, false)`);
  // The target is not public: what everybody may see tells nothing of fences.
  await run(sql`insert into registry.point (code, name, kind, unit_path, enterprise_id, public, simulated) values
    ('T1', '目标烟囱', 'outlet-gas', ${TARGET_UNIT}, ${ENTERPRISE}, false, false),
    ('N1', '邻居烟囱', 'outlet-gas', ${TARGET_UNIT}, ${NEIGHBOUR}, false, false),
    ('A1', '公开空气站', 'air', ${TARGET_UNIT}, null, true, false),
    ('O1', '公开排放口', 'outlet-gas', ${TARGET_UNIT}, ${OPEN_ENTERPRISE}, true, false)`);
  await run(sql`insert into registry.device (mn, point_id, unit_path, edition) values
    (${MN}, ${POINT}, ${TARGET_UNIT}, '2017'), ('NEIGHBOUR0000001', ${NEIGHBOUR_POINT}, ${TARGET_UNIT}, '2017')`);
  await run(
    sql`insert into registry.instrument (point_id, unit_path, name, codes) values (${POINT}, ${TARGET_UNIT}, '目标分析仪', '{a21026}')`,
  );
  await run(
    sql`insert into registry.point_parameter (point_id, unit_path, code, unit) values (${POINT}, ${TARGET_UNIT}, 'a21026', 'mg/m3')`,
  );
  await run(sql`insert into registry.point_limit (point_id, unit_path, code, basis, measure, upper, standard, effective_from)
    values (${POINT}, ${TARGET_UNIT}, 'a21026', 'hour', 'actual', 50, 'GB 13271-2014', '2020-01-01')`);
  await run(sql`insert into alarm.alarm (kind, state, severity, rule_id, point_id, enterprise_id, unit_path, started_at, last_cause_at,
      evidence, simulated, point_name, point_kind, enterprise_name, created_at, updated_at)
    select 'offline', 'firing', 'warning', id, ${POINT}, ${ENTERPRISE}, ${TARGET_UNIT}, now(), now(), ${EVIDENCE}::jsonb, false,
      '目标烟囱', 'outlet-gas', '目标热电', now(), now() from alarm.rule where kind = 'offline'`);
  await run(sql`insert into telemetry.command (id, mn, command, args, state, requested_by, requested_at)
    values (${COMMAND}, ${MN}, 'history-minute', '{}', 'done', '目标命令', now())`);
  await run(
    sql`insert into telemetry.frame (lsn, received_at, mn, bytes, status) values (${LSN}, now(), ${MN}, 100, 'recorded')`,
  );
  await run(
    sql`insert into telemetry.quarantine (mn, first_at, last_at, frames, last_lsn) values (${UNKNOWN_MN}, now(), now(), 1, 1)`,
  );
  await run(
    sql`insert into platform.dead_letter (consumer, outbox_id, type, payload, error) values ('alarm.watch', 7, 'x.v1', '{}', '目标')`,
  );
  // One that nobody published, and one that is open to all readers.
  await run(sql`insert into reporting.report (kind, unit_path, unit_name, period, language, number, template_id, state, asked_at,
      touched_at, failure)
    select 'daily', ${TARGET_UNIT}, '目标区', '2026-11-22', 'zh-CN', 1, id, 'failed', now(), now(), '{"zh": "试验", "en": "test"}'
    from reporting.template where kind = 'daily'`);
  await run(sql`insert into reporting.report (kind, unit_path, unit_name, period, language, number, template_id, state, asked_at,
      touched_at, files, published_at)
    select 'daily', ${TARGET_UNIT}, '公开区', '2026-11-21', 'zh-CN', 1, id, 'done', now(), now(),
      '{"pdf": {"sha256": "0", "size": 1}, "docx": {"sha256": "0", "size": 1}, "json": {"sha256": "0", "size": 1}}', now()
    from reporting.template where kind = 'daily'`);
  await run(
    sql`insert into disclosure.publication (subject, key, public, reason, changed_at) values ('code', 'a05001', false, '试验', now())`,
  );
  await run(sql`insert into registry.local_limit (id, unit_path, kind, code, basis, measure, upper, standard, effective_from)
    values (${LOCAL_LIMIT}, ${TARGET_UNIT}, 'outlet-gas', 'a21002', 'hour', 'actual', 50, 'DB65', '2020-01-01')`);
  await run(
    sql`insert into monitoring.plan (year, title, kind, unit_path, state, created_by) values
    (2026, '目标计划', 'routine', ${TARGET_UNIT}, 'draft', 'x'), (2026, '目标计划（生效）', 'routine', ${TARGET_UNIT}, 'in-force', 'x')`,
  );
  await run(
    sql`insert into monitoring.plan_line (plan_id, point_id, unit_path, items, months, body) values (2, ${POINT}, ${TARGET_UNIT}, '{pH}', '{11}', 'x')`,
  );
  await run(
    sql`insert into monitoring.target (code, name, kind, unit_path, medium, updated_at) values ('TARGET-1', '园区', 'park', ${TARGET_UNIT}, 'groundwater', now())`,
  );
  await run(
    sql`insert into operation.operator (unit_path, name, by_name, at) values (${TARGET_UNIT}, '目标运维商', 'x', now())`,
  );
  await run(sql`insert into operation.plan (point_id, unit_path, enterprise_id, kind, days, start_on, by_name, at)
    values (${POINT}, ${TARGET_UNIT}, ${ENTERPRISE}, 'patrol-week', 7, '2026-11-01', 'x', now())`);
  await run(sql`insert into operation.record (point_id, unit_path, enterprise_id, kind, began_at, ended_at, staff, signature, by_name, at)
    values (${POINT}, ${TARGET_UNIT}, ${ENTERPRISE}, 'patrol-week', '2026-11-01', '2026-11-01', 'x', 'x', 'x', now())`);
  await run(sql`insert into operation.fault (point_id, unit_path, enterprise_id, what, began_at, reported_at, allowed_hours, by_name, at)
    values (${POINT}, ${TARGET_UNIT}, ${ENTERPRISE}, '目标故障', '2026-11-01', '2026-11-01', 72, 'x', now())`);
  await run(sql`insert into operation.part (unit_path, enterprise_id, name, unit, low, by_name, at)
    values (${TARGET_UNIT}, ${ENTERPRISE}, '目标备件', '个', 1, 'x', now())`);
  await run(
    sql`insert into duty.contact (unit_path, organisation, name) values (${TARGET_UNIT}, '应急办', '值班')`,
  );
  await run(
    sql`insert into duty.hand_over (unit_path, day, slot, text, by_name, by_user, at) values (${TARGET_UNIT}, '2026-11-20', 'day', 'x', 'x', 'x', now())`,
  );
  await run(
    sql`insert into duty.channel (kind, name, enabled, settings) values ('record', '记录', true, '{}')`,
  );
  await run(sql`insert into duty.notice_rule (unit_path, occasion, severity, channel_id, recipient, enabled)
    values (${TARGET_UNIT}, 'alarm-fired', 'critical', 1, '{"kind": "on-duty", "leadToo": false}', false)`);
  await run(sql`insert into duty.message (key, channel_id, occasion, address, subject, body, unit_path, state, created_at, simulated)
    values ('x', 1, 'alarm-fired', 'x', '目标通知', 'x', ${TARGET_UNIT}, 'failed', now(), false)`);
  await run(sql`insert into monitoring.task (code, plan_id, line_id, point_id, point_name, point_kind, unit_path, body, items, due_from, due_to, state)
    values ('目标任务', 2, 1, ${POINT}, '目标烟囱', 'outlet-gas', ${TARGET_UNIT}, 'x', '{pH}', '2026-11-01', '2026-11-30', 'sampled')`);
  await run(sql`insert into monitoring.sampling (task_id, unit_path, client_id, sampled_at, sampler, sampler_id, on_site, sent_at)
    values (1, ${TARGET_UNIT}, ${KEY}, now(), 'x', 'x', '{}', now())`);
  await run(
    sql`insert into monitoring.container (code, task_id, unit_path, kind, items) values ('TARGET-1', 1, ${TARGET_UNIT}, 'sample', '{pH}')`,
  );
  await run(sql`insert into ecology.survey (point_id, unit_path, surveyed_on, eco_group, revision, unit, taxa, indices, steps, remarks, by_name, at)
    values (${POINT}, ${TARGET_UNIT}, '2026-07-15', 'fish', 1, 'ind.', '[{"name": "目标鱼", "count": 2}]',
      '{"richness": 1, "individuals": 2, "shannon": 0, "evenness": null, "simpson": 0, "margalef": 0, "dominant": null, "bmwp": null}',
      '[]', '[]', 'x', now())`);
  await run(sql`insert into sources.outfall (code, name, water, lon, lat, unit_path, kind, found_on, updated_at)
    values ('目标排口', '目标排口', '目标河', 87.6, 43.8, ${TARGET_UNIT}, 'industrial', '2026-05-01', now())`);
  await run(
    sql`insert into sources.catchment (name, basin, area_km2, unit_path) values ('目标流域', '目标河', 10, ${TARGET_UNIT})`,
  );
  await run(sql`insert into sources.coefficient (unit_path, kind, name, item, value, source, effective_from, by_name, at)
    values (${TARGET_UNIT}, 'crop', '小麦', 'COD', 100, '试验', '2020-01-01', 'x', now())`);
  // The shape does not matter: nobody lays anything over it.
  const shape = sql`decode('0103000000010000000400000000000000000000000000000000000000000000000000f03f0000000000000000000000000000f03f000000000000f03f00000000000000000000000000000000', 'hex'), box '((1,1),(0,0))'`;
  // One that waits, so that pictures are refused only past the fence, one that is being converted.
  for (const state of ['queued', 'converting'])
    await run(sql`insert into imagery.scene (collection, sensor, title, taken_at, source, licence, simulated, public, owner_path, told, state,
        originals, by_user, by_name, recorded_at)
      values ('target', 'gaofen', '目标影像', '2026-09-05', '试验', 'CC0-1.0', false, true, ${TARGET_UNIT}, '{}', ${state}, '[]', 'nobody', 'x', now())`);
  await run(sql`insert into imagery.change_run (title, before_id, after_id, parameters, owner_path, state, simulated, by_user, by_name, asked_at,
      ended_at)
    values ('目标比较', 1, 2, '{"method": "cva", "threshold": "otsu", "leastArea": 400}', ${TARGET_UNIT}, 'cancelled', false, 'nobody', 'x', now(),
      now())`);
  await run(sql`insert into imagery.transition_run (title, before_id, after_id, parameters, owner_path, state, simulated, by_user, by_name,
      asked_at, ended_at)
    values ('目标转移', 1, 2, '{"groups": [], "tables": {"before": 0, "after": 0}}', ${TARGET_UNIT}, 'cancelled', false, 'nobody', 'x', now(),
      now())`);
  await run(sql`insert into redline.area (kind, code, version, name, type, authority, unit_path, area_m2, wkb, box, valid_from, recorded_at, simulated)
    values ('redline', 'HX-T', 1, '目标红线', 'function', '试验', ${TARGET_UNIT}, 1, ${shape}, '2025-01-01', now(), false)`);
  await run(sql`insert into redline.effect_result (kind, code, name, unit_path, area_version, scheme_id, scheme_key, baseline, target, share,
      inputs, outcome, simulated, by_name, at)
    values ('redline', 'HX-T', '目标红线', ${TARGET_UNIT}, 1, 1, 'platform', 2023, 2025, 0, '[]',
      '{"index": null, "grade": null, "share": 0, "weighed": [], "lacking": []}', false, 'x', now())`);
  await run(sql`insert into redline.marker (code, kind, area_kind, area_code, lon, lat, unit_path, updated_at)
    values ('T-1', 'post', 'redline', 'HX-T', 87.6, 43.8, ${TARGET_UNIT}, now())`);
  await run(sql`insert into redline.activity (code, name, class, unit_path, status, first_seen, last_seen, area_m2, inside, wkb, box, updated_at)
    values ('T-0', '目标活动', 'R11', ${TARGET_UNIT}, 'existing', '2025-01-01', '2025-01-01', 1, '[]', ${shape}, now())`);
  await run(sql`insert into redline.theme_object (theme, code, name, unit_path, facts, area_m2, observed_on, lon, lat, wkb, box, updated_at)
    values ('tailings', 'T-0', '目标尾矿库', ${TARGET_UNIT}, '{}', 1, '2025-01-01', 87.6, 43.8, ${shape}, now())`);
  await run(sql`insert into redline.patch (ref, level, state, detector, detector_version, parameters, after_on, index_change, area_m2, lon, lat,
      wkb, box, meets, redline_m2, protected_m2, areas, unit_path, simulated, created_at, updated_at)
    values ('t', 'detected', 'detected', 'target', '1', '{}', '2026-09-05', '{}', 1, 87.6, 43.8, ${shape},
      '{"on": "2026-09-05", "areas": [], "zoning": [], "approvals": [], "activities": [], "register": []}', 0, 0, '{}', ${TARGET_UNIT},
      false, now(), now())`);
  await run(sql`insert into redline.patch_event (patch_id, unit_path, act, to_state, change, at)
    values (1, ${TARGET_UNIT}, 'propose', 'detected', ${JSON.stringify({ unitPath: TARGET_UNIT })}::jsonb, now())`);
  await run(sql`insert into redline.theme_alert (theme, kind, object_id, unit_path, "on", at)
    values ('tailings', 'area', 1, ${TARGET_UNIT}, '2026-09-05', now())`);
  await run(sql`insert into quality.flag (point_id, unit_path, enterprise_id, kind, code, flag, period, from_at, to_at, first, peak, seen_at, state,
    rule_version, confidence, revision, simulated, raised_at, updated_at) values (${POINT}, ${TARGET_UNIT}, ${ENTERPRISE}, 'outlet-gas', 'a21026', 'constant',
    'hour', '2026-11-20', '2026-11-21', '{}', '{}', '2026-11-20', 'cleared', 'Tarim/automatic-flags@1', 'ours', 0, true, '2026-11-21', '2026-11-21')`);
  await run(sql`insert into analysis.run (kind, title, input, state, outcome, by_user, by_name, asked_at, ended_at)
    values ('buffer', '目标分析', '{}', 'done', '{"figures":[],"steps":[],"problems":[],"style":null}', 'nobody', 'x', now(), now())`);
  await run(sql`insert into analysis.feature (run_id, nth, properties, wkb, box)
    values (1, 0, '{}', '\\x010100000000000000000000000000000000000000', '(0,0),(0,0)')`);
  await run(sql`insert into catalog.request (receipt_hash, applicant_name, body, contact, purpose, legal_basis, datasets, unit_path, valid_to,
      daily_rows, submitted_at)
    values ('0', '张工', ${MARK}, '000', '核对权限', '职责', '[{"dataset": "monitoring-points", "fields": null}]', ${TARGET_UNIT}, '2027-05-31',
      1000, now())`);
  await run(sql`insert into inspection.object (enterprise_id, uscc, name, unit_path, stratum, factors, simulated, changed_by, changed_at)
    values (${ENTERPRISE}, ${USCC}, '目标热电', ${TARGET_UNIT}, 'key', '{}', false, 'x', now())`);
  for (const n of [1, 2])
    await run(sql`insert into inspection.inspector (name, certificate, certified_to, unit_path, specialities, recusals, active, simulated,
        changed_by, changed_at)
      values ('目标人员', ${`TEST-000${n}`}, '2027-12-31', ${TARGET_UNIT}, '{}', '{}', true, false, 'x', now())`);
  // One that is over: who may draw is told so.
  await run(sql`insert into inspection.draw (number, unit_path, unit_name, scheme_version, state, drawn_on, algorithm, seed_sealed, commitment,
      input, names, pool, officers, simulated, committed_by, committed_at, void_reason)
    values ('2026-11/650102/1', ${TARGET_UNIT}, '目标', 1, 'void', '2026-11-24', 'tarim-draw-1', 'x', 'x', '{"objects": []}',
      '{"objects": {}, "officers": {}}', 1, 2, false, 'x', now(), '试验')`);
  await run(sql`insert into inspection.visit (draw_id, nth, enterprise_id, enterprise, uscc, unit_path, team, state, planned_at, visited_on,
      result, simulated)
    values (1, 1, ${ENTERPRISE}, '目标热电', ${USCC}, ${TARGET_UNIT}, '[]', 'done', now(), '2026-11-24', 'no-problem', false)`);
  for (const state of ['nominated', 'removed'])
    await run(sql`insert into inspection.positive (enterprise_id, unit_path, state, public_on, simulated)
      values (${ENTERPRISE}, ${TARGET_UNIT}, ${state}, '2026-11-20', false)`);
  await run(sql`insert into inspection.positive_step (entry_id, nth, unit_path, act, step_on, text, by_id, by_name, at)
    values (2, 1, ${TARGET_UNIT}, 'remove', '2026-11-20', 'x', 'nobody', 'x', now())`);
  await run(sql`insert into inspection.record (visit_id, nth, unit_path, form, act_id, filled, evidence, made_at, by_user, by_name, simulated)
    values (1, 1, ${TARGET_UNIT}, 'inquiry', 'x', '{"began": 1790000000000, "place": "x", "person": "x", "post": "x", "dialogue": []}', '[]', now(),
      'nobody', 'x', false)`);
  await run(sql`insert into enforcement.case_file (number, unit_path, enterprise_id, party, violation, cause, facts, act_start, act_end, harm,
      handlers, filed_on, filed_by, state, simulated, recorded_at)
    values ('目标罚立', ${TARGET_UNIT}, ${ENTERPRISE}, '{"kind": "organisation", "name": "目标热电", "code": "x", "address": ""}', '1107', '目标案由',
      'x', '2026-08-20', '2026-08-20', true, '[]', '2026-08-21', '{"userId": "nobody", "name": "x"}', 'investigating', false, now())`);
  await run(sql`insert into enforcement.clue (unit_path, object, object_key, state, received_on, last_on, simulated)
    values (${TARGET_UNIT}, '目标热电', 'n:目标热电', 'transferred', '2026-11-20', '2026-11-20', false)`);
  await run(sql`insert into damage.case_file (number, unit_path, source, enterprise_id, party, title, facts, found_on, opened_by, state, paid,
      simulated, recorded_at)
    values ('目标损', ${TARGET_UNIT}, 'accident', ${ENTERPRISE}, '{"kind": "organisation", "name": "目标热电", "code": "x"}', '目标事由', 'x',
      '2026-08-20', 'x', 'screening', 0, false, now())`);
  await run(sql`insert into complaint.file (unit_path, channel, kind, received_at, object, facts, address, real_name, code_hash, state, simulated)
    values (${TARGET_UNIT}, 'portal', 'air', '2026-11-20T10:00:00+08:00', '目标举报', 'x', '', false, 'x', 'registered', false)`);
  const permit = {
    class: 'key',
    validFrom: '2026-01-01',
    validTo: '2030-12-31',
    outlets: [],
    conditions: '',
  };
  const content = { ...permit, reports: { annualBy: null, quarterlyBy: null } };
  await run(sql`insert into permit.permit (number, enterprise_id, unit_path, issuer, class, valid_to, state, reports_from, simulated)
    values ('目标许可', ${ENTERPRISE}, ${TARGET_UNIT}, 'x', 'key', '2030-12-31', 'valid', '2026-01-01', false)`);
  await run(sql`insert into permit.step (permit_id, nth, unit_path, act, by_name, at)
    values (1, 1, ${TARGET_UNIT}, ${JSON.stringify({ act: 'issue', on: '2026-01-01', note: '', content })}::jsonb, 'x', now())`);
  await run(sql`insert into permit.application (kind, enterprise_id, unit_path, permit_id, submitted_on, by_name, reason, content, state, simulated)
    values ('change', ${ENTERPRISE}, ${TARGET_UNIT}, 1, '2026-11-20', 'x', '目标申请', ${JSON.stringify(content)}::jsonb, 'submitted', false)`);
  // A round that is drawn, its signed paper, and an opinion that was accepted.
  await run(sql`insert into audit.round (number, title, unit_path, unit_name, from_on, to_on, audited, rate, deviation, state, seed_sealed, seed,
      commitment, input, files, pool, simulated, by_name, at, drawn_at)
    values ('2026-11/650100/1', '目标批次', '/650000/650100/', '目标市', '2026-08-01', '2026-11-24',
      ${JSON.stringify([{ path: TARGET_UNIT, name: '目标' }])}::jsonb, 1, 0.2, 'drawn', 'x', 'x', 'x', '{}', '[]', 1, false, 'x', now(), now())`);
  await run(sql`insert into audit.paper (round_id, nth, unit_path, audited_path, audited_name, case_id, case_number, party, cause, why, frozen,
      signed_by, signed_at, simulated)
    values (1, 1, '/650000/650100/', ${TARGET_UNIT}, '目标', 1, '目标罚立', '目标热电', '目标案由', 'drawn',
      '{"scored": false, "items": [], "fatals": [], "steps": [], "result": {"score": null, "legality": null, "quality": null, "deducted": null, "fatal": [], "steps": [], "source": "x"}}',
      'x', now(), false)`);
  await run(sql`insert into audit.opinion (round_id, unit_path, audited_path, audited_name, content, reply_by, rectify_by, by_name, at)
    values (1, '/650000/650100/', ${TARGET_UNIT}, '目标', 'x', '2026-12-01', '2026-12-31', 'x', now())`);
  await run(sql`insert into audit.opinion_step (opinion_id, nth, unit_path, act, content, by_id, by_name, at)
    values (1, 1, '/650000/650100/', 'accept', 'x', 'x', 'x', now())`);
  // A user of nuclear technology whose licence was applied for, a source that is disposed of, and a comparison that was taken.
  await run(sql`insert into radiation.unit (unit_path, uscc, name, address, legal_person, safety_officer, enterprise_id, simulated, recorded_at)
    values (${TARGET_UNIT}, ${USCC}, '目标辐照', '', '', '', ${ENTERPRISE}, false, now())`);
  await run(sql`insert into radiation.licence (unit_id, unit_path, issuer) values (1, ${TARGET_UNIT}, 'x')`);
  await run(sql`insert into radiation.licence_step (licence_id, nth, unit_path, act, by_id, by_name, at) values (1, 1, ${TARGET_UNIT},
    '{"act": "apply", "kind": "new", "on": "2026-10-01", "document": "x", "changedOn": null, "ranges": [{"kind": "use", "range": "source-V"}]}',
    'x', 'x', now())`);
  await run(sql`insert into radiation.source (unit_id, unit_path, code, no_code, label, nuclide, use, place, state, simulated)
    values (1, ${TARGET_UNIT}, '0116CS000013', '', '目标源', 'Cs-137', '', '', 'disposed', false)`);
  for (const [i, act] of [
    '{"act": "hold", "origin": "bought"}',
    '{"act": "store", "to": "x"}',
    '{"act": "dispose"}',
  ].entries())
    await run(sql`insert into radiation.source_step (source_id, nth, unit_path, act, by_id, by_name, at)
      values (1, ${i + 1}, ${TARGET_UNIT}, ${act}::jsonb || '{"on": "2026-10-01", "document": "x"}', 'x', 'x', now())`);
  await run(sql`insert into radiation.person (unit_id, unit_path, name, post, exam_certificate, active)
    values (1, ${TARGET_UNIT}, '目标人员', '操作', '', true)`);
  await run(sql`insert into radiation.orphan (unit_path, found_on, place, description, simulated, recorded_at)
    values (${TARGET_UNIT}, '2026-11-01', '目标地点', 'x', false, now())`);
  await run(sql`insert into radiation.comparison (unit_path, file, rows, problems, differences, lines, by_name, at, taken_by, taken_at)
    values (${TARGET_UNIT}, '目标.csv', 1, '[]', '[]', '[]', 'x', now(), 'x', now())`);
  // A meter that is scrapped, somebody with a training that was taken back, a list and a kept gap report.
  await run(sql`insert into capability.list (unit_path, field, version, effective_from, source, note, items, simulated, by_name, at)
    values (${TARGET_UNIT}, 'radiation', 1, '2026-01-01', '目标', '', '[]', false, 'x', now())`);
  await run(sql`insert into capability.equipment (unit_path, field, item, kind, name, model, serial, calibrates, simulated)
    values (${TARGET_UNIT}, 'radiation', 'meter', 'meter', '目标仪器', 'M', 'S', false, false)`);
  await run(sql`insert into capability.equipment_change (equipment_id, nth, unit_path, on_day, state, holder, certificate, note, by_name, at)
    values (1, 1, ${TARGET_UNIT}, '2026-01-01', 'scrapped', '', '', '', 'x', now())`);
  await run(sql`insert into capability.person (unit_path, field, name, post, active, simulated, by_name, at)
    values (${TARGET_UNIT}, 'radiation', '目标人员', '监测', true, false, 'x', now())`);
  await run(sql`insert into capability.training (person_id, unit_path, course, hours, on_day, certificate, voided, by_name, at)
    values (1, ${TARGET_UNIT}, '目标课程', 8, '2026-01-01', '', 'x', 'x', now())`);
  await run(sql`insert into capability.report (unit_path, field, on_day, gap, by_name, at)
    values (${TARGET_UNIT}, 'radiation', '2026-01-01', ${JSON.stringify({
      field: 'radiation',
      unitPath: TARGET_UNIT,
      on: '2026-01-01',
      items: [],
      lists: [],
      units: [],
      simulated: false,
    })}::jsonb, 'x', now())`);
  // A terminal of the target's unit, a fence, a job that was withdrawn, an alarm and an accident that are over.
  await run(sql`insert into tracking.terminal (number, name, serial, unit_path, owner, protocol, source_code, source_ref, nuclide, activity_bq,
      measured_on, category, background, moving_s, parked_s, battery_low, battery_full, auth_code, active, simulated, by_name, at)
    values ('1', '目标终端', 'S', ${TARGET_UNIT}, '目标热电', 'https', '', '', 'Ir-192', 1e12, '2026-11-01', 'II', 0.1, 60, 600, 3300, 4200, 'x', true,
      false, 'x', now())`);
  await run(sql`insert into tracking.fence (unit_path, name, kind, terminals, geometry, from_at, simulated, by_name, at)
    values (${TARGET_UNIT}, '目标库房', 'depot', '{1}', '{"type": "Polygon", "coordinates": [[[87, 43], [88, 43], [88, 44], [87, 43]]]}', now(), false, 'x', now())`);
  await run(sql`insert into tracking.job (unit_path, name, owner, filing, terminals, geometry, starts_at, ends_at, state, note, simulated, by_name, at)
    values (${TARGET_UNIT}, '目标作业', 'x', 'x', '{1}', '{"type": "Polygon", "coordinates": [[[87, 43], [88, 43], [88, 44], [87, 43]]]}',
      '2026-11-01', '2026-11-02', 'withdrawn', '', false, 'x', now())`);
  await run(sql`insert into tracking.alarm (terminal_id, unit_path, kind, severity, since, last_at, count, rule, rule_version, figures, closed_at,
      closed_by, simulated, known_at)
    values (1, ${TARGET_UNIT}, 'tamper', 'critical', now(), now(), 1, 'MOB-6', 1, '{}', now(), 'rule', false, now())`);
  await run(sql`insert into tracking.accident (terminal_id, alarm_id, unit_path, event, found_at, state, facts, form, ended_at, simulated, by_name, at)
    values (1, 1, ${TARGET_UNIT}, 'lost', '2026-11-23', 'ended',
      '{"wideContamination": false, "deaths": 0, "severe": 0, "overLimit": false}', '{}', now(), false, 'x', now())`);
  // A gamma station with rain that needs nobody.
  await run(sql`insert into registry.point (id, code, name, kind, unit_path, public, simulated) overriding system value
    values (${RADIATION_STATION}, 'R1', '辐射站', 'radiation', ${TARGET_UNIT}, false, false)`);
  await run(sql`insert into radnet.finding (point_id, point_name, unit_path, kind, state, worst, from_at, to_at, hours, simulated, updated_at)
    values (${RADIATION_STATION}, '辐射站', ${TARGET_UNIT}, 'rain', 'over', 'rain-suspected', '2026-11-20T00:00:00+08:00',
      '2026-11-20T01:00:00+08:00', 2, false, now())`);
  await run(sql`insert into radnet.sample (number, unit_path, year, medium, place, indicators, planned_on, state, simulated, by_name, at)
    values ('FS-1', ${TARGET_UNIT}, 2026, 'soil', '土壤点', '{U}', '2026-11-01', 'planned', false, 'x', now())`);
  await run(sql`insert into radnet.dossier (kind, unit_path, enterprise_id, name, facts, state, simulated, by_name, at) values
    ('norm', ${TARGET_UNIT}, ${ENTERPRISE}, '矿', '{"mineral": "x"}', 'registered', false, 'x', now()),
    ('legacy', ${TARGET_UNIT}, null, '点', '{"kind": "heap", "lon": 87.5, "lat": 43.6}', 'registered', false, 'x', now())`);
  await run(sql`insert into radnet.well (unit_path, facility, name, ring, lon, lat, simulated, by_name, at)
    values (${TARGET_UNIT}, '设施', 'W1', 'ring', 87.5, 43.6, false, 'x', now())`);
  await run(sql`insert into radnet.well_day (well_id, on_day, unit_path, baseline, readings, by_name, at)
    values (1, '2026-11-01', ${TARGET_UNIT}, false, '[{"indicator": "U", "value": 1}]', 'x', now())`);
  // An electromagnetic facility of the target, checked over the limit and closed, and a complaint that is filed away.
  await run(sql`insert into emf.facility (code, name, kind, unit_path, enterprise_id, owner, uscc, place, bands, site, fence, signs, state,
      since, public, public_place, simulated, by_name, at)
    values ('T-1', '目标基站', 'base-station', ${TARGET_UNIT}, ${ENTERPRISE}, '目标热电', ${USCC}, '',
      '[{"fromHz": 900000000, "toHz": 900000000}]', '', false, false, 'in-use', '2025-01-01', false, 'none', false, 'x', now())`);
  await run(sql`insert into emf.measurement (facility_id, unit_path, kind, measured_at, input, judgement, verdict, percent, rule_version, state,
      by_id, by_name, at, simulated)
    values (1, ${TARGET_UNIT}, 'supervisory', '2026-01-02', ${EMF_INPUT}::jsonb, ${EMF_JUDGEMENT}::jsonb, 'exceeds', 400, 'GB8702-2014@1',
      'checked', 'x', 'x', now(), false)`);
  await run(
    sql`insert into emf.finding (measurement_id, unit_path, state, conclusion) values (1, ${TARGET_UNIT}, 'closed', 'confirmed')`,
  );
  // An instrument of the target whose certificate is there, a photograph that was taken off.
  await run(sql`insert into emf.instrument (unit_path, name, serial, from_hz, to_hz, ranges, simulated, by_name, at)
    values (${TARGET_UNIT}, '选频仪', 'T-1', 100000, 6000000000, '[]', false, 'x', now())`);
  await run(sql`insert into emf.certificate (instrument_id, unit_path, number, laboratory, valid_from, valid_until, by_name, at)
    values (1, ${TARGET_UNIT}, 'C-1', '计量院', '2026-01-01', '2026-12-31', 'x', now())`);
  await run(sql`insert into emf.photo (measurement_id, unit_path, sha256, public_sha256, name, bytes, by_name, at, removed_at, removed_by, reason)
    values (1, ${TARGET_UNIT}, 'a', 'b', 'x.jpg', 1, 'x', now(), now(), 'x', 'x')`);
  await run(sql`insert into emf.petition (unit_path, level_path, facility_id, place, asked, site_key, nth, received_at, code_hash, state,
      simulated)
    values (${TARGET_UNIT}, ${TARGET_UNIT}, 1, '目标小区', 'x', 'facility:1', 1, '2026-01-02', 'x', 'archived', false)`);
  await run(sql`insert into emf.petition_step (petition_id, nth, unit_path, act, by_name, at)
    values (1, 1, ${TARGET_UNIT}, '{"act": "archive", "on": "2026-01-03", "note": ""}', 'x', now())`);
  // A campaign of the target's unit that is closed, with one object.
  await run(sql`insert into campaign.plan (title, kind, from_on, to_on, unit_path, unit_name, departments, goals, items, simulated, by_name, at)
    values ('目标行动', 'special', '2026-11-01', '2026-11-30', ${TARGET_UNIT}, '目标', '{}', 'x', '{x}', false, 'x', now())`);
  await run(sql`insert into campaign.object (plan_id, enterprise_id, name, uscc, enterprise_path, assigned_path, unit_path)
    values (1, ${ENTERPRISE}, '目标热电', ${USCC}, ${TARGET_UNIT}, ${TARGET_UNIT}, ${TARGET_UNIT})`);
  await run(sql`insert into campaign.step (plan_id, nth, unit_path, act, note, by_id, by_name, at)
    values (1, 1, ${TARGET_UNIT}, 'close', 'x', 'x', 'x', now())`);
  await run(sql`insert into signals.signal (detector, subject, subject_name, point_id, enterprise_id, unit_path, strength, told_strength,
    inputs, figures, detector_version, setting_version, first_seen, last_seen, simulated)
    values ('capping', 'point/1', ${MARK}, ${POINT}, ${ENTERPRISE}, ${TARGET_UNIT}, 0.5, 0.5, '{}', '{}', 'signals-1', 0, now(), now(), true)`);
  await run(sql`insert into supervision.task (state, source, cause, severity, group_key, subject, point_id, point_name, point_kind,
      enterprise_id, enterprise_name, unit_path, object_unit, role, verification, requirement, dispatched_at, receive_by, clock, due_at,
      warn_hours, simulated, updated_at)
    values ('dispatched', 'manual', 'manual', 'warning', 'test', '目标热电', ${POINT}, '目标烟囱', 'outlet-gas', ${ENTERPRISE}, '目标热电',
      ${TARGET_UNIT}, ${TARGET_UNIT}, 'enforcement-officer', 'off-site', '核实', '2026-11-24T09:00:00+08:00',
      '2026-11-25T09:00:00+08:00', '{"start": "2026-11-24T09:00:00+08:00", "length": 5, "unit": "workday", "extensions": []}',
      '2026-12-01T23:59:59+08:00', 24, false, now())`);
  await run(sql`insert into supervision.notice (task_id, unit_path, year, serial, number, body_name, addressee, enterprise_id, requirement,
      due_at, content, issued_at, issued_by, simulated)
    values (1, ${TARGET_UNIT}, 2025, 1, '目标〔2025〕1号', '目标分局', '目标热电', ${ENTERPRISE}, '核实', '2026-12-01T23:59:59+08:00',
      ${NOTICE}::jsonb, '2026-11-24T09:00:00+08:00', 'x', false)`);
  await run(
    sql`insert into identity.person (id, account, name, password) values (${PERSON}, 'target', '目标人员', 'x')`,
  );
  await run(
    sql`insert into identity.post (person_id, role, unit_path) values (${PERSON}, 'planner', ${TARGET_UNIT})`,
  );
  await run(sql`insert into identity.api_key (id, name, prefix, secret_hash, scope, unit_path, created_at)
    values (${KEY}, '目标密钥', 'tarim_target', 'x', 'ingest', ${TARGET_UNIT}, now())`);
}

/** The least that can be typeset. */
const NOTICE = JSON.stringify({
  language: 'zh-CN',
  title: '督办单',
  meta: [],
  header: '督办单',
  footer: '督办单',
  simulated: null,
  madeAt: '2026-11-24T09:00:00+08:00',
  parts: [{ kind: 'paragraph', text: '核实' }],
});

const EVIDENCE = JSON.stringify({
  time: null,
  value: null,
  limit: null,
  ratio: null,
  verdict: null,
  silentMinutes: 10,
  allowedMinutes: 5,
  flagged: null,
});

/** One post of a person, with an account of its own and a password that is known. */
export async function seedPerson(
  db: Db,
  account: string,
  password: string,
  posts: readonly Post[],
): Promise<void> {
  const id = randomUUID();
  await sql`insert into identity.person (id, account, name, password) values (${id}, ${account}, ${account}, ${password})`.execute(
    db,
  );
  for (const post of posts)
    await sql`insert into identity.post (person_id, role, unit_path, enterprise_id)
      values (${id}, ${post.role}, ${post.unitPath}, ${post.enterpriseId ?? null})`.execute(db);
}

/** A frame log with one frame of the target in it. */
export function withFrame(modules: readonly ModuleDefinition[], now: number): void {
  const payload = encodeFrame({
    edition: '2017',
    qn: '20261124120000001',
    st: '31',
    cn: '2011',
    pw: '123456',
    mn: MN,
    dataTime: now,
    items: [{ code: 'a21026', attrs: { Rtd: 1 } }],
  });
  const segment = {
    name: '0',
    start: 0,
    end: 8_192,
    state: 'open',
    sha256: null,
    chain: null,
    storedBytes: 8_192,
    sealedAt: null,
  };
  const entry = { receivedAt: now, transport: 'tcp', kind: 'frame', remote: '10.0.0.1:1', payload };
  const log = {
    readAt: async (lsn: number) => (lsn === LSN ? { ...entry, lsn, next: lsn + 256 } : null),
    position: () => 8_192,
    segments: () => [segment],
    segmentOf: () => segment,
    writable: () => true,
  };
  const device = { id: 1, mn: MN, pointId: POINT, edition: '2017', password: null, sm4Key: null };
  const directory = { prepare: async () => {}, get: (mn: string | null) => (mn === MN ? device : null) };
  const telemetry = modules.find((one) => one.name === 'telemetry') as unknown as { runtime: object };
  Object.assign(telemetry.runtime, { log, directory });
}

/** A workbook as a browser uploads it. */
export async function upload(): Promise<{ payload: Buffer; headers: Record<string, string> }> {
  const book = await rowsToXlsx([{ name: '别的', rows: [['什么都没有']] }]);
  const head =
    '--part\r\ncontent-disposition: form-data; name="file"; filename="a.xlsx"\r\ncontent-type: application/octet-stream\r\n\r\n';
  return {
    payload: Buffer.concat([Buffer.from(head), Buffer.from(book), Buffer.from('\r\n--part--\r\n')]),
    headers: { 'content-type': 'multipart/form-data; boundary=part' },
  };
}
