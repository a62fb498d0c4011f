import type { DocumentContent, Part } from '@tarim/documents';
import { DAMAGE_RULES } from '@tarim/standards';
import type { AmountItem, DamageAct, DamageDocument } from '../../contract.ts';
import { itemsTotal, type Standing } from '../domain/file.ts';
import type { CaseRow } from '../sql/cases.ts';
import { type Key, wordsIn } from '../words.ts';

export interface PaperInput {
  readonly row: CaseRow;
  readonly standing: Standing;
  readonly number: string;
  readonly authority: string;
  readonly madeAt: string;
}
type Of<N extends DamageAct['act']> = Extract<DamageAct, { act: N }>;

/** Documents are made in Chinese, whatever language the console is read in. */
const t = wordsIn('zh-CN');

/** `2026-09-24` → `2026年9月24日` */
const day = (on: string): string => {
  const [year, month, date] = on.split('-').map(Number);
  return t('doc.day', { year: year!, month: month!, date: date! });
};
const yuan = (amount: number): string => t('doc.yuan', { amount: amount.toLocaleString('en') });
const heading = (key: Key): Part => ({ kind: 'heading', level: 1, text: t(key) });
const paragraph = (text: string): Part => ({ kind: 'paragraph', text });

/** What becomes of a step on paper: its kind, and how it reads; null: nothing. */
export function paperOf(
  act: DamageAct,
): { kind: DamageDocument['kind']; write: (input: PaperInput) => DocumentContent } | null {
  switch (act.act) {
    case 'check':
      return { kind: 'check-report', write: (input) => checkPaper(input, act) };
    case 'give-notice':
      return { kind: 'notice', write: (input) => noticePaper(input, act) };
    case 'agree':
      return { kind: 'agreement', write: (input) => agreementPaper(input, act) };
    default:
      return null;
  }
}

function frame(
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
      { label: t('field.number'), value: row.number },
      { label: t('field.source'), value: t(`source.${row.source}`) },
    ],
    header: `${authority} ${t(title)} ${number}`,
    footer: number,
    simulated: row.simulated ? t('doc.simulated') : null,
    madeAt,
    parts,
  };
}

const signed = ({ authority }: PaperInput, on: string): Part[] => [
  paragraph(t('doc.signed', { authority })),
  paragraph(day(on)),
];

const facts = ({ row }: PaperInput): Part[] => [
  heading('doc.facts'),
  paragraph(t('doc.factsText', { on: day(row.foundOn), title: row.title, facts: row.facts })),
];

/** 初步核查报告: what was found and what decides whether the case is started. */
function checkPaper(input: PaperInput, act: Of<'check'>): DocumentContent {
  const yes = (one: boolean) => t(one ? 'yes' : 'no');
  return frame(input, 'doc.checkTitle', [
    ...facts(input),
    heading('doc.checked'),
    paragraph(act.findings),
    {
      kind: 'table',
      caption: t('doc.conditions'),
      columns: [
        { title: t('doc.condition'), share: 3 },
        { title: t('doc.answer'), share: 1 },
      ],
      rows: (['slight', 'redline', 'repeat'] as const).map((key) => [t(`field.${key}`), yes(act[key])]),
      empty: '',
    },
    paragraph(t('doc.unverified', { source: DAMAGE_RULES.slight.act })),
    ...signed(input, act.on),
  ]);
}

function itemsTable(items: readonly AmountItem[], total: number): Part {
  return {
    kind: 'table',
    caption: t('doc.items'),
    columns: [
      { title: t('field.item'), share: 3 },
      { title: t('field.amount'), share: 1.4 },
      { title: t('field.note'), share: 2.4 },
    ],
    rows: [
      ...items.map(({ item, amount, note }) => [t(`item.${item}`), yuan(amount), note]),
      [t('doc.total'), yuan(total), ''],
    ],
    empty: '',
  };
}

/** How the amount came about: by whom, by which way, and that an estimate is one. */
function assessed({ standing }: PaperInput): Part[] {
  const { assessment } = standing;
  if (!assessment) return [];
  return [
    heading('doc.assessed'),
    paragraph(
      t('doc.assessedText', {
        on: day(assessment.on),
        assessor: assessment.assessor,
        method: t(`method.${assessment.method}`),
        report: assessment.report,
      }),
    ),
    itemsTable(assessment.items, itemsTotal(assessment)),
    ...(assessment.estimate ? [paragraph(t('doc.estimate', { assessor: assessment.assessor }))] : []),
  ];
}

/** 磋商告知书: facts, amount, where and when one meets. */
function noticePaper(input: PaperInput, act: Of<'give-notice'>): DocumentContent {
  const { act: code, article } = DAMAGE_RULES.duty;
  return frame(input, 'doc.noticeTitle', [
    ...facts(input),
    ...assessed(input),
    heading('doc.meeting'),
    paragraph(
      t('doc.meetingText', { source: `${code} ${article}`, on: day(act.meetingOn), place: act.place }),
    ),
    paragraph(t('doc.failText')),
    ...signed(input, act.on),
  ]);
}

/** 赔偿协议: what is owed, how and by when; parts where it is paid in parts. */
function agreementPaper(input: PaperInput, act: Of<'agree'>): DocumentContent {
  return frame(input, 'doc.agreementTitle', [
    paragraph(t('doc.sides', { authority: input.authority, party: input.row.party.name })),
    ...facts(input),
    ...assessed(input),
    heading('doc.agreed'),
    paragraph(t('doc.agreedText', { way: t(`way.${act.way}`), amount: yuan(act.amount), due: day(act.due) })),
    paragraph(act.plan),
    ...(act.parts.length > 0
      ? [
          {
            kind: 'table',
            caption: t('field.parts'),
            columns: [
              { title: t('field.due'), share: 1 },
              { title: t('field.amount'), share: 1 },
            ],
            rows: act.parts.map(({ due, amount }) => [day(due), yuan(amount)]),
            empty: '',
          } satisfies Part,
        ]
      : []),
    paragraph(t('doc.confirmText')),
    ...signed(input, act.on),
    paragraph(t('doc.signed', { authority: input.row.party.name })),
  ]);
}
