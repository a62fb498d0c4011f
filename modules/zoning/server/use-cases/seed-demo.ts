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
/** One county in four has a reserve: the southern third of its priority strip. */
const RESERVE_EVERY = 4;
const ELEMENTS = {
  priority: { 水环境: '优先保护区（模拟）', 大气环境: '优先保护区（模拟）', 土壤环境: '优先保护区（模拟）' },
  key: {
    水环境: '工业污染重点管控区（模拟）',
    大气环境: '高排放重点管控区（模拟）',
    土壤环境: '建设用地管控区（模拟）',
  },
  general: { 水环境: '一般管控区（模拟）', 大气环境: '一般管控区（模拟）', 土壤环境: '一般管控区（模拟）' },
} as const;

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

type Box = readonly [west: number, south: number, east: number, north: number];
interface Piece {
  readonly code: string;
  readonly name: string;
  readonly unitClass: (typeof CLASS)[number];
  readonly box: Box;
  readonly more?: Readonly<Record<string, string>>;
  readonly ban?: Pick<RuleInput, 'dimension' | 'text' | 'industries' | 'effect'>;
}

const boxed = ([west, south, east, north]: Box) => ({
  type: 'Polygon' as const,
  coordinates: [
    [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ] as [number, number][],
  ],
});

/** Three strips of a county, one of each class; a reserve (自然保护地) is cut out of the priority one. */
function piecesOf([west, south, east, north]: Box, county: string, reserve: boolean): Piece[] {
  const third = (east - west) / CLASS.length;
  const edge = south + (north - south) / 3;
  const strips = CLASS.map((unitClass, at): Piece => {
    const from = reserve && unitClass === 'priority' ? edge : south;
    return {
      code: `ZH${county}${at + 1}0001`,
      name: `模拟${WORD[unitClass]}单元 ${county}`,
      unitClass,
      box: [west + third * at, from, at === 2 ? east : west + third * (at + 1), north],
      ...(unitClass === 'priority' ? { ban: CHEMICAL_BAN } : {}),
    };
  });
  if (!reserve) return strips;
  return [
    ...strips,
    {
      code: `ZH${county}10002`,
      name: `模拟自然保护地单元 ${county}`,
      unitClass: 'priority',
      box: [west, south, west + third, edge],
      more: { 自然保护地: '模拟保护地，不是真实界线' },
      ban: RESERVE_BAN,
    },
  ];
}

const CHEMICAL_BAN: NonNullable<Piece['ban']> = {
  dimension: 'layout',
  text: '模拟规则：优先保护单元内禁止新建石油加工与化工项目。',
  industries: ['25', '26'],
  effect: 'ban',
};
const RESERVE_BAN: NonNullable<Piece['ban']> = {
  dimension: 'layout',
  text: '模拟规则：自然保护地内禁止开发性、生产性建设项目。',
  industries: [],
  effect: 'ban',
};

/**
 * A simulated plan: counties cut into three strips, one of each class, some with a reserve, with rules in each dimension. Neither borders nor
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
    for (const [at, { code: county, geometry }] of outlines.entries())
      for (const piece of piecesOf(boxOf(geometry), county, at % RESERVE_EVERY === 1)) {
        const part = polygonalPart(await geos.intersection(geometry, boxed(piece.box)));
        if (!part) continue;
        await putUnit(ctx.db, id, {
          code: piece.code,
          name: piece.name,
          class: piece.unitClass,
          county,
          area: AREA,
          areaKm2: area(part) / 1e6,
          attributes: { 说明: '模拟数据', ...ELEMENTS[piece.unitClass], ...piece.more },
          geometry: part,
        });
        if (piece.ban)
          await insertRule(ctx.db, id, rule({ ...piece.ban, level: 'unit', target: piece.code }));
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
