import type { DocumentContent, Part } from '@tarim/documents';
import { actFacts, type CaseAct } from '../../contract.ts';
import { type Key, wordsIn } from '../words.ts';
import { day, facts, frame, heading, type PaperInput, paragraph, signed } from './content.ts';

const t = wordsIn('zh-CN');
const words = (key: string): string => t(key as Key);

/** Papers that go out to the party: whose hand they come from stands under them, and some tell of rights. */
const OUTGOING: ReadonlySet<CaseAct['act']> = new Set([
  'order-correction',
  'defer',
  'demand',
  'apply-court',
  'limit-production',
  'lift-limit',
  'extend-seal',
  'decide-repair',
]);
/** Papers that the party or somebody else signs, too. */
const COUNTERSIGNED: ReadonlySet<CaseAct['act']> = new Set([
  'record-waiver',
  'record-statement',
  'request-hearing',
  'hold-hearing',
  'deliver',
  'recheck',
]);

const dayOf = (act: CaseAct): string => ('on' in act ? act.on : act.from);

/** 立案审批表: the clue, the party, what is suspected, who handles it. */
export function filingPaper(input: PaperInput): DocumentContent {
  const { row } = input;
  return frame(input, 'paper.file', [
    ...facts(input),
    {
      kind: 'table',
      caption: t('paper.filing'),
      columns: [
        { title: t('paper.item'), share: 1 },
        { title: t('paper.content'), share: 3 },
      ],
      rows: [
        [t('field.cause'), row.cause],
        [t('field.filedOn'), day(row.filedOn)],
        [t('field.harm'), t(row.harm ? 'word.yes' : 'word.no')],
        [
          t('field.handlers'),
          row.handlers.map(({ name, certificate }) => `${name}（${certificate}）`).join('、'),
        ],
      ],
    },
    paragraph(t('paper.handlerSigns')),
    paragraph(t('paper.headSigns')),
  ]);
}

/** The paper of a step that has none of its own, made of what the step says: orders, records, opinions, receipts (§ 文书). */
export function stepPaper(input: PaperInput, act: CaseAct, by: string): DocumentContent {
  const outgoing = OUTGOING.has(act.act);
  return frame(input, `paper.${act.act}` as Key, [
    ...(outgoing ? facts(input) : []),
    contentTable(act, by),
    ...(act.act === 'order-correction' || act.act === 'limit-production'
      ? [heading('doc.remedies'), paragraph(t('doc.remediesText'))]
      : []),
    ...(act.act === 'demand' ? [paragraph(t('paper.demandText'))] : []),
    ...(COUNTERSIGNED.has(act.act) ? [paragraph(t('paper.partySigns'))] : []),
    ...(outgoing
      ? signed(input, dayOf(act))
      : [paragraph(t('paper.handlerSigns')), paragraph(t('paper.headSigns'))]),
  ]);
}

const contentTable = (act: CaseAct, by: string): Part => ({
  kind: 'table',
  caption: t(`act.${act.act}` as Key),
  columns: [
    { title: t('paper.item'), share: 1 },
    { title: t('paper.content'), share: 3 },
  ],
  rows: [
    [t('field.on'), 'on' in act ? day(act.on) : `${day(act.from)} – ${day(act.to)}`],
    ...actFacts(act, words),
    [t('paper.by'), by],
  ],
});

/** 案卷: a list of its papers, and all of them after it. */
export function volumePaper(
  input: PaperInput,
  papers: readonly { readonly content: DocumentContent; readonly on: string }[],
): DocumentContent {
  return frame(input, 'paper.volume', [
    {
      kind: 'table',
      caption: t('paper.contents'),
      columns: [
        { title: '№', share: 0.4, align: 'center' },
        { title: t('paper.paper'), share: 3 },
        { title: t('field.number'), share: 2 },
        { title: t('field.on'), share: 1.4 },
      ],
      rows: papers.map(({ content, on }, i) => [
        String(i + 1),
        content.title,
        content.subtitle ?? '',
        day(on),
      ]),
    },
    ...papers.flatMap(({ content }, i): Part[] => [
      { kind: 'heading', level: 1, text: `${i + 1} ${content.title} ${content.subtitle ?? ''}`.trim() },
      ...content.parts.map((part): Part => (part.kind === 'heading' ? { ...part, level: 2 } : part)),
    ]),
  ]);
}
