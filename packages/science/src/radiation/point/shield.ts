import { GAMMA_CONSTANTS, halfValueLayers, type ShieldMaterial } from '@tarim/standards';
import { type RuleUsed, ruleUsed, type Step } from '../../finding.ts';
import { told } from '../../told.ts';
import { Members } from '../members.ts';
import { RADIATION_PROBLEMS as P } from '../problems.ts';
import { THICKNESS_UNITS } from '../units.ts';

export interface Shield {
  readonly material: string;
  readonly thickness_mm: number;
  readonly hvl_mm: number;
}

export interface Shielding {
  readonly shields: readonly Shield[];
  /** Share that passes, at most 1; null where a shield could not be read, for without it the rate would be another. */
  readonly transmission: number | null;
  readonly rules: readonly RuleUsed[];
}

const MATERIALS: Readonly<Record<string, ShieldMaterial>> = {
  lead: 'lead',
  pb: 'lead',
  铅: 'lead',
  steel: 'steel',
  iron: 'steel',
  fe: 'steel',
  钢: 'steel',
  铁: 'steel',
  concrete: 'concrete',
  混凝土: 'concrete',
};
const MOST = 20;

/**
 * 2^(−d/HVL) of one shield (`shield`, or `material` and `thickness`) or several (`shields`), each from outside inwards or not: they
 * multiply. Broad-beam half-value layers; build-up is not in it.
 */
export function readShielding(members: Members, nuclide: string | null, steps: Step[]): Shielding {
  const several = members.list('shields', MOST);
  const one = members.raw('shield');
  const given: readonly unknown[] =
    several ??
    (one === undefined ? (members.has(['material', 'thickness'], THICKNESS_UNITS) ? [null] : []) : [one]);
  const rules: RuleUsed[] = [];
  const shields = given.flatMap((each, i) => {
    const path = several ? `shields.${i}.` : each === null ? '' : 'shield.';
    const inner = each === null ? members : new Members(each, members.problems, path);
    const read = readOne(inner, nuclide, rules);
    return read ? [read] : [];
  });
  const layers = shields.reduce((sum, { thickness_mm, hvl_mm }) => sum + thickness_mm / hvl_mm, 0);
  if (layers > 2) members.tell(P.thick);
  const whole = shields.length === given.length && !(members.has(['shields']) && several === null);
  const transmission = whole ? 2 ** -layers : null;
  for (const { material, thickness_mm, hvl_mm } of shields)
    steps.push({
      of: material,
      rule: '2^(−d/HVL)',
      formula: `2^(−${thickness_mm}/${hvl_mm})`,
      result: 2 ** (-thickness_mm / hvl_mm),
    });
  return { shields, transmission, rules };
}

function readOne(members: Members, nuclide: string | null, rules: RuleUsed[]): Shield | null {
  const name = members.text(['material', '材料']);
  const thickness_mm = members.needed(['thickness', 'd', '厚度'], { units: THICKNESS_UNITS, min: 0 });
  if (thickness_mm === null) return null;
  const own = members.number(['hvl', 'halfValueLayer', '半值层'], { units: THICKNESS_UNITS, above: 0 });
  if (own !== null) return { material: name ?? 'given', thickness_mm, hvl_mm: own };
  const material = name === null ? null : (MATERIALS[name.trim().toLowerCase()] ?? null);
  const row = nuclide === null ? null : halfValueLayers(nuclide);
  const hvl_mm = material && row ? row[`${material}_mm`] : null;
  if (!row || hvl_mm === null) {
    members.tell(P.layer, { nuclide: told(nuclide), material: told(name) }, 'material');
    return null;
  }
  const { confidence } = row;
  if (confidence === 'memory')
    members.tell(P.tableUnverified, { what: `HVL ${row.nuclide} ${material} ${hvl_mm} mm`, confidence });
  rules.push(ruleUsed({ ...GAMMA_CONSTANTS, confidence }));
  return { material: material!, thickness_mm, hvl_mm };
}
