import { workbook } from '@tarim/testkit';
import { expect, test } from 'vitest';
import * as c from '../contract.ts';
import { CORPS, DUTY, STATION, type World, world } from './seed.ts';

const idOf = async (w: World, code: string): Promise<number> =>
  (await w.call(c.listSites, { as: DUTY })).body.sites.find((one: { code: string }) => one.code === code).id;

const survey = (pointId: number, taxa: c.Taxon[], surveyedOn = '2026-07-15') => ({
  pointId,
  surveyedOn,
  group: 'fish' as const,
  unit: 'ind.' as const,
  taxa,
  source: null,
});
const put = (w: World, body: c.SurveyInput, as = STATION) => w.call(c.putSurvey, { as, body });

test('a survey is computed, corrected by a revision and stands in the series of its site', async () => {
  const w = await world();
  const site = await idOf(w, 'R1');
  // Halves, a quarter and two eighths: H′ = ½·1 + ¼·2 + 2·⅛·3 = 1.75 bits.
  const taxa = [4, 2, 1, 1].map((count, n) => ({ name: `鱼${n}`, count }));
  await put(w, survey(site, taxa.slice(0, 2), '2025-07-15'));
  const { body: made } = await put(w, survey(site, taxa));
  expect(made).toMatchObject({ revision: 1, added: true });
  expect((await put(w, survey(site, taxa.toReversed()))).body).toMatchObject({ id: made.id, added: false });
  const told = async (id: number) => (await w.call(c.getSurvey, { as: DUTY, params: { id } })).body;
  const first = await told(made.id);
  expect(first.survey.indices).toMatchObject({ richness: 4, individuals: 8, shannon: 1.75, evenness: 0.875 });
  expect(first.survey.steps[0].of).toBe("H'");
  expect(first.series.map((one: c.SurveyRow) => one.surveyedOn)).toEqual(['2025-07-15', '2026-07-15']);
  const { body: next } = await put(w, survey(site, taxa.slice(0, 3)));
  expect(next.revision).toBe(2);
  expect((await told(next.id)).revisions).toMatchObject([{ id: made.id, revision: 1 }]);
  const { body: list } = await w.call(c.listSurveys, { as: DUTY, query: { group: 'fish', year: 2026 } });
  expect(list.surveys.map((one: c.SurveyRow) => [one.id, one.pointName])).toEqual([
    [next.id, '乌鲁木齐河断面'],
  ]);
});

test('what is no survey is refused, and so are others', async () => {
  const w = await world();
  const site = await idOf(w, 'R1');
  const one = [{ name: '鲤', count: 2 }];
  expect((await put(w, survey(site, one, '2026-12-01'))).body.code).toBe('ECOLOGY_DAY_AHEAD');
  expect((await put(w, survey(site, [...one, { name: ' 鲤', count: 1 }]))).body.code).toBe(
    'ECOLOGY_TAXON_REPEATED',
  );
  expect((await put(w, survey(9_999, one))).body.code).toBe('ECOLOGY_SITE_UNKNOWN');
  const air = (await w.call(c.listSites, { as: DUTY })).body.sites.map((each: { code: string }) => each.code);
  expect(air).toEqual(['R1', 'R2']);
  for (const as of [CORPS, DUTY]) expect((await put(w, survey(site, one), as)).status).toBe(403);
});

test('a sheet of taxa comes in whole or not at all', async () => {
  const w = await world();
  const head = ['点位编码', '调查日期', '类群', '计数单位', '物种', '门类', '科', '数量'];
  const send = async (rows: (string | number | null)[][]) =>
    (
      await w.file(c.importSurveys, STATION, workbook([head, ...rows], { sheet: '水生态调查' }), {
        mode: 'commit',
      })
    ).body;
  const good = [
    ['R1', '2026-07-15', '底栖动物', 'ind./m²', '扁蜉属', '蜉蝣目', 'Heptageniidae', 12],
    ['R1', '2026-07-15', '底栖动物', 'ind./m²', '摇蚊属', '双翅目', 'Chironomidae', 25],
    ['R1', '2026-07-15', '鱼类', 'ind.', '鲤', null, null, 3],
  ];
  const bad = await send([
    ...good,
    ['R1', '2026-07-15', '鱼类', 'ind./L', '鲤', null, null, 3],
    ['R2', '2026-07-15', '鱼类', 'ind.', '鲤', null, null, 3],
    ['A1', '2026-02-30', '鸟类', 'ind.', null, null, null, 0],
  ]);
  expect(bad.committed).toBe(false);
  expect(bad.problems.map((one: c.RowProblem) => `${one.row} ${one.column} ${one.code}`)).toEqual([
    '5 计数单位 ECOLOGY_ROW_UNITS_MIXED',
    '5 物种 ECOLOGY_ROW_TWICE',
    '6 点位编码 ECOLOGY_ROW_FOREIGN',
    '7 物种 ECOLOGY_CELL_MISSING',
    '7 点位编码 ECOLOGY_ROW_SITE_UNKNOWN',
    '7 调查日期 ECOLOGY_CELL_NOT_DATE',
    '7 类群 ECOLOGY_CELL_NOT_A_WORD',
    '7 数量 ECOLOGY_CELL_OUT_OF_RANGE',
  ]);
  expect(await send(good)).toMatchObject({ committed: true, rows: 3, good: 2, unchanged: 0 });
  expect(await send(good.toReversed())).toMatchObject({ committed: true, good: 0, unchanged: 2 });
  const { surveys } = (await w.call(c.listSurveys, { as: DUTY })).body;
  const benthos = surveys.find((one: c.SurveyRow) => one.group === 'benthos');
  // Heptageniidae 10 + Chironomidae 2
  expect(benthos.indices.bmwp).toEqual({ score: 12, families: 2, aspt: 6 });
  expect((await w.call(c.surveyTemplate, { as: DUTY })).status).toBe(200);
});
