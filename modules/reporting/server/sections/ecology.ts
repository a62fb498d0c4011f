import { type MapArea, mapSvg, type Part } from '@tarim/documents';
import { type EcologyOfUnit, ecologyOf } from '@tarim/ecology/queries';
import { drawnOutlines } from '@tarim/region/queries';
import type { Section, SectionInput } from './section.ts';

/** From the best grade down. */
const FILLS = ['#2a7d4f', '#86bf62', '#f0d264', '#e3924f', '#a9543f'] as const;
const NOTHING = '#e3eaea';
const SHOWN = 20;

/** Ecological status of the counties (生态质量) in the year: by EQI, or by EI where no EQI was brought. */
export const ecologyStatus: Section = {
  id: 'ecology.status',
  title: 'doc.ecology',
  about: 'doc.ecologyAbout',
  kinds: ['annual'],
  async make(input) {
    const { db, t, unit, period } = input;
    const year = Number(period.key);
    const of = (method: 'EQI' | 'EI') => ecologyOf(db, { unitPath: unit.path, year, method });
    const eqi = await of('EQI');
    const told = eqi.counties.length > 0 ? eqi : await of('EI');
    const n = told.counties.length;
    const missing = told.expected > n ? [t('doc.ecologyMissing', { n: told.expected - n })] : [];
    return {
      parts:
        n === 0
          ? [{ kind: 'paragraph', text: t('doc.ecologyNothing', { unit: unit.name }) }]
          : [...shares(input, told), await map(input, told), ...changes(input, told), note(input, told)],
      provenance: {
        rules: [...told.rules],
        inputs: n,
        expected: told.expected,
        missing: n === 0 ? [t('doc.ecologyNone')] : missing,
      },
      simulated: told.simulated,
    };
  },
};

type Grade = `doc.ecologyGrade.${'EI' | 'EQI'}${1 | 2 | 3 | 4 | 5}`;
const gradeName = ({ t }: SectionInput, { method }: EcologyOfUnit, at: number) =>
  t(`doc.ecologyGrade.${method}${at + 1}` as Grade);

const percent = (part: number, whole: number) => `${((100 * part) / whole).toFixed(1)}%`;

function shares(input: SectionInput, told: EcologyOfUnit): Part[] {
  const { t, unit } = input;
  const { counties, grades, method } = told;
  const area = (rows: EcologyOfUnit['counties']) => rows.reduce((sum, one) => sum + (one.area ?? 0), 0);
  const whole = counties.every((one) => one.area !== null) ? area(counties) : 0;
  const better = counties.filter((one) => (one.change?.difference ?? 0) > 0).length;
  const compared = counties.filter((one) => one.change !== null).length;
  const text = t('doc.ecologyText', { unit: unit.name, n: counties.length, method });
  const own = told.own ? t('doc.ecologyOwn', { method, value: told.own.value.toFixed(2) }) : '';
  const change =
    compared === 0
      ? t('doc.ecologyNoChange')
      : t('doc.ecologyChange', { better, compared, year: told.year - 1 });
  return [
    { kind: 'paragraph', text: `${text}${own}${change}` },
    {
      kind: 'table',
      caption: t('doc.ecologyTable'),
      columns: [
        { title: t('doc.ecologyGrade'), align: 'center' },
        { title: t('doc.ecologyCounties'), align: 'end' },
        { title: t('doc.ecologyShare'), align: 'end' },
        { title: t('doc.ecologyArea'), align: 'end' },
      ],
      rows: grades.map((grade, at) => {
        const rows = counties.filter((one) => one.grade === grade);
        return [
          { text: gradeName(input, told, at), fill: FILLS[at]! },
          String(rows.length),
          percent(rows.length, counties.length),
          whole > 0 ? percent(area(rows), whole) : '—',
        ];
      }),
    },
  ];
}

async function map(input: SectionInput, told: EcologyOfUnit): Promise<Part> {
  const { db, unit, t } = input;
  const outlines = await drawnOutlines(db, 'county');
  const own = outlines.filter((one) => one.path.startsWith(unit.path));
  const shown = own.length > 0 ? own : outlines;
  const fillOf = new Map(told.counties.map((one) => [one.path, FILLS[told.grades.indexOf(one.grade)]]));
  const areas = shown.map(
    ({ geometry, path, lon, lat }): MapArea => ({
      shape: geometry,
      fill: fillOf.get(path) ?? NOTHING,
      lon,
      lat,
    }),
  );
  if (areas.length === 0) return { kind: 'paragraph', text: t('doc.nothingToDraw') };
  const svg = mapSvg({
    areas,
    sites: [],
    legend: [
      ...told.grades.map((_, at) => ({ fill: FILLS[at]!, text: gradeName(input, told, at) })),
      { fill: NOTHING, text: t('doc.mapNothing') },
    ],
    note: shown.some((one) => one.demo) ? t('doc.mapDemo') : undefined,
  });
  return {
    kind: 'figure',
    caption: t('doc.ecologyMap', { method: told.method }),
    width: 0.8,
    picture: { svg },
  };
}

/** Counties whose index moved most, in either direction. */
function changes(input: SectionInput, told: EcologyOfUnit): Part[] {
  const { t, language } = input;
  const moved = told.counties
    .flatMap((one) => (one.change ? [{ ...one, change: one.change }] : []))
    .toSorted((a, b) => Math.abs(b.change.difference) - Math.abs(a.change.difference));
  const table: Part = {
    kind: 'table',
    caption: t('doc.ecologyMoved', { year: told.year - 1 }),
    columns: [
      { title: t('doc.ecologyCounty'), share: 2 },
      { title: told.method, align: 'end' },
      { title: t('doc.ecologyGrade'), align: 'center' },
      { title: t('doc.ecologyDifference'), align: 'end' },
    ],
    rows: moved.slice(0, SHOWN).map(({ names, value, grade, change }) => [
      language === 'en' ? names.en : names.zh,
      value.toFixed(2),
      {
        text: gradeName(input, told, told.grades.indexOf(grade)),
        fill: FILLS[told.grades.indexOf(grade)]!,
      },
      `${change.difference > 0 ? '+' : ''}${change.difference.toFixed(2)}`,
    ]),
    empty: t('doc.ecologyNoChange'),
  };
  const rest = moved.length - SHOWN;
  return rest > 0 ? [table, { kind: 'note', text: t('doc.moreRows', { n: rest }) }] : [table];
}

const note = ({ t }: SectionInput, { method }: EcologyOfUnit): Part => ({
  kind: 'note',
  text: t(method === 'EI' ? 'doc.ecologyNoteEI' : 'doc.ecologyNoteEQI'),
});
