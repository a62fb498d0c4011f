/** What a standard is looked for by; several uses of the data files make one. */
export const RULE_KINDS = [
  'air',
  'water',
  'emission',
  'soil',
  'noise',
  'ecology',
  'radiation',
  'law',
  'method',
] as const;
export type RuleKind = (typeof RULE_KINDS)[number];

const KIND_OF: Readonly<Record<string, RuleKind>> = {
  aqi: 'air',
  'air-quality': 'air',
  'air-statistics': 'air',
  'sand-dust': 'air',
  'surface-water': 'water',
  'surface-water-evaluation': 'water',
  'water-index': 'water',
  'drinking-source': 'water',
  groundwater: 'water',
  'emission-limit': 'emission',
  'soil-agricultural': 'soil',
  'soil-construction': 'soil',
  'noise-environment': 'noise',
  'noise-boundary': 'noise',
  ecology: 'ecology',
  'ecology-index': 'ecology',
  'water-ecology': 'ecology',
  tax: 'law',
  'legal-change': 'law',
  rounding: 'method',
};

/** A use that nobody has sorted yet is a method: a new file is listed without a change here. */
export function kindOfUse(use: string): RuleKind {
  if (use.startsWith('radiation') || use.startsWith('electromagnetic')) return 'radiation';
  return KIND_OF[use] ?? 'method';
}
