import type { Part, Table } from '@tarim/documents';
import { AT_REST, PATCH_STATES } from '@tarim/redline/contract';
import { type PatchThen, redlineWords } from '@tarim/redline/queries';
import { unitsUnder } from '@tarim/region/queries';
import { hectares, redlinePatches } from '../facts/redline.ts';
import type { WordKey } from '../words.ts';
import type { Section, SectionInput } from './section.ts';

/** What happens to patches, in the order of their life; a patch counts once for each. */
const FLOW: ReadonlyArray<readonly [act: string, word: WordKey]> = [
  ['propose', 'doc.redlineFound'],
  ['discard', 'doc.redlineDiscarded'],
  ['dispatch', 'doc.redlineDispatched'],
  ['verify', 'doc.redlineVerified'],
  ['judge', 'doc.redlineJudged'],
  ['order', 'doc.redlineOrdered'],
  ['hand-over', 'doc.redlineHandedOver'],
  ['accept', 'doc.redlineClosed'],
  ['look-back', 'doc.redlineLookedBack'],
  ['reopen', 'doc.redlineReopened'],
];
/** In the order of their life. */
const OPEN_STATES = PATCH_STATES.filter((state) => !AT_REST.includes(state));

/** How many of them an act of the period touched. */
const touched = (patches: readonly PatchThen[], act: string) =>
  patches.filter((one) => one.acts.includes(act));

/** Patches of changes from proposal to look-back in the period, and how they stood at its end (疑似问题图斑办理情况). */
export const redlineFlow: Section = {
  id: 'redline.patches',
  title: 'doc.redlinePatches',
  about: 'doc.redlinePatchesAbout',
  kinds: ['redline', 'monthly', 'annual'],
  async make(input) {
    const { t, unit } = input;
    const patches = await redlinePatches(input);
    return {
      parts:
        patches.length === 0
          ? [{ kind: 'paragraph', text: t('doc.redlineNoPatches', { unit: unit.name }) }]
          : [
              summary(input, patches),
              flow(input, patches),
              standing(input, patches),
              await byUnit(input, patches),
            ],
      provenance: { rules: [], inputs: patches.length, expected: null, missing: [] },
      simulated: patches.some((one) => one.simulated),
    };
  },
};

function summary({ t, unit }: SectionInput, patches: readonly PatchThen[]): Part {
  const found = touched(patches, 'propose');
  const judged = touched(patches, 'judge');
  const open = patches.filter((one) => one.open);
  return {
    kind: 'paragraph',
    text: t('doc.redlineText', {
      unit: unit.name,
      found: found.length,
      inside: found.filter((one) => one.redlineM2 > 0).length,
      judged: judged.length,
      violations: judged.filter((one) => one.judgement === 'violation').length,
      closed: touched(patches, 'accept').length,
      open: open.length,
      overdue: open.filter((one) => one.overdue).length,
    }),
  };
}

function flow({ t }: SectionInput, patches: readonly PatchThen[]): Table {
  const area = (rows: readonly PatchThen[], of: (one: PatchThen) => number) =>
    hectares(rows.reduce((sum, one) => sum + of(one), 0));
  return {
    kind: 'table',
    caption: t('doc.redlineFlowTable'),
    columns: [
      { title: t('doc.redlineStep'), share: 2 },
      { title: t('doc.redlinePatchCount'), align: 'end' },
      { title: t('doc.redlineHa'), align: 'end' },
      { title: t('doc.redlineInsideHa'), align: 'end' },
    ],
    rows: FLOW.map(([act, word]) => {
      const rows = touched(patches, act);
      return [
        t(word),
        String(rows.length),
        area(rows, (one) => one.areaM2),
        area(rows, (one) => one.redlineM2),
      ];
    }),
  };
}

function standing({ t, language }: SectionInput, patches: readonly PatchThen[]): Table {
  const words = redlineWords(language);
  const rows = OPEN_STATES.flatMap((state) => {
    const own = patches.filter((one) => one.state === state);
    if (own.length === 0) return [];
    const late = own.filter((one) => one.overdue).length;
    return [[words(`state.${state}`), String(own.length), { text: String(late), strong: late > 0 }]];
  });
  return {
    kind: 'table',
    caption: t('doc.redlineOpenTable'),
    columns: [
      { title: t('doc.redlineState'), share: 2 },
      { title: t('doc.redlinePatchCount'), align: 'end' },
      { title: t('doc.redlineOverdue'), align: 'end' },
    ],
    rows,
    empty: t('doc.redlineNothingOpen'),
  };
}

/** By the units one step below the one that the report is about. */
async function byUnit(input: SectionInput, patches: readonly PatchThen[]): Promise<Table> {
  const { db, t, unit, language } = input;
  const depth = unit.path.split('/').length;
  const below = (path: string) => {
    const parts = path.split('/');
    return parts.length > depth ? `${parts.slice(0, depth).join('/')}/` : path;
  };
  const names = new Map(
    (await unitsUnder(db, unit.path)).map((one) => [
      one.path,
      language === 'en' ? one.names.en : one.names.zh,
    ]),
  );
  const groups = [...Map.groupBy(patches, (one) => below(one.unitPath))].sort(
    ([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1),
  );
  return {
    kind: 'table',
    caption: t('doc.redlineUnitTable'),
    columns: [
      { title: t('doc.redlineUnit'), share: 2 },
      { title: t('doc.redlineFound'), align: 'end' },
      { title: t('doc.redlineViolations'), align: 'end' },
      { title: t('doc.redlineClosed'), align: 'end' },
      { title: t('doc.redlineOpen'), align: 'end' },
      { title: t('doc.redlineOverdue'), align: 'end' },
    ],
    rows: groups.map(([path, own]) => {
      const late = own.filter((one) => one.overdue).length;
      const violations = touched(own, 'judge').filter((one) => one.judgement === 'violation').length;
      return [
        names.get(path) ?? path,
        String(touched(own, 'propose').length),
        String(violations),
        String(touched(own, 'accept').length),
        String(own.filter((one) => one.open).length),
        { text: String(late), strong: late > 0 },
      ];
    }),
  };
}
