/** Rows of the checklist (检查清单) that are looked at on every site. */
export const CHECKS = [
  'permit',
  'eia',
  'facilities',
  'autoMonitoring',
  'outlets',
  'solidWaste',
  'ledger',
  'disclosure',
  'emergency',
] as const;

/**
 * What is looked at besides in an industry (分行业检查清单). The rows are proposals of the platform, after what such plants are usually
 * found wanting in; no list of the state is meant by them. `codes`: beginnings of the codes of GB/T 4754-2017.
 */
export const INDUSTRY_CHECKS = [
  {
    industry: 'power',
    codes: ['441', '443'],
    rows: ['desulphurisation', 'denitration', 'dedusting', 'bypass', 'coalYard', 'ash'],
  },
  {
    industry: 'incineration',
    codes: ['4417', '7724', '782'],
    rows: ['furnaceTemperature', 'activatedCarbon', 'flyAsh', 'leachate', 'wasteManifest'],
  },
  {
    industry: 'building',
    codes: ['30'],
    rows: ['kilnGas', 'denitration', 'materialYard', 'packingDust', 'staggered'],
  },
  {
    industry: 'metal',
    codes: ['31', '32'],
    rows: ['fumeHoods', 'desulphurisation', 'materialYard', 'slag', 'metalWater'],
  },
  {
    industry: 'chemical',
    codes: ['25', '26', '27'],
    rows: ['leaks', 'tanks', 'flare', 'waterCover', 'accidentPool', 'hazardousStore'],
  },
  {
    industry: 'mining',
    codes: ['06', '07', '08', '09', '10', 'B06', 'B07', 'B08', 'B09', 'B10'],
    rows: ['mineWater', 'tailings', 'materialYard', 'restoration'],
  },
  {
    industry: 'sewage',
    codes: ['462'],
    rows: ['inflow', 'aeration', 'dosing', 'disinfection', 'sludge', 'waterBypass'],
  },
  {
    industry: 'food',
    codes: ['13', '14', '15', '17', '19', '22'],
    rows: ['waterTreatment', 'dosing', 'sludge', 'odour'],
  },
  {
    industry: 'livestock',
    codes: ['03', 'A03'],
    rows: ['manureStore', 'manureUse', 'carcasses', 'odour'],
  },
] as const;

export type Industry = (typeof INDUSTRY_CHECKS)[number]['industry'];

/** The list of an industry: of two whose codes fit, the one with the longer code (生活垃圾焚烧发电 is not 火力发电). */
export function industryOf(code: string | null): Industry | null {
  let best: { industry: Industry; length: number } | null = null;
  for (const { industry, codes } of INDUSTRY_CHECKS)
    for (const one of codes)
      if (code?.startsWith(one) && one.length > (best?.length ?? 0)) best = { industry, length: one.length };
  return best?.industry ?? null;
}

export type Check = (typeof CHECKS)[number] | (typeof INDUSTRY_CHECKS)[number]['rows'][number];

/** Every row that a record may have, in the order in which it prints them. */
export const ALL_CHECKS: readonly Check[] = [
  ...new Set<Check>([...CHECKS, ...INDUSTRY_CHECKS.flatMap(({ rows }) => [...rows])]),
];
