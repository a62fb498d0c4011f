import type { DocumentContent, Part } from '@tarim/documents';
import { actFacts, type CaseAct, TEMPLATE_KINDS, type TemplateKind } from '../../contract.ts';
import type { Key } from '../words.ts';
import { day, facts, frame, headed, type PaperInput, sayer } from './content.ts';
import { KINDS, type KindSpec } from './kinds.ts';
import { numberedPaper } from './numbered.ts';

/** Kind of the paper that a step is told by; null: its paper has a number, and only a file from elsewhere lacks it. */
export function stepKind(act: CaseAct): TemplateKind | null {
  if (numberedPaper(act)) return null;
  if (act.act === 'decide') return 'withdrawn';
  if (act.act === 'decide-transfer') return 'not-transferred';
  return TEMPLATE_KINDS.find((kind) => kind === act.act) ?? null;
}

/** A step whose numbered paper is not there is told as a record. */
export const stepSpec = (act: CaseAct): KindSpec => {
  const kind = stepKind(act);
  return kind ? KINDS[kind] : { ...KINDS.close, title: `paper.${act.act}` as Key };
};

export const dayOf = (act: CaseAct): string => ('on' in act ? act.on : act.from);

/** 立案审批表: the clue, the party, what is suspected, who handles it. */
export function filingPaper(input: PaperInput): DocumentContent {
  const { row } = input;
  const t = sayer(input);
  return frame(input, [
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
  ]);
}

/** The paper of a step that has none of its own, made of what the step says: orders, records, opinions, receipts (§ 文书). */
export function stepPaper(input: PaperInput, act: CaseAct, by: string): DocumentContent {
  const t = sayer(input);
  const has = (key: Key) => stepSpec(act).blocks.some((block) => block.key === key);
  return frame(input, [
    ...(has('doc.facts') ? facts(input) : []),
    contentTable(input, act, by),
    ...(has('doc.remediesText') ? headed(input, 'doc.remedies', t('doc.remediesText')) : []),
    ...(has('paper.demandText') ? [{ kind: 'paragraph' as const, text: t('paper.demandText') }] : []),
  ]);
}

function contentTable(input: PaperInput, act: CaseAct, by: string): Part {
  const t = sayer(input);
  return {
    kind: 'table',
    caption: t(`act.${act.act}` as Key),
    columns: [
      { title: t('paper.item'), share: 1 },
      { title: t('paper.content'), share: 3 },
    ],
    rows: [
      [t('field.on'), 'on' in act ? day(act.on) : `${day(act.from)} – ${day(act.to)}`],
      ...actFacts(act, (key) => t(key as Key)),
      [t('paper.by'), by],
    ],
  };
}

/** A paper of a file, with its day. */
export interface Dated {
  readonly content: DocumentContent;
  readonly on: string;
}

/** 案卷: a list of its papers, and all of them after it. */
export function volumePaper(input: PaperInput, papers: readonly Dated[]): DocumentContent {
  const t = sayer(input);
  return frame(input, [
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
      ...footOf(content),
    ]),
  ]);
}

/** What stands at the foot of a paper beside its number: the template that it was made with. */
export const footOf = ({ footer, subtitle }: DocumentContent): Part[] =>
  footer === subtitle ? [] : [{ kind: 'note', text: footer }];
