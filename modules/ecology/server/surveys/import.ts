import { type Actor, asActor, type Context } from '@tarim/platform';
import type { RegisteredPoint } from '@tarim/registry/queries';
import { COUNT_UNITS, type Group, type SheetReport, type Taxon } from '../../contract.ts';
import { judgeSurvey } from '../domain/judge-survey.ts';
import { sheetErrors as E } from '../errors.ts';
import { Cells } from '../sheet/cells.ts';
import {
  type Column,
  type Found,
  hasErrors,
  type RawRow,
  readSheet,
  tell,
  wrong,
} from '../sheet/read-sheet.ts';
import { templateOf } from '../sheet/template.ts';
import { insertSurveys, newestSurveys, surveyById } from '../sql/surveys.ts';
import { bringer, surveySites, type Tongue, today, WRITE, writerOf } from '../use-cases/frame.ts';
import { sameSurvey, tidy } from './put.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
export const SURVEY_SHEET = '水生态调查';
type Field = 'point' | 'day' | 'group' | 'unit' | 'taxon' | 'order' | 'family' | 'count';
const GROUP_WORDS: Readonly<Record<string, Group>> = {
  浮游植物: 'phytoplankton',
  浮游动物: 'zooplankton',
  底栖动物: 'benthos',
  鱼类: 'fish',
};
/** Cells are read in NFKC, where a superscript is a plain digit. */
const UNIT_WORDS = Object.fromEntries(COUNT_UNITS.map((one) => [one.normalize('NFKC'), one]));
export const SURVEY_COLUMNS: readonly Column<Field>[] = [
  { field: 'point', title: '点位编码', required: true, how: '已登记的地表水、水源地或生态点位，见“点位”表' },
  { field: 'day', title: '调查日期', required: true, how: '如 2026-07-24' },
  { field: 'group', title: '类群', required: true, how: Object.keys(GROUP_WORDS).join('、') },
  { field: 'unit', title: '计数单位', required: true, how: COUNT_UNITS.join('、') },
  { field: 'taxon', title: '物种', required: true, how: '一行一个物种（分类单元）' },
  { field: 'order', title: '门类', required: false, how: '如 硅藻门、蜉蝣目' },
  { field: 'family', title: '科', required: false, how: '拉丁名；底栖动物据此记 BMWP 分' },
  { field: 'count', title: '数量', required: true, how: '大于 0' },
];
const LEAST = 1e-9;
const MOST = 1_000_000_000_000;

interface Survey {
  readonly row: number;
  readonly point: RegisteredPoint;
  readonly surveyedOn: string;
  readonly group: Group;
  readonly unit: string;
  readonly taxa: Taxon[];
}

/** Rows of a point, a day and a group together are a survey. */
export function readSurveys(
  raw: readonly RawRow<Field>[],
  points: ReadonlyMap<string, RegisteredPoint>,
  mayWrite: (unitPath: string) => boolean,
  until: string,
): { surveys: Survey[]; found: Found[] } {
  const surveys = new Map<string, Survey>();
  const seen = new Map<string, number>();
  const found: Found[] = [];
  for (const one of raw) {
    const cells = new Cells(one, SURVEY_COLUMNS);
    const point = points.get(one.point) ?? null;
    if (one.point !== '' && !point) cells.tell('point', E.siteUnknown);
    if (point && !mayWrite(point.unitPath)) cells.tell('point', E.unitForeign);
    const surveyedOn = cells.date('day', until);
    const group = cells.word('group', GROUP_WORDS);
    const unit = cells.word('unit', UNIT_WORDS);
    const taxon: Partial<Taxon> = {
      name: cells.text('taxon', 80),
      order: cells.text('order', 40),
      family: cells.text('family', 40),
      count: cells.number('count', LEAST, MOST) ?? undefined,
    };
    found.push(...cells.found);
    if (cells.found.length > 0 || !point || !surveyedOn || !group || !unit) continue;
    const key = `${point.id} ${surveyedOn} ${group}`;
    const survey = surveys.get(key) ?? { row: one.row, point, surveyedOn, group, unit, taxa: [] };
    surveys.set(key, survey);
    if (survey.unit !== unit) found.push(wrong(one.row, '计数单位', E.unitsMixed, { row: survey.row }));
    const first = seen.get(`${key} ${taxon.name}`);
    seen.set(`${key} ${taxon.name}`, first ?? one.row);
    if (first === undefined) survey.taxa.push(tidy(taxon as Taxon));
    else found.push(wrong(one.row, '物种', E.twice, { row: first }));
  }
  return { surveys: [...surveys.values()], found };
}

export async function surveyTemplate(ctx: Context): Promise<Uint8Array> {
  const sites = await surveySites(ctx);
  return templateOf(SURVEY_SHEET, SURVEY_COLUMNS, {
    name: '点位',
    rows: [['点位编码', '名称'], ...sites.map(({ code, name }) => [code, name])],
  });
}

/** A sheet of taxa: with any error nothing of it is taken; surveys that are there already, the same, are left alone. */
export async function importSurveys(
  ctx: Context,
  actor: Actor,
  bytes: Uint8Array,
  commit: boolean,
  tongue: Tongue,
): Promise<SheetReport> {
  const sheet = await readSheet(bytes, SURVEY_COLUMNS, SURVEY_SHEET);
  const points = new Map((await surveySites(ctx)).map((one) => [one.code, one]));
  const read = readSurveys(sheet.rows, points, writerOf(ctx, actor), today(ctx));
  const changed: Survey[] = [];
  for (const one of read.surveys) if (!(await isThere(ctx, one))) changed.push(one);
  const found = [...sheet.found, ...read.found];
  const committed = commit && !hasErrors(found);
  if (committed && changed.length > 0)
    await asActor(ctx, actor, WRITE, async (tx) => {
      const { sha256 } = await ctx.files.put(bytes, { name: `${SURVEY_SHEET}.xlsx`, mime: XLSX }, tx);
      const rows = changed.map(({ point, surveyedOn, group, unit, taxa }) => ({
        pointId: point.id,
        unitPath: point.unitPath,
        surveyedOn,
        group,
        unit,
        taxa,
        judged: judgeSurvey(group, taxa),
      }));
      await insertSurveys(tx, rows, bringer(ctx, actor, `XLSX ${sha256.slice(0, 12)}`));
      await ctx.audit.record(tx, {
        actor,
        action: 'ecology.survey.imported',
        subject: sha256,
        detail: { surveys: changed.length },
      });
    });
  return {
    committed,
    rows: sheet.rows.length,
    good: changed.length,
    unchanged: read.surveys.length - changed.length,
    problems: tell(found, tongue),
  };
}

async function isThere(ctx: Context, { point, surveyedOn, group, unit, taxa }: Survey): Promise<boolean> {
  const [brief] = await newestSurveys(ctx.db, {
    pointId: point.id,
    group,
    from: surveyedOn,
    to: surveyedOn,
  });
  const known = brief && (await surveyById(ctx.db, brief.id));
  return known ? sameSurvey(known, { unit, taxa }) : false;
}
