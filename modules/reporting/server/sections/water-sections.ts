import { type MapArea, mapSvg, type Part } from '@tarim/documents';
import { officialRows } from '@tarim/monitoring/queries';
import { drawnOutlines, unitsUnder } from '@tarim/region/queries';
import { shortName } from './air-map.ts';
import type { Section, SectionInput } from './section.ts';

type Row = Awaited<ReturnType<typeof officialRows>>[number];

const GROUND = '#eef3f2';
const MOST_ROWS = 5_000;
const SHOWN = 40;
/** Classes of GB 3838 in the colours that maps of water quality use; what is worse than V stands last. */
const CLASSES = [
  { grade: 'I', fill: '#3fa7e0' },
  { grade: 'II', fill: '#6bbce8' },
  { grade: 'III', fill: '#2fa05f' },
  { grade: 'IV', fill: '#e6c229' },
  { grade: 'V', fill: '#ef8a17' },
] as const;
const WORST = '#c62828';
const fillOf = (grade: string | null) => CLASSES.find((one) => one.grade === grade)?.fill ?? WORST;
const GOOD: readonly string[] = ['I', 'II', 'III'];

/** Surface water by the signed results of manual monitoring: classes of the sections, where they lie, which are worse than III. */
export const waterSections: Section = {
  id: 'water.sections',
  title: 'doc.water',
  about: 'doc.waterAbout',
  kinds: ['monthly', 'annual'],
  async make(input) {
    const { db, t, unit, period } = input;
    const rows = await officialRows(db, {
      pointKind: 'surface-water',
      from: new Date(period.from),
      to: new Date(period.to),
      unitPath: unit.path,
      limit: MOST_ROWS,
    });
    const judged = rows.filter((row) => row.grade !== null);
    const missing =
      rows.length > judged.length ? [t('doc.waterUnjudged', { n: rows.length - judged.length })] : [];
    if (rows.length === MOST_ROWS) missing.push(t('doc.waterTooMany', { n: MOST_ROWS }));
    return {
      parts:
        judged.length === 0
          ? [nothing(input)]
          : [...shares(input, judged), await map(input, judged), ...worse(input, judged)],
      provenance: {
        rules: [...new Set(judged.flatMap((row) => row.standard ?? []))].sort(),
        inputs: judged.length,
        expected: rows.length,
        missing: judged.length === 0 ? [t('doc.waterNone')] : missing,
      },
      simulated: rows.some((row) => row.simulated),
    };
  },
};

const nothing = ({ t, unit }: SectionInput): Part => ({
  kind: 'paragraph',
  text: t('doc.waterNothing', { unit: unit.name }),
});

const percent = (part: number, whole: number) => `${((100 * part) / whole).toFixed(1)}%`;

/** Each result counts: in a month a section has one, in a year up to twelve, and the text says which is counted. */
function shares({ t, unit }: SectionInput, rows: readonly Row[]): Part[] {
  const sites = new Set(rows.map((row) => row.pointId)).size;
  const counted = [...CLASSES, { grade: 'worse', fill: WORST }].map(({ grade, fill }) => ({
    grade,
    fill,
    n: rows.filter((row) => (grade === 'worse' ? fillOf(row.grade) === WORST : row.grade === grade)).length,
  }));
  const good = rows.filter((row) => GOOD.includes(row.grade!)).length;
  const worst = counted.at(-1)!.n;
  return [
    {
      kind: 'paragraph',
      text: t('doc.waterText', {
        unit: unit.name,
        sites,
        n: rows.length,
        good: percent(good, rows.length),
        worst: percent(worst, rows.length),
      }),
    },
    {
      kind: 'table',
      caption: t('doc.waterTable'),
      columns: [
        { title: t('doc.waterClass'), align: 'center' },
        { title: t('doc.waterResults'), align: 'end' },
        { title: t('doc.waterShare'), align: 'end' },
      ],
      rows: counted.map(({ grade, fill, n }) => [
        { text: className(grade, t), fill },
        String(n),
        percent(n, rows.length),
      ]),
    },
  ];
}

const className = (grade: string, t: SectionInput['t']) =>
  grade === 'worse' ? t('doc.waterWorse') : t('doc.waterClassOf', { grade });

/** Sections at their places in the colour of their newest class. */
async function map({ db, unit, language, t }: SectionInput, rows: readonly Row[]): Promise<Part> {
  const [outlines, units] = await Promise.all([drawnOutlines(db, 'prefecture'), unitsUnder(db, '/')]);
  const nameOf = new Map(units.map(({ code, names }) => [code, language === 'en' ? names.en : names.zh]));
  const own = outlines.filter((one) => unit.path.split('/').length > 3 && one.path.startsWith(unit.path));
  const shown = own.length > 0 ? own : outlines;
  const areas = shown.map(
    (one): MapArea => ({
      shape: one.geometry,
      fill: GROUND,
      lon: one.lon,
      lat: one.lat,
      label: shortName(nameOf.get(one.code) ?? ''),
    }),
  );
  // Newest first: the first of a site is the one that is drawn.
  const newest = [...new Map(rows.toReversed().map((row) => [row.pointId, row])).values()];
  const sites = newest.flatMap(({ lon, lat, grade }) =>
    lon === null || lat === null ? [] : [{ lon, lat, fill: fillOf(grade) }],
  );
  const svg = mapSvg({
    areas,
    sites,
    siteRadius: 5.5,
    legend: [
      ...CLASSES.map(({ grade, fill }) => ({ fill, text: t('doc.waterClassOf', { grade }), site: true })),
      { fill: WORST, text: t('doc.waterWorse'), site: true },
    ],
    note: shown.some((one) => one.demo) ? t('doc.mapDemo') : undefined,
  });
  return { kind: 'figure', caption: t('doc.waterMap'), width: 0.8, picture: { svg } };
}

/** Sections that are worse than class III, the worst first, with what exceeds and by how much. */
function worse({ t }: SectionInput, rows: readonly Row[]): Part[] {
  const place = (grade: string | null) => {
    const at = CLASSES.findIndex((one) => one.grade === grade);
    return at < 0 ? CLASSES.length : at;
  };
  const bad = rows
    .filter((row) => !GOOD.includes(row.grade!))
    .toSorted((a, b) => place(b.grade) - place(a.grade) || b.sampledAt.localeCompare(a.sampledAt));
  const table: Part = {
    kind: 'table',
    caption: t('doc.waterBad'),
    columns: [
      { title: t('doc.waterSection'), share: 2.4 },
      { title: t('doc.waterDay'), align: 'center', share: 1.2 },
      { title: t('doc.waterClass'), align: 'center', share: 0.9 },
      { title: t('doc.waterExceeding'), share: 3 },
    ],
    rows: bad.slice(0, SHOWN).map((row) => [
      row.pointName,
      row.sampledAt.slice(0, 10),
      {
        text: place(row.grade) === CLASSES.length ? t('doc.waterWorse') : className(row.grade!, t),
        fill: fillOf(row.grade),
      },
      exceedingText(row),
    ]),
    empty: t('doc.waterNoneBad'),
  };
  const note: Part = { kind: 'note', text: t('doc.waterNote') };
  return bad.length > SHOWN
    ? [table, { kind: 'note', text: t('doc.moreRows', { n: bad.length - SHOWN }) }, note]
    : [table, note];
}

/** `总磷（0.55）`: the multiple over class III in brackets, as bulletins write it. */
export function exceedingText({ exceeding }: Pick<Row, 'exceeding'>): string {
  return (
    exceeding
      .map(({ item, multiple }) => (multiple === null ? item : `${item}（${Number(multiple.toFixed(2))}）`))
      .join('、') || '—'
  );
}
