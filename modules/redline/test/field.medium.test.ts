import { randomUUID } from 'node:crypto';
import { TarimError } from '@tarim/kernel';
import type { Actor, FieldAct } from '@tarim/platform';
import { registryModule } from '@tarim/registry/server';
import { supervisionModule } from '@tarim/supervision/server';
import { expect, test } from 'vitest';
import * as c from '../contract.ts';
import { redlineFieldWork as work } from '../server/field-work.ts';
import { batch, box, CORPS, DUTY, NOW, PLANNER, PNG, proposal, STATION, type World, world } from './seed.ts';

const SPOT = [87.52, 43.62, 87.522, 43.622] as const;
const AT = NOW - 86_400_000;

/** A patch that was sent to the county to be looked at. */
async function dispatched(w: World): Promise<number> {
  const { ids } = (
    await w.call(c.proposePatches, { as: STATION, body: batch([proposal('a', box(...SPOT))]) })
  ).body;
  const id = ids[0] as number;
  for (const [def, as, body] of [
    [c.interpretPatch, STATION, { class: 'R11' }],
    [c.suspectPatch, DUTY, { text: '新增裸地，疑似采石' }],
    [c.dispatchPatch, DUTY, { requirement: '请赴现场核查采石情况' }],
  ] as const)
    expect((await w.call(def, { as, params: { id }, body })).status).toBe(200);
  return id;
}

/** What a phone sends, with a photograph that the server has already. */
async function act(w: World, id: number, more: Partial<FieldAct> = {}): Promise<FieldAct> {
  const { sha256 } = await w.ctx.files.put(PNG, { name: '现场.png', mime: 'image/png' });
  return {
    id: randomUUID(),
    subject: String(id),
    revision: '1',
    values: { class: 'R11', note: '采石场正在开采', outline: box(87.52, 43.62, 87.521, 43.622) },
    evidence: [{ sha256, name: '现场.png', takenAt: AT, place: [87.521, 43.621], accuracy: 5, bearing: 360 }],
    at: AT,
    ...more,
  };
}
const codeOf = (doing: Promise<unknown>) =>
  doing.then(
    () => null,
    (error: unknown) => (error instanceof TarimError ? error.code : String(error)),
  );
const subjects = async (w: World, as: Actor) =>
  (await work.items(w.ctx, as, 10)).map((one) => [one.subject, one.acts]);

test('a patch is taken along, seen and told in one visit, once', async () => {
  const w = await world();
  const id = await dispatched(w);
  expect(await subjects(w, STATION)).toEqual([['1', ['receive', 'visit', 'give-back']]]);
  expect(await subjects(w, CORPS)).toEqual([]);
  expect(await subjects(w, PLANNER)).toEqual([]);
  const [item] = await work.items(w.ctx, STATION, 10);
  expect(item).toMatchObject({
    summary: '请赴现场核查采石情况',
    title: 'TB0000001 采石场',
    simulated: false,
  });
  expect((item!.geometry as { type: string }).type).toBe('Polygon');

  // Whoever may not handle the patch at a desk may not do so on a phone.
  expect(await codeOf(work.take(w.ctx, CORPS, 'visit', await act(w, id)))).toBe('FORBIDDEN');
  // Neither photograph nor way says where it was: refused before anything is done.
  const nowhere = await act(w, id);
  const blind = { ...nowhere, evidence: nowhere.evidence.map((one) => ({ ...one, place: null })) };
  expect(await codeOf(work.take(w.ctx, STATION, 'visit', blind))).toBe('REDLINE_EVIDENCE_MISSING');
  expect(await subjects(w, STATION)).toEqual([['1', ['receive', 'visit', 'give-back']]]);

  const visit = await act(w, id);
  expect(await work.taken(w.ctx, visit.subject, visit.id)).toBe(false);
  await work.take(w.ctx, STATION, 'visit', visit);
  expect(await work.taken(w.ctx, visit.subject, visit.id)).toBe(true);
  expect(await subjects(w, STATION)).toEqual([]);
  expect(await codeOf(work.take(w.ctx, STATION, 'visit', await act(w, id)))).toBe('REDLINE_ACT_NOT_NOW');
  const { body } = await w.call(c.getPatch, { as: DUTY, params: { id } });
  expect(body.patch).toMatchObject({ state: 'verified', class: 'R11' });
  expect(body.outlineM2).toBeGreaterThan(0);
  expect(body.events.map((one: c.PatchEvent) => one.act).slice(-2)).toEqual(['receive', 'verify']);
  expect(body.events.at(-1)).toMatchObject({
    by: STATION.name,
    evidence: [{ lon: 87.521, lat: 43.621, bearing: 0, takenAt: new Date(AT).toISOString() }],
    detail: {
      positions: [{ lon: 87.521, lat: 43.621, accuracyM: 5 }],
      field: { act: visit.id },
    },
  });
  const photo = body.events.at(-1).evidence[0].sha256;
  expect((await w.call(c.getFile, { as: DUTY, params: { sha256: photo } })).status).toBe(200);
});

test('the way stands for a photograph without place; nothing found leaves the class; what is not ours goes back', async () => {
  const w = await world();
  const id = await dispatched(w);
  await work.take(w.ctx, STATION, 'receive', await act(w, id, { values: {}, evidence: [] }));
  expect(await subjects(w, STATION)).toEqual([['1', ['visit', 'give-back']]]);
  await work.take(
    w.ctx,
    STATION,
    'give-back',
    await act(w, id, { values: { text: '不属本县管辖' }, evidence: [] }),
  );
  expect(await subjects(w, STATION)).toEqual([]);
  const again = { as: DUTY, params: { id }, body: { requirement: '经核属你县' } };
  expect((await w.call(c.dispatchPatch, again)).status).toBe(200);
  const seen = await act(w, id);
  const visit = {
    ...seen,
    values: { class: 'none', note: '未见人类活动', route: [[87.5215, 43.6215, AT]] },
    evidence: seen.evidence.map((one) => ({ ...one, place: null, bearing: null })),
  };
  await work.take(w.ctx, STATION, 'visit', visit);
  const { body } = await w.call(c.getPatch, { as: DUTY, params: { id } });
  expect(body.patch).toMatchObject({ state: 'verified', class: 'R11' });
  expect(body.events.at(-1).detail).toMatchObject({
    nothing: true,
    positions: [{ lon: 87.5215, lat: 43.6215 }],
  });
});

test('the classes of the field are those of the table that are no headings', async () => {
  const w = await world();
  const { classes } = (await w.call(c.listClasses, { as: DUTY })).body as { classes: c.ActivityClass[] };
  const headings = new Set(classes.map((one) => one.parent));
  expect([...c.FIELD_CLASSES]).toEqual(classes.map((one) => one.code).filter((code) => !headings.has(code)));
  const said = work.forms.find((one) => one.name === 'visit')!.inputs[0]!.options!;
  for (const one of classes.filter(({ code }) => !headings.has(code)))
    expect(said.find((option) => option.value === one.code)?.titles).toEqual(one.names);
});

test('a patch says what supervision made of its hand-over', async () => {
  const w = await world([registryModule, supervisionModule]);
  const id = await dispatched(w);
  await work.take(w.ctx, STATION, 'visit', await act(w, id));
  for (const [def, body] of [
    [c.judgePatch, { judgement: 'violation', text: '未批先占' }],
    [
      c.handOverPatch,
      { to: 'supervision', suspected: '违法采石', text: '现场正在开采', rectifyBy: '2026-12-31' },
    ],
  ] as const)
    expect((await w.call(def, { as: DUTY, params: { id }, body })).status).toBe(200);
  expect((await w.call(c.getPatch, { as: DUTY, params: { id } })).body.tasks).toEqual([]);
  await w.ctx.deliver();
  const { tasks } = (await w.call(c.getPatch, { as: DUTY, params: { id } })).body;
  expect(tasks).toMatchObject([{ code: 'DB-000001', state: 'dispatched' }]);
});

test('a file is checked feature by feature before anything is kept', async () => {
  const w = await world();
  const text = JSON.stringify({
    type: 'FeatureCollection',
    features: [
      { type: 'Feature', properties: { ref: 'a' }, geometry: box(...SPOT) },
      { type: 'Feature', properties: { ref: 'b' }, geometry: null },
      { type: 'Feature', properties: { ref: 'c' }, geometry: box(10, 50, 10.1, 50.1) },
      { type: 'Feature', properties: { ref: 'd' }, geometry: box(81, 43.5, 81.001, 43.501) },
    ],
  });
  const query = { mode: 'check', detector: 'by-hand', detectorVersion: '1', afterOn: '2026-10-01' };
  const checked = await w.file(c.importPatches, STATION, text, 'spots.geojson', query);
  expect(checked.body).toMatchObject({ committed: false, rows: 4, good: 1, added: 0 });
  expect(checked.body.problems.map((one: c.FileProblem) => `${one.row} ${one.code}`)).toEqual([
    '2 REDLINE_ROW_GEOMETRY',
    '3 REDLINE_OUTSIDE_REGION',
    '4 REDLINE_ROW_UNIT',
  ]);
  expect((await w.call(c.listPatches, { as: DUTY, query: {} })).body.patches).toEqual([]);
  const taken = await w.file(c.importPatches, STATION, text, 'spots.geojson', { ...query, mode: 'commit' });
  expect(taken.body).toMatchObject({ committed: true, good: 1, added: 1, known: 0 });
  expect(taken.body.problems).toEqual(checked.body.problems);
});

test('an area drawn across a patch divides it; one that does not cross it is refused', async () => {
  const w = await world();
  const { ids } = (
    await w.call(c.proposePatches, { as: STATION, body: batch([proposal('a', box(...SPOT))]) })
  ).body;
  const split = (cut: object) =>
    w.call(c.splitPatch, { as: STATION, params: { id: ids[0] }, body: { cut, text: '两处不同活动' } });
  expect((await split(box(87.4, 43.4, 87.6, 43.8))).body.code).toBe('REDLINE_PARTS_WRONG');
  expect((await split(box(87.6, 43.6, 87.7, 43.7))).body.code).toBe('REDLINE_PARTS_WRONG');
  const done = await split(box(87.5, 43.6, 87.521, 43.7));
  expect(done.body).toMatchObject({ patch: { state: 'superseded' }, children: [2, 3] });
  const parts = await Promise.all(
    [2, 3].map(async (id) => (await w.call(c.getPatch, { as: DUTY, params: { id } })).body.patch.areaM2),
  );
  expect(parts[0] + parts[1]).toBeCloseTo(done.body.patch.areaM2, -1);
  expect(parts[0] / parts[1]).toBeCloseTo(1, 3);
});
