import { officialRows } from '@tarim/monitoring/queries';
import type { Section } from './section.ts';
import { exceedingText } from './water-sections.ts';

const MOST_ROWS = 10_000;
const SHOWN = 40;
const MEDIA = [
  { kind: 'drinking-water', name: 'doc.manualSource' },
  { kind: 'groundwater', name: 'doc.manualGroundwater' },
  { kind: 'soil', name: 'doc.manualSoil' },
  { kind: 'noise', name: 'doc.manualNoise' },
] as const;

/** Drinking-water sources, groundwater, soil and noise: how many results meet their standard, and which do not. */
export const manualMonitoring: Section = {
  id: 'monitoring.media',
  title: 'doc.manual',
  about: 'doc.manualAbout',
  kinds: ['monthly', 'annual'],
  async make({ db, t, unit, period }) {
    const all = await officialRows(db, {
      from: new Date(period.from),
      to: new Date(period.to),
      unitPath: unit.path,
      limit: MOST_ROWS,
    });
    const kinds: readonly string[] = MEDIA.map((one) => one.kind);
    const rows = all.filter((row) => kinds.includes(row.pointKind));
    const judged = rows.filter((row) => row.verdict !== null);
    const exceeding = judged.filter((row) => row.verdict === 'exceeds');
    const share = (part: number, whole: number) =>
      whole === 0 ? '—' : `${((100 * part) / whole).toFixed(1)}%`;
    return {
      parts: [
        {
          kind: 'paragraph',
          text: t('doc.manualText', { unit: unit.name, n: rows.length, exceeds: exceeding.length }),
        },
        {
          kind: 'table',
          caption: t('doc.manualTable'),
          columns: [
            { title: t('doc.manualMedium'), share: 2 },
            { title: t('doc.manualSites'), align: 'end' },
            { title: t('doc.waterResults'), align: 'end' },
            { title: t('doc.manualMeets'), align: 'end' },
            { title: t('doc.manualExceeds'), align: 'end' },
            { title: t('doc.manualRate'), align: 'end' },
          ],
          rows: MEDIA.map(({ kind, name }) => {
            const own = judged.filter((row) => row.pointKind === kind);
            const meets = own.filter((row) => row.verdict === 'meets').length;
            const sites = new Set(own.map((row) => row.pointId)).size;
            return [
              t(name),
              String(sites),
              String(own.length),
              String(meets),
              String(own.length - meets),
              share(meets, own.length),
            ];
          }),
        },
        {
          kind: 'table',
          caption: t('doc.manualBad'),
          columns: [
            { title: t('doc.manualMedium'), share: 1.4 },
            { title: t('doc.manualSite'), share: 2.6 },
            { title: t('doc.waterDay'), align: 'center', share: 1.2 },
            { title: t('doc.manualGrade'), align: 'center', share: 1.2 },
            { title: t('doc.waterExceeding'), share: 2.6 },
          ],
          rows: exceeding
            .slice(0, SHOWN)
            .map((row) => [
              t(MEDIA.find((one) => one.kind === row.pointKind)!.name),
              row.pointName,
              row.sampledAt.slice(0, 10),
              row.grade ?? '—',
              exceedingText(row),
            ]),
          empty: t('doc.manualNoneBad'),
        },
        { kind: 'note', text: t('doc.manualNote') },
      ],
      provenance: {
        rules: [...new Set(judged.flatMap((row) => row.standard ?? []))].sort(),
        inputs: judged.length,
        expected: rows.length,
        missing: rows.length === 0 ? [t('doc.manualNone')] : [],
      },
      simulated: rows.some((row) => row.simulated),
    };
  },
};
