import { NORM_STANDARD } from '@tarim/standards';
import { type Finding, ruleUsed, type Step } from '../../finding.ts';
import { told } from '../../told.ts';
import { Members } from '../members.ts';
import { RADIATION_PROBLEMS as P } from '../problems.ts';
import { readQuantity } from '../units.ts';

export interface NormInput {
  /** `{"U-238": 0.9}` Bq/g, or text with unit (`850 Bq/kg`), or below detection (`<0.05`). */
  readonly nuclides?: Readonly<Record<string, number | string>>;
  /** Several: ore, middling, tailing, slag, product. */
  readonly materials?: readonly {
    readonly name?: string;
    readonly nuclides?: Readonly<Record<string, number | string>>;
    /** Contents, mg/kg; U3O8 and ThO2 in percent. */
    readonly U?: number;
    readonly Th?: number;
    readonly U3O8?: number;
    readonly ThO2?: number;
  }[];
  /** 稀土, 锆 …: whether the first list has it. */
  readonly mineral?: string;
}

export interface NormMaterial {
  readonly name: string | null;
  /** Largest single concentration over 1 Bq/g. */
  readonly index: number | null;
  readonly nuclide: string | null;
  /** Bq/g, those that took part. */
  readonly concentrations: Readonly<Record<string, number>>;
  readonly above: boolean | null;
}

export interface NormResult extends Finding {
  /** Any single nuclide of any material above 1 Bq/g; null: not to be told. */
  readonly listed: boolean | null;
  readonly index: number | null;
  readonly materials: readonly NormMaterial[];
  /** Of the first list (2013); null: not asked. */
  readonly inFirstList: boolean | null;
}

const UNITS = { 'Bq/g': 1, 'Bq/kg': 1e-3, 'kBq/kg': 1, 'mBq/g': 1e-3 };
const MOST = 500;
const PERCENT_IN_MG_PER_KG = 1e4;
const key = (name: string): string => name.replace(/[^a-z0-9]/gi, '').toLowerCase();
const SERIES = new Map(NORM_STANDARD.data.series.map((one) => [key(one), one]));

/**
 * 伴生放射性矿 (环办〔2013〕12号): a unit is listed when any single nuclide of the uranium or thorium series in any material is above
 * 1 Bq/g. No sum; exactly 1 is not above.
 */
export function evaluateNorm(input: NormInput): NormResult {
  const members = new Members(input);
  const steps: Step[] = [];
  const several = members.list(['materials', 'samples', '物料'], MOST);
  const given = several ?? [input];
  const materials = given.flatMap((one, i) => {
    const inner = new Members(one, members.problems, several ? `materials.${i}.` : '');
    const read = materialOf(inner, steps);
    return read ? [read] : [];
  });
  if (materials.length === 0) {
    members.missing.push('nuclides');
    members.tell(P.norm, {}, 'nuclides');
  }
  const known = materials.flatMap((one) => (one.index === null ? [] : [one.index]));
  const index = known.length > 0 ? Math.max(...known) : null;
  const open = materials.some((one) => one.above === null);
  const above = materials.some((one) => one.above === true);
  const mineral = members.text(['mineral', '矿种']);
  return {
    listed: materials.length === 0 ? null : above ? true : open ? null : false,
    index,
    materials,
    inFirstList:
      mineral === null
        ? null
        : NORM_STANDARD.data.minerals.some(
            ({ id, zh }) =>
              id === mineral.trim().toLowerCase() ||
              zh.split(/[、及]/).some((word) => mineral.includes(word)),
          ),
    rules: [ruleUsed(NORM_STANDARD)],
    used: members.used,
    missing: members.missing,
    steps,
    problems: members.problems,
  };
}

function materialOf(members: Members, steps: Step[]): NormMaterial | null {
  const concentrations: Record<string, number> = {};
  const nuclides = members.raw(['nuclides', 'concentrations', 'activities', 'values', '核素']);
  let open = false;
  let unread = false;
  if (typeof nuclides === 'object' && nuclides !== null && !Array.isArray(nuclides))
    for (const [name, value] of Object.entries(nuclides).slice(0, MOST)) {
      const nuclide = SERIES.get(key(name));
      if (!nuclide) {
        members.tell(P.normOutside, { nuclide: told(name) }, `nuclides.${told(name)}`);
        continue;
      }
      const read = concentrationOf(value);
      if (!read) {
        unread = true;
        members.tell(
          P.member,
          { name: nuclide, value: told(value), rule: 'number ≥ 0 Bq/g' },
          `nuclides.${nuclide}`,
        );
      } else if (!read.below) concentrations[nuclide] = read.value;
      else if (read.value > NORM_STANDARD.data.threshold_Bq_per_g) {
        open = true;
        members.tell(P.normDetection, { nuclide, limit: read.value }, `nuclides.${nuclide}`);
      } else concentrations[nuclide] = 0;
    }
  contents(members, concentrations);
  if (Object.keys(concentrations).length === 0 && !open && !unread) return null;
  const threshold = NORM_STANDARD.data.threshold_Bq_per_g;
  const [largest = null] = Object.entries(concentrations).sort(([, a], [, b]) => b - a);
  const index = largest && largest[1] / threshold;
  // A figure that cannot be read may be the one above.
  const above = index !== null && index > 1 ? true : open || unread ? null : false;
  const name = members.text(['name', 'material', '名称']);
  steps.push({
    of: name ?? 'material',
    rule: `${NORM_STANDARD.code}: max C > ${threshold} Bq/g`,
    formula: Object.entries(concentrations)
      .map(([nuclide, value]) => `${nuclide} ${value}`)
      .join(', '),
    result: index,
  });
  return { name, index, nuclide: largest?.[0] ?? null, concentrations, above };
}

/** Bq/g; `<0.05` is below detection. Null: no concentration. */
function concentrationOf(value: unknown): { value: number; below: boolean } | null {
  const below = typeof value === 'string' && /^\s*[<＜]/.test(value);
  const read = readQuantity(below ? (value as string).replace(/[<＜]/, '') : value, UNITS);
  // 1001 Bq/kg are 1.001 Bq/g, not a double's neighbour of it.
  return read === null || read < 0 ? null : { value: Number(read.toPrecision(12)), below };
}

/** Contents of uranium and thorium as activity of the head of the series. */
function contents(members: Members, concentrations: Record<string, number>): void {
  const { conversions } = NORM_STANDARD.data;
  const percent = { min: 0, max: 100 };
  const mg = { min: 0, max: 1e6 };
  const oxide = (name: string, share: number): number | null => {
    const read = members.number(name, percent);
    return read === null ? null : read * PERCENT_IN_MG_PER_KG * share;
  };
  const u = members.number(['U', 'U_mg_per_kg', '铀'], mg) ?? oxide('U3O8', conversions.U3O8_to_U);
  const th = members.number(['Th', 'Th_mg_per_kg', '钍'], mg) ?? oxide('ThO2', conversions.ThO2_to_Th);
  if (u === null && th === null) return;
  members.tell(P.normConverted, { confidence: conversions.confidence });
  if (u !== null) concentrations['U-238'] ??= u * conversions.U_mg_per_kg_to_Bq_per_g;
  if (th !== null) concentrations['Th-232'] ??= th * conversions.Th_mg_per_kg_to_Bq_per_g;
}
