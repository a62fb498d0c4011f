import { type DocumentContent, type DocumentFile, documentFile, type Part } from '@tarim/documents';
import { beijingIso, TarimError } from '@tarim/kernel';
import type { Actor, Context, Static } from '@tarim/platform';
import { MOST_PRINTED_PAPERS, type printPapers as printRoute } from '../../contract.ts';
import { day } from '../documents/content.ts';
import { numberedPaper } from '../documents/numbered.ts';
import { type Dated, footOf } from '../documents/step-paper.ts';
import { enforcementErrors as E } from '../errors.ts';
import type { StepRow } from '../sql/cases.ts';
import { wordsIn } from '../words.ts';
import { datedPaper, type OpenFile, openFile } from './papers.ts';

type Asked = Static<NonNullable<typeof printRoute.query>>;

const ints = (list: string): number[] => [...new Set(list.split(',').map(Number))];

/**
 * 批量打印: papers of one or many cases in one document, the list first, each on pages of its own.
 * @throws TarimError ENFORCEMENT_CASE_UNKNOWN, ENFORCEMENT_DOCUMENT_UNKNOWN where nothing was chosen, ENFORCEMENT_PRINT_TOO_MANY,
 * FORBIDDEN for cases of persons
 */
export async function printPapers(ctx: Context, actor: Actor, asked: Asked): Promise<DocumentFile> {
  const files: OpenFile[] = [];
  for (const id of ints(asked.cases)) files.push(await openFile(ctx, actor, id));
  const chosen = files.flatMap((file) => stepsChosen(file, asked).map((step) => ({ file, step })));
  if (chosen.length === 0) throw new TarimError(E.documentUnknown);
  if (chosen.length > MOST_PRINTED_PAPERS)
    throw new TarimError(E.printTooMany, { n: chosen.length, most: MOST_PRINTED_PAPERS });
  const content = boundPapers(
    chosen.map(({ file, step }) => ({ ...datedPaper(file, step), party: file.row.party.name })),
    beijingIso(ctx.clock.now()),
  );
  return documentFile(content, 'papers', asked.format);
}

/** Null is 立案审批表. */
function stepsChosen(file: OpenFile, { papers = 'all', nths }: Asked): (StepRow | null)[] {
  const all = [null, ...file.steps];
  if (nths !== undefined) {
    const wanted = new Set(ints(nths));
    return all.filter((step) => wanted.has(step?.nth ?? 0));
  }
  if (papers === 'all') return all;
  return all.filter((step) => {
    const numbered = step && file.made.has(step.nth) ? numberedPaper(step.act) : null;
    return numbered !== null && (papers === 'numbered' || numbered.kind === papers);
  });
}

function boundPapers(
  papers: readonly (Dated & { readonly party: string })[],
  madeAt: string,
): DocumentContent {
  const t = wordsIn('zh-CN');
  const simulated = papers.filter(({ content }) => content.simulated !== null).length;
  const mixed = simulated > 0 && simulated < papers.length;
  const title = t('print.title');
  return {
    language: 'zh-CN',
    title,
    subtitle: t('print.count', { n: papers.length }),
    meta: [],
    header: title,
    footer: t('print.count', { n: papers.length }),
    simulated: simulated === 0 ? null : t(mixed ? 'print.partlySimulated' : 'doc.simulated'),
    madeAt,
    parts: [
      {
        kind: 'table',
        caption: t('paper.contents'),
        columns: [
          { title: '№', share: 0.4, align: 'center' },
          { title: t('paper.paper'), share: 2.4 },
          { title: t('field.party'), share: 2 },
          { title: t('field.number'), share: 2 },
          { title: t('field.on'), share: 1.4 },
        ],
        rows: papers.map(({ content, party, on }, i) => [
          String(i + 1),
          content.title,
          party,
          content.subtitle ?? '',
          day(on),
        ]),
      },
      ...papers.flatMap(({ content }): Part[] => [
        {
          kind: 'bound',
          title: content.title,
          ...(content.subtitle === undefined ? {} : { subtitle: content.subtitle }),
          // On pages of their own each says for itself what it is.
          meta:
            mixed && content.simulated
              ? [...content.meta, { label: t('print.data'), value: content.simulated }]
              : content.meta,
        },
        ...content.parts,
        ...footOf(content),
      ]),
    ],
  };
}
