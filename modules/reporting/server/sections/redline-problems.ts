import { type PatchThen, patchCode, type RedlineWord, redlineWords } from '@tarim/redline/queries';
import { hectares, redlinePatches } from '../facts/redline.ts';
import type { Section, SectionInput } from './section.ts';

const SHOWN = 30;
const isProblem = ({ open, overdue, judgement, acts }: PatchThen) =>
  (judgement === 'violation' && (open || acts.includes('judge') || acts.includes('accept'))) ||
  (open && overdue);

/** Violations that were judged, are being rectified or were closed, and patches whose step is overdue (违法违规与超期图斑清单). */
export const redlineProblems: Section = {
  id: 'redline.problems',
  title: 'doc.redlineProblems',
  about: 'doc.redlineProblemsAbout',
  kinds: ['redline'],
  async make(input) {
    const patches = (await redlinePatches(input)).filter(isProblem);
    // The largest within the red line first.
    const shown = patches.toSorted((a, b) => b.redlineM2 - a.redlineM2 || b.areaM2 - a.areaM2 || a.id - b.id);
    const rest = shown.length - SHOWN;
    return {
      parts: [
        table(input, shown.slice(0, SHOWN)),
        ...(rest > 0 ? [{ kind: 'note' as const, text: input.t('doc.moreRows', { n: rest }) }] : []),
      ],
      provenance: { rules: [], inputs: patches.length, expected: null, missing: [] },
      simulated: patches.some((one) => one.simulated),
    };
  },
};

function table({ t, language }: SectionInput, patches: readonly PatchThen[]) {
  const words = redlineWords(language);
  return {
    kind: 'table' as const,
    caption: t('doc.redlineProblemsTable'),
    columns: [
      { title: t('doc.redlineCode'), share: 1.3 },
      { title: t('doc.redlinePlace'), share: 1.6 },
      { title: t('doc.redlineClass'), share: 1.4 },
      { title: t('doc.redlineInsideHa'), align: 'end' as const, share: 1.2 },
      { title: t('doc.redlineState'), align: 'center' as const, share: 1.2 },
      { title: t('doc.redlineOverdue'), align: 'center' as const, share: 0.8 },
    ],
    rows: patches.map((one) => [
      patchCode(one.id),
      `${one.lon.toFixed(4)}, ${one.lat.toFixed(4)}`,
      one.class ? words(`class.${one.class}` as RedlineWord) : t('doc.redlineNoClass'),
      hectares(one.redlineM2),
      words(`state.${one.state}`),
      one.overdue ? { text: t('doc.redlineYes'), strong: true } : '—',
    ]),
    empty: t('doc.redlineNoProblems'),
  };
}
