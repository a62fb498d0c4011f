import { type DocumentContent, type MapArea, mapSvg, renderAs } from '@tarim/documents';
import { type Areal, boxOf } from '@tarim/geo';
import { TarimError } from '@tarim/kernel';
import type { Context } from '@tarim/platform';
import { zoningErrors } from '../errors.ts';
import { readChecks } from '../sql/checks.ts';
import { readUnits } from '../sql/units.ts';

const CLASS = { priority: '优先保护', key: '重点管控', general: '一般管控' } as const;
/** The colours of the console's maps, paled as they are there; the site is dark, so that it stands out of each. */
const FILL = { priority: '#8cc394', key: '#e89c89', general: '#f7e29d' } as const;
const SITE = '#1f2d3d';
const VERDICT = {
  forbidden: '禁止',
  manual: '需人工研判',
  restricted: '限制（须满足条件）',
  allowed: '允许',
};
const LEVEL = { region: '区域', area: '片区', unit: '单元' } as const;
const DIMENSION = {
  layout: '空间布局约束',
  emission: '污染物排放管控',
  risk: '环境风险防控',
  resource: '资源利用效率',
} as const;
const CAUTION = '供参考，以环评与主管部门意见为准。';

/** The report of a check (研判报告), from what was answered then; units are drawn from its version. */
export async function checkPdf(ctx: Context, id: number): Promise<Uint8Array> {
  const [check] = await readChecks(ctx.db, id);
  if (!check) throw new TarimError(zoningErrors.checkUnknown, { id });
  const site = check.geometry as Areal;
  const met = new Set(check.units.map((one) => one.code));
  const around = boxOf(site);
  const units = (await readUnits(ctx.db, check.versionId, around)).filter((one) => met.has(one.code));
  const middle = (shape: Areal) => {
    const [west, south, east, north] = boxOf(shape);
    return { lon: (west + east) / 2, lat: (south + north) / 2 };
  };
  const areas: MapArea[] = [
    ...units.map((one) => ({ shape: one.geometry, fill: FILL[one.class] })),
    { shape: site, fill: SITE, label: '项目', ...middle(site) },
  ];
  const decisive = check.findings.find((one) => one.rule.id === check.decisive)?.rule;
  const given = Object.entries(check.parameters)
    .map(([name, value]) => `${name} ${value}`)
    .join('；');
  const percent = (share: number) => `${(100 * share).toFixed(1)}%`;
  const content: DocumentContent = {
    language: 'zh-CN',
    title: '项目准入研判报告',
    subtitle: check.project,
    meta: [
      { label: '研判编号', value: String(check.id) },
      { label: '方案版本', value: `${check.versionName}（编号 ${check.versionId}）` },
      { label: '适用日期', value: check.day },
      { label: '行业代码', value: check.industry ?? '未提供' },
      ...(given === '' ? [] : [{ label: '申报参数', value: given }]),
      { label: '研判人', value: check.by },
    ],
    header: '生态环境分区管控',
    footer: CAUTION,
    simulated: check.simulated ? '模拟数据' : null,
    madeAt: check.at,
    parts: [
      {
        kind: 'facts',
        items: [
          { label: '结论', value: VERDICT[check.verdict] },
          { label: '项目面积', value: `${check.areaKm2.toFixed(3)} km²` },
          { label: '未覆盖', value: percent(check.uncovered) },
        ],
      },
      {
        kind: 'paragraph',
        text: decisive
          ? `决定结论的规则（编号 ${decisive.id}，${LEVEL[decisive.level]}，${DIMENSION[decisive.dimension]}）：${decisive.text}`
          : '没有规则作出决定。',
      },
      {
        kind: 'figure',
        caption: '项目范围与所涉管控单元',
        picture: {
          svg: mapSvg({
            areas,
            sites: [],
            legend: [
              ...(['priority', 'key', 'general'] as const).map((one) => ({
                fill: FILL[one],
                text: CLASS[one],
              })),
              { fill: SITE, text: '项目范围' },
            ],
          }),
        },
      },
      {
        kind: 'table',
        caption: '所涉管控单元',
        columns: [
          { title: '编码' },
          { title: '名称' },
          { title: '类别' },
          { title: '面积（km²）', align: 'end' },
          { title: '占比', align: 'end' },
        ],
        rows: check.units.map((one) => [
          one.code,
          one.name,
          CLASS[one.class],
          one.areaKm2.toFixed(3),
          percent(one.share),
        ]),
        empty: '不在任何管控单元内',
      },
      {
        kind: 'table',
        caption: '适用的准入规则',
        columns: [
          { title: '编号', share: 0.5 },
          { title: '层级', share: 0.6 },
          { title: '维度' },
          { title: '要求', share: 3 },
          { title: '结论' },
        ],
        rows: check.findings.map(({ verdict, rule }) => [
          String(rule.id),
          LEVEL[rule.level],
          DIMENSION[rule.dimension],
          rule.text,
          VERDICT[verdict],
        ]),
        empty: '没有适用的规则',
      },
      { kind: 'note', text: CAUTION },
    ],
  };
  return renderAs(content, 'pdf');
}
