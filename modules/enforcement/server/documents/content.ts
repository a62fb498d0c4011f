import type { DocumentContent, Part } from '@tarim/documents';
import type { CaseAct, Compensation, PenaltyBeside } from '../../contract.ts';
import type { Defence } from '../domain/defence.ts';
import { owesHearing, type Standing, type Step } from '../domain/file.ts';
import type { CaseRow } from '../sql/cases.ts';
import { type Key, wordsIn } from '../words.ts';

export interface PaperInput {
  readonly row: CaseRow;
  readonly steps: readonly Step[];
  readonly standing: Standing;
  readonly compensation: Compensation | null;
  readonly number: string;
  readonly authority: string;
  readonly violationTitle: string;
  readonly madeAt: string;
}

/** Documents are made in Chinese, whatever language the console is read in. */
const t = wordsIn('zh-CN');

/** `2026-09-24` → `2026年9月24日` */
export const day = (on: string): string => {
  const [year, month, date] = on.split('-').map(Number);
  return t('doc.day', { year: year!, month: month!, date: date! });
};
export const yuan = (amount: number): string => t('doc.yuan', { amount: amount.toLocaleString('en') });
const besideText = (beside: readonly PenaltyBeside[]): string =>
  beside.map((kind) => t(`beside.${kind}` as Key)).join('、');

const evidenceOf = (steps: readonly Step[]): Extract<CaseAct, { act: 'add-evidence' }>[] =>
  steps.flatMap(({ act }) => (act.act === 'add-evidence' ? [act] : []));

function evidenceTable(steps: readonly Step[]): Part {
  return {
    kind: 'table',
    caption: t('doc.evidence'),
    columns: [
      { title: t('field.evidence'), share: 2 },
      { title: t('field.kind'), share: 1 },
      { title: t('field.collectedOn'), share: 1 },
      { title: t('field.proves'), share: 2.4 },
    ],
    rows: evidenceOf(steps).map((one) => [one.title, t(`evidence.${one.kind}` as Key), one.on, one.proves]),
    empty: t('doc.noEvidence'),
  };
}

export const heading = (key: Key): Part => ({ kind: 'heading', level: 1, text: t(key) });
export const paragraph = (text: string): Part => ({ kind: 'paragraph', text });

export function frame(
  { row, number, authority, madeAt }: PaperInput,
  title: Key,
  parts: readonly Part[],
): DocumentContent {
  return {
    language: 'zh-CN',
    title: t(title),
    subtitle: number,
    meta: [
      { label: t('field.party'), value: row.party.name },
      {
        label: t(row.party.kind === 'organisation' ? 'field.uscc' : 'field.identity'),
        value: row.party.code,
      },
      { label: t('field.address'), value: row.party.address || t('doc.none') },
      { label: t('field.number'), value: row.number },
    ],
    header: `${authority} ${t(title)} ${number}`,
    footer: number,
    simulated: row.simulated ? t('doc.simulated') : null,
    madeAt,
    parts,
  };
}

export const facts = ({ row, violationTitle }: PaperInput): Part[] => [
  heading('doc.facts'),
  paragraph(
    t('doc.factsText', {
      start: day(row.actStart),
      end: day(row.actEnd),
      facts: row.facts,
      title: violationTitle,
      source: row.range?.source ?? t('doc.none'),
    }),
  ),
];

export const signed = ({ authority }: PaperInput, on: string): Part[] => [
  paragraph(t('doc.signed', { authority })),
  paragraph(t('doc.signedOn', { day: day(on) })),
];

/** 损害赔偿 that was agreed or performed is a circumstance of the discretion (生态环境法典 1056). */
function compensated({ compensation }: PaperInput): Part[] {
  if (compensation?.stage !== 'agreed' && compensation?.stage !== 'performed') return [];
  const { number, amount, paid, performedOn } = compensation;
  return [
    paragraph(
      t(performedOn ? 'doc.compensationDone' : 'doc.compensationAgreed', {
        number,
        amount: yuan(amount ?? 0),
        paid: yuan(paid),
        on: performedOn ? day(performedOn) : '',
      }),
    ),
  ];
}

/** 行政处罚事先（听证）告知书: facts, evidence, articles, what is proposed and why, rights with their terms. */
export function noticePaper(
  input: PaperInput,
  act: Extract<CaseAct, { act: 'give-notice' }>,
): DocumentContent {
  const { row, steps } = input;
  const hearing = owesHearing(row.party.kind, act.amount, act.beside);
  return frame(input, 'doc.noticeTitle', [
    ...facts(input),
    evidenceTable(steps),
    heading('doc.proposal'),
    paragraph(
      t('doc.proposalText', {
        fine: yuan(act.amount),
        beside: act.beside.length > 0 ? t('doc.andBeside', { kinds: besideText(act.beside) }) : '',
        source: row.range?.source ?? t('doc.none'),
      }),
    ),
    paragraph(t('doc.discretionText', { method: act.method, reasons: act.reasons })),
    ...compensated(input),
    heading('doc.rights'),
    paragraph(t('doc.defenceRight')),
    paragraph(t(hearing ? 'doc.hearingRight' : 'doc.noHearing')),
    ...signed(input, act.on),
  ]);
}

/** How what the party said was treated, also where it said nothing or waived (案卷评查细则). */
export const treated = ({ statements, hearing, waived }: Defence, deliveredOn: string | null): Part[] => [
  heading('doc.treated'),
  ...[
    ...(deliveredOn ? [t('doc.noticed', { day: day(deliveredOn) })] : []),
    ...(waived ? [t('doc.waived')] : []),
    ...statements.map(({ on, content, adopted, opinion }) =>
      t(adopted ? 'doc.statementAdopted' : 'doc.statementNot', { day: day(on), content, opinion }),
    ),
    ...(hearing ? [t('doc.hearingHeld', { day: day(hearing.on), summary: hearing.summary })] : []),
    ...(!waived && statements.length === 0 && !hearing ? [t('doc.noStatement')] : []),
  ].map(paragraph),
];

/** 行政处罚决定书: also how statements and hearing were treated, how to pay, remedies and what default costs. */
export function decisionPaper(input: PaperInput, act: Extract<CaseAct, { act: 'decide' }>): DocumentContent {
  const { steps, standing, row } = input;
  const { notice } = standing;
  const none = act.kind === 'no-penalty';
  return frame(input, none ? 'doc.noPenaltyTitle' : 'doc.decisionTitle', [
    ...facts(input),
    evidenceTable(steps),
    ...treated(standing, notice?.deliveredOn ?? null),
    heading('doc.decision'),
    paragraph(
      none
        ? t('doc.noPenaltyText', { reasons: act.reasons })
        : t('doc.decisionText', {
            fine: yuan(act.amount),
            beside: act.beside.length > 0 ? t('doc.andBeside', { kinds: besideText(act.beside) }) : '',
            source: row.range?.source ?? t('doc.none'),
            reasons: act.reasons,
          }),
    ),
    ...(notice && !none
      ? [
          paragraph(t('doc.discretionText', { method: notice.method, reasons: notice.reasons })),
          ...compensated(input),
        ]
      : []),
    ...(none ? [] : [heading('doc.performance'), paragraph(t('doc.performanceText'))]),
    heading('doc.remedies'),
    paragraph(t('doc.remediesText')),
    ...signed(input, act.on),
  ]);
}
