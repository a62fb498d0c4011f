import { type MapArea, mapSvg } from '@tarim/documents';
import type { PatchThen } from '@tarim/redline/queries';
import { drawnOutlines } from '@tarim/region/queries';
import { redlinePatches } from '../facts/redline.ts';
import type { WordKey } from '../words.ts';
import type { Section } from './section.ts';

const GROUND = '#dfe9e2';
/** What a dot says, the first that fits. */
const DOTS: ReadonlyArray<readonly [word: WordKey, fill: string, fits: (one: PatchThen) => boolean]> = [
  ['doc.redlineDotOverdue', '#c2272d', (one) => one.open && one.overdue],
  ['doc.redlineDotViolation', '#e2803a', (one) => one.open && one.judgement === 'violation'],
  ['doc.redlineDotOpen', '#d9b72b', (one) => one.open],
  ['doc.redlineDotClosed', '#2a7d4f', ({ state }) => state === 'closed' || state === 'looked-back'],
  ['doc.redlineDotRest', '#8a979b', () => true],
];

/** Where the patches of the period lie: dots on the outlines of counties, no outline of a patch or a red line (they are not for all). */
export const redlineMap: Section = {
  id: 'redline.map',
  title: 'doc.redlineMap',
  about: 'doc.redlineMapAbout',
  kinds: ['redline'],
  async make(input) {
    const { db, unit, t } = input;
    const patches = await redlinePatches(input);
    const level = unit.path.split('/').length > 3 ? 'county' : 'prefecture';
    const outlines = await drawnOutlines(db, level);
    const own = outlines.filter((one) => one.path.startsWith(unit.path));
    const shown = own.length > 0 ? own : outlines;
    const areas = shown.map(({ geometry }): MapArea => ({ shape: geometry, fill: GROUND }));
    const dotOf = (one: PatchThen) => DOTS.find(([, , fits]) => fits(one))!;
    const used = DOTS.filter((dot) => patches.some((one) => dotOf(one) === dot));
    const svg = mapSvg({
      areas,
      // The gravest are drawn last.
      sites: patches
        .toSorted((a, b) => DOTS.indexOf(dotOf(b)) - DOTS.indexOf(dotOf(a)))
        .map((one) => ({ lon: one.lon, lat: one.lat, fill: dotOf(one)[1] })),
      siteRadius: 4,
      legend: used.map(([word, fill]) => ({ fill, text: t(word), site: true })),
      note: shown.some((one) => one.demo) ? t('doc.mapDemo') : undefined,
    });
    return {
      parts:
        areas.length === 0 || patches.length === 0
          ? [{ kind: 'paragraph', text: t('doc.nothingToDraw') }]
          : [{ kind: 'figure', caption: t('doc.redlineMapCaption'), width: 0.8, picture: { svg } }],
      provenance: { rules: [], inputs: patches.length, expected: null, missing: [] },
      simulated: patches.some((one) => one.simulated),
    };
  },
};
