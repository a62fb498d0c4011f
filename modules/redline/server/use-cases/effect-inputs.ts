import type { DbOrTx } from '@tarim/platform';
import type { Area, EffectScheme, Indicator } from '../../contract.ts';
import { type Figure, type Input, type Lack, pairOf } from '../domain/effect.ts';
import { eqiOf } from '../domain/eqi.ts';
import { SEEN_ENOUGH } from '../domain/status.ts';
import {
  type Disturbed,
  disturbedOn,
  type SceneFigures,
  sceneFigures,
  unitsLookedAt,
} from '../sql/effects.ts';
import { indicators, valuesOf, type YearlyValue } from '../sql/indicators.ts';
import { eqiInput } from './yearly.ts';

export interface Span {
  readonly baseline: number;
  readonly target: number;
  /** The last day that is looked at: the end of the target year, or today. */
  readonly until: string;
}

interface Found {
  readonly inputs: readonly Input[];
  readonly simulated: boolean;
}
type Ends = { readonly baseline: Figure; readonly target: Figure; readonly simulated: boolean };

const SCENE_FIELDS = { fvc: 'fvc', ndvi: 'ndvi', 'water-share': 'waterShare' } as const;
const keyOf = ({ kind, code }: { kind: string; code: string }) => `${kind}/${code}`;

/** Whether changes were looked for in the area's unit, in a part of it, or in what it is part of. */
const lookedIn = (units: readonly string[], { unitPath }: Area): boolean =>
  units.some((one) => one.startsWith(unitPath) || unitPath.startsWith(one));

/** Reads once what all areas need, then gives the inputs of each: what a scheme asks for in both years, or why it is not there. */
export async function inputReader(
  db: DbOrTx,
  scheme: EffectScheme,
  span: Span,
): Promise<(area: Area) => Found> {
  const years = [span.baseline, span.target];
  const [registry, values, scenes, before, after, lookedBefore, lookedAfter] = await Promise.all([
    indicators(db),
    valuesOf(db, { years }),
    sceneFigures(db, years, SEEN_ENOUGH),
    disturbedOn(db, `${span.baseline}-12-31`),
    disturbedOn(db, span.until),
    unitsLookedAt(db, span.baseline),
    unitsLookedAt(db, span.target),
  ]);
  const known = new Map(registry.map((one) => [one.code, one]));
  const valuesBy = Map.groupBy(values, keyOf);
  const scenesBy = Map.groupBy(scenes, keyOf);
  const [beforeBy, afterBy] = [Map.groupBy(before, keyOf), Map.groupBy(after, keyOf)];
  return (area) => {
    const key = keyOf(area);
    const endsOf = (one: Indicator): Ends | Lack => {
      if (one.source === 'import' || one.source === 'computed')
        return ofImports(one, valuesBy.get(key) ?? [], span);
      if (one.source === 'scene') return ofScenes(one, scenesBy.get(key) ?? [], scheme, span);
      // Nobody looked: nothing found is not nothing there.
      if (!lookedIn(lookedBefore, area) || !lookedIn(lookedAfter, area)) return 'no-detection';
      return ofPatches(beforeBy.get(key) ?? [], afterBy.get(key) ?? [], area.areaM2);
    };
    let simulated = area.simulated;
    const inputs = scheme.terms.map(({ indicator }): Input => {
      const one = known.get(indicator);
      const ends = one ? endsOf(one) : 'no-value';
      if (!one || typeof ends === 'string')
        return { indicator, lack: typeof ends === 'string' ? ends : 'no-value' };
      simulated ||= ends.simulated;
      return { indicator, better: one.better, baseline: ends.baseline, target: ends.target };
    });
    return { inputs, simulated };
  };
}

function ofImports({ code }: Indicator, values: readonly YearlyValue[], span: Span): Ends | Lack {
  const of = (year: number): { figure: Figure; simulated: boolean } | null => {
    const ofYear = values.filter((one) => one.year === year);
    if (code === 'eqi') {
      const { input, of: made } = eqiInput(ofYear);
      const eqi = eqiOf(input);
      if (!eqi) return null;
      const ids = made(eqi.computed);
      const simulated = ofYear.some((one) => ids.includes(one.id) && one.simulated);
      return { figure: { value: eqi.value, origin: { of: 'import', values: ids } }, simulated };
    }
    const one = ofYear.find(({ indicator }) => indicator === code);
    if (!one) return null;
    return {
      figure: { value: one.value, origin: { of: 'import', values: [one.id] } },
      simulated: one.simulated,
    };
  };
  const [baseline, target] = [of(span.baseline), of(span.target)];
  if (!baseline || !target) return 'no-value';
  return {
    baseline: baseline.figure,
    target: target.figure,
    simulated: baseline.simulated || target.simulated,
  };
}

function ofScenes(
  { code }: Indicator,
  scenes: readonly SceneFigures[],
  scheme: EffectScheme,
  span: Span,
): Ends | Lack {
  const field = SCENE_FIELDS[code as keyof typeof SCENE_FIELDS];
  const of = (year: number) =>
    scenes.filter((one) => one.on.startsWith(`${year}-`) && one[field] !== null && one.on <= span.until);
  const pair = pairOf(of(span.baseline), of(span.target), scheme);
  if (!pair) return 'no-pair';
  const [baseline, target] = pair.map(
    (one): Figure => ({
      value: one[field]!,
      origin: { of: 'scene', scene: one.scene, on: one.on },
    }),
  ) as [Figure, Figure];
  return { baseline, target, simulated: pair.some((one) => one.simulated) };
}

function ofPatches(before: readonly Disturbed[], after: readonly Disturbed[], areaM2: number): Ends {
  const share = (found: readonly Disturbed[]): Figure => {
    const sum = found.reduce((total, one) => total + one.areaM2, 0);
    // Patches of different detectors may lie over one another.
    return {
      value: Math.min(1, sum / areaM2),
      origin: { of: 'patch', patches: found.map((one) => one.patch), areaM2: sum },
    };
  };
  const simulated = [...before, ...after].some((one) => one.simulated);
  return { baseline: share(before), target: share(after), simulated };
}
