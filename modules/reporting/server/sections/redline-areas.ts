import { redlineAreas, squareKilometres } from '../facts/redline.ts';
import type { Section } from './section.ts';

/** Boundaries of ecological red lines and protected areas in force, and what was adjusted (生态保护红线与自然保护地边界). */
export const redlineBoundaries: Section = {
  id: 'redline.areas',
  title: 'doc.redlineAreas',
  about: 'doc.redlineAreasAbout',
  kinds: ['redline', 'annual'],
  async make(input) {
    const { t, unit } = input;
    const areas = await redlineAreas(input);
    const signed = (m2: number) => `${m2 > 0 ? '+' : ''}${squareKilometres(m2)}`;
    return {
      parts:
        areas.length === 0
          ? [{ kind: 'paragraph', text: t('doc.redlineNoAreas', { unit: unit.name }) }]
          : [
              {
                kind: 'table',
                caption: t('doc.redlineAreasTable'),
                columns: [
                  { title: t('doc.redlineKind'), share: 2 },
                  { title: t('doc.redlineCount'), align: 'end' },
                  { title: t('doc.redlineKm2'), align: 'end' },
                  { title: t('doc.redlineAdjusted'), align: 'end' },
                  { title: t('doc.redlineDelta'), align: 'end' },
                ],
                rows: areas.map((one) => [
                  t(one.kind === 'redline' ? 'doc.redlineKindLine' : 'doc.redlineKindProtected'),
                  String(one.count),
                  squareKilometres(one.areaM2),
                  String(one.adjusted),
                  one.adjusted > 0 ? signed(one.deltaM2) : '—',
                ]),
              },
              { kind: 'note', text: t('doc.redlineAreasNote') },
            ],
      provenance: {
        rules: [],
        inputs: areas.reduce((sum, one) => sum + one.count, 0),
        expected: null,
        missing: areas.length === 0 ? [t('doc.redlineAreasNone')] : [],
      },
      simulated: areas.some((one) => one.simulated),
    };
  },
};
