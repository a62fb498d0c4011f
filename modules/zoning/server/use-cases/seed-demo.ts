import { area, boxOf, createGeosPool, polygonalPart } from '@tarim/geo';
import { beijingDate } from '@tarim/kernel';
import type { Actor, Context } from '@tarim/platform';
import { drawnOutlines } from '@tarim/region/queries';
import type { RuleInput } from '../../contract.ts';
import { insertRule } from '../sql/rules.ts';
import { putUnit } from '../sql/units.ts';
import { readVersions } from '../sql/versions.ts';
import { advanceVersion, createVersion } from './versions.ts';

const CLASS = ['priority', 'key', 'general'] as const;
const WORD = { priority: '优先保护', key: '重点管控', general: '一般管控' } as const;
const AREA = '模拟片区';
const STEPS = ['assessed', 'expert', 'opinion', 'government', 'filed', 'published'] as const;
/** The simulated plan begins so many days back, so that past days have an answer. */
const DAYS_BACK = 365;
const DAY_MS = 86_400_000;
/** Enough to show; every county would make the first start slow. */
const COUNTIES = 12;

const rule = (more: Partial<RuleInput> & Pick<RuleInput, 'dimension' | 'text'>): RuleInput => ({
  level: 'region',
  target: null,
  industries: [],
  effect: 'condition',
  parameter: null,
  max: null,
  basis: null,
  ...more,
});

/**
 * A simulated plan: counties cut into three strips, one of each class, with rules in each dimension. Neither borders nor
 * rules are real, and names, plan and reports say so. Does nothing where any plan is there.
 */
export async function seedDemoZoning(ctx: Context): Promise<void> {
  if ((await readVersions(ctx.db)).length > 0) return;
  const outlines = (await drawnOutlines(ctx.db, 'county'))
    .filter((one) => /^\d{6}$/.test(one.code))
    .slice(0, COUNTIES);
  if (outlines.length === 0) return;
  const actor: Actor = { userId: '00000000-0000-7000-8000-000000000000', name: '模拟', posts: [] };
  const geos = createGeosPool(1);
  try {
    const { id } = await createVersion(ctx, actor, { name: '模拟分区管控方案', simulated: true });
    for (const { code: county, geometry } of outlines) {
      const [west, south, east, north] = boxOf(geometry);
      for (const [at, unitClass] of CLASS.entries()) {
        const [from, to] = [at, at + 1].map((step) => west + ((east - west) * step) / CLASS.length);
        const strip = {
          type: 'Polygon' as const,
          coordinates: [
            [
              [from!, south],
              [to!, south],
              [to!, north],
              [from!, north],
              [from!, south],
            ],
          ],
        };
        const part = polygonalPart(await geos.intersection(geometry, strip));
        if (!part) continue;
        const code = `ZH${county}${at + 1}0001`;
        await putUnit(ctx.db, id, {
          code,
          name: `模拟${WORD[unitClass]}单元 ${county}`,
          class: unitClass,
          county,
          area: AREA,
          areaKm2: area(part) / 1e6,
          attributes: { note: '模拟数据' },
          geometry: part,
        });
        if (unitClass === 'priority')
          await insertRule(
            ctx.db,
            id,
            rule({
              level: 'unit',
              target: code,
              dimension: 'layout',
              text: '模拟规则：优先保护单元内禁止新建石油加工与化工项目。',
              industries: ['25', '26'],
              effect: 'ban',
            }),
          );
      }
    }
    for (const one of [
      rule({ dimension: 'emission', text: '模拟规则：新建项目须落实主要污染物排放总量指标。' }),
      rule({
        level: 'area',
        target: AREA,
        dimension: 'risk',
        text: '模拟规则：化工项目须编制突发环境事件应急预案并备案。',
        industries: ['26'],
      }),
      rule({
        level: 'area',
        target: AREA,
        dimension: 'resource',
        text: '模拟规则：火电项目年取水量不得超过 100 万立方米。',
        industries: ['44'],
        effect: 'limit',
        parameter: '年取水量（万 m³）',
        max: 100,
      }),
    ])
      await insertRule(ctx.db, id, one);
    for (const to of STEPS)
      await advanceVersion(ctx, actor, id, {
        to,
        document: '模拟文号',
        ...(to === 'published' ? { validFrom: beijingDate(ctx.clock.now() - DAYS_BACK * DAY_MS) } : {}),
      });
  } finally {
    await geos.close();
  }
}
