import type { DocumentContent, Part } from '@tarim/documents';
import type { CaseAct, Compensation, PenaltyBeside } from '../../contract.ts';
import type { Defence } from '../domain/defence.ts';
import { offersHearing, type Standing, type Step } from '../domain/file.ts';
import type { CaseRow } from '../sql/cases.ts';
import { filled, type Key, wordsIn } from '../words.ts';
import type { PaperWords } from './paper-words.ts';

export interface PaperInput {
  /** The template that governs the paper. */
  readonly words: PaperWords;
  readonly row: CaseRow;
  readonly steps: readonly Step[];
  readonly standing: Standing;
  readonly compensation: Compensation | null;
  readonly number: string;
  readonly authority: string;
  readonly violationTitle: string;
  /** The day of what the paper is about. */
  readonly on: string;
  readonly madeAt: string;
}
/** What is the same for all papers of a file. */
export type FileInput = Omit<PaperInput, 'words' | 'number' | 'on' | 'madeAt'>;

/** `2026-09-24` → `2026年9月24日` */
export const day = (on: string): string => {
  const [year, month, date] = on.split('-').map(Number);
  return wordsIn('zh-CN')('doc.day', { year: year!, month: month!, date: date! });
};
export const yuan = (amount: number): string =>
  wordsIn('zh-CN')('doc.yuan', { amount: amount.toLocaleString('en') });

/** What every text of a template may name (`OFFERED` of the contract). */
const offered = ({ row, number, authority, on }: PaperInput): Readonly<Record<string, string>> => ({
  party: row.party.name,
  number,
  case: row.number,
  cause: row.cause,
  authority,
  day: day(on),
  handlers: row.handlers.map(({ name, certificate }) => `${name}（${certificate}）`).join('、'),
});

/** Says the texts of a paper; a placeholder of the text's own goes before one that all have. */
export const sayer =
  (input: PaperInput) =>
  (key: Key, params: Readonly<Record<string, string | number>> = {}): string =>
    input.words.say(key, { ...offered(input), ...params });

const besideText = (
  beside: readonly PenaltyBeside[],
  confiscated: number | null,
  t: ReturnType<typeof sayer>,
): string =>
  beside
    .map((kind) =>
      kind === 'confiscate' && confiscated !== null
        ? t('doc.confiscated', { amount: yuan(confiscated) })
        : t(`beside.${kind}` as Key),
    )
    .join('、');

const evidenceOf = (steps: readonly Step[]): Extract<CaseAct, { act: 'add-evidence' }>[] =>
  steps.flatMap(({ act }) => (act.act === 'add-evidence' ? [act] : []));

function evidenceTable(input: PaperInput): Part[] {
  if (!input.words.shows('doc.evidence')) return [];
  const t = sayer(input);
  return [
    {
      kind: 'table',
      caption: t('doc.evidence'),
      columns: [
        { title: t('field.evidence'), share: 2 },
        { title: t('field.kind'), share: 1 },
        { title: t('field.collectedOn'), share: 1 },
        { title: t('field.proves'), share: 2.4 },
      ],
      rows: evidenceOf(input.steps).map((one) => [
        one.title,
        t(`evidence.${one.kind}` as Key),
        one.on,
        one.proves,
      ]),
      empty: t('doc.noEvidence'),
    },
  ];
}

const heading = (text: string): Part => ({ kind: 'heading', level: 1, text });
const paragraph = (text: string): Part => ({ kind: 'paragraph', text });

/** A heading by the key of its text, with its paragraphs. */
export const headed = (input: PaperInput, key: Key, ...texts: readonly string[]): Part[] => [
  heading(sayer(input)(key)),
  ...texts.map(paragraph),
];

/** Title, party and numbers; the office's own paragraphs around what the paper says; signature and seal. */
export function frame(input: PaperInput, parts: readonly Part[]): DocumentContent {
  const { row, number, authority, madeAt, words } = input;
  const t = sayer(input);
  const own = (texts: readonly string[]) => texts.map((text) => paragraph(filled(text, offered(input))));
  return {
    language: 'zh-CN',
    title: words.title,
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
    header: `${authority} ${words.title} ${number}`,
    footer: words.mark === null ? number : `${number}　${words.mark}`,
    simulated: row.simulated ? t('doc.simulated') : null,
    madeAt,
    parts: [...own(words.before), ...parts, ...own(words.after), ...own(words.signature)],
  };
}

export function facts(input: PaperInput): Part[] {
  const { row, violationTitle, words } = input;
  if (!words.shows('doc.facts')) return [];
  const t = sayer(input);
  return headed(
    input,
    'doc.facts',
    t('doc.factsText', {
      start: day(row.actStart),
      end: day(row.actEnd),
      facts: row.facts,
      title: violationTitle,
      source: row.range?.source ?? t('doc.none'),
    }),
  );
}

/** 损害赔偿 that was agreed or performed is a circumstance of the discretion (生态环境法典 1056). */
function compensated(input: PaperInput): string[] {
  const { compensation } = input;
  if (compensation?.stage !== 'agreed' && compensation?.stage !== 'performed') return [];
  const { number, amount, paid, performedOn } = compensation;
  return [
    sayer(input)(performedOn ? 'doc.compensationDone' : 'doc.compensationAgreed', {
      number,
      amount: yuan(amount ?? 0),
      paid: yuan(paid),
      on: performedOn ? day(performedOn) : '',
    }),
  ];
}

/** 陈述申辩 and, where it is owed, the hearing; that none is owed may be left out. */
export function rights(input: PaperInput, hearing: boolean): Part[] {
  const t = sayer(input);
  return headed(
    input,
    'doc.rights',
    t('doc.defenceRight'),
    ...(hearing ? [t('doc.hearingRight')] : input.words.shows('doc.noHearing') ? [t('doc.noHearing')] : []),
  );
}

const penalty = (
  input: PaperInput,
  amount: number,
  beside: readonly PenaltyBeside[],
  confiscated: number | null,
) => {
  const t = sayer(input);
  return {
    fine: yuan(amount),
    beside: beside.length > 0 ? t('doc.andBeside', { kinds: besideText(beside, confiscated, t) }) : '',
    source: input.row.range?.source ?? t('doc.none'),
  };
};

/** 行政处罚事先（听证）告知书: facts, evidence, articles, what is proposed and why, rights with their terms. */
export function noticePaper(
  input: PaperInput,
  act: Extract<CaseAct, { act: 'give-notice' }>,
): DocumentContent {
  const t = sayer(input);
  return frame(input, [
    ...facts(input),
    ...evidenceTable(input),
    ...headed(
      input,
      'doc.proposal',
      t('doc.proposalText', penalty(input, act.amount, act.beside, act.confiscated ?? null)),
      t('doc.discretionText', { method: act.method, reasons: act.reasons }),
      ...compensated(input),
    ),
    ...rights(input, offersHearing(input.row.party.kind, act.amount, act.beside, act.confiscated ?? null)),
  ]);
}

/** How what the party said was treated, also where it said nothing or waived (案卷评查细则). */
export function treated(
  input: PaperInput,
  { statements, hearing, waived }: Defence,
  deliveredOn: string | null,
): Part[] {
  const t = sayer(input);
  return headed(
    input,
    'doc.treated',
    ...(deliveredOn ? [t('doc.noticed', { day: day(deliveredOn) })] : []),
    ...(waived ? [t('doc.waived')] : []),
    ...statements.map(({ on, content, adopted, opinion }) =>
      t(adopted ? 'doc.statementAdopted' : 'doc.statementNot', { day: day(on), content, opinion }),
    ),
    ...(hearing ? [t('doc.hearingHeld', { day: day(hearing.on), summary: hearing.summary })] : []),
    ...(!waived && statements.length === 0 && !hearing ? [t('doc.noStatement')] : []),
  );
}

/** 行政处罚决定书: also how statements and hearing were treated, how to pay, remedies and what default costs. */
export function decisionPaper(input: PaperInput, act: Extract<CaseAct, { act: 'decide' }>): DocumentContent {
  const { notice } = input.standing;
  const none = act.kind === 'no-penalty';
  const t = sayer(input);
  return frame(input, [
    ...facts(input),
    ...evidenceTable(input),
    ...treated(input, input.standing, notice?.deliveredOn ?? null),
    ...headed(
      input,
      'doc.decision',
      none
        ? t('doc.noPenaltyText', { reasons: act.reasons })
        : t('doc.decisionText', {
            ...penalty(input, act.amount, act.beside, act.confiscated ?? notice?.confiscated ?? null),
            reasons: act.reasons,
          }),
      ...(notice && !none
        ? [t('doc.discretionText', { method: notice.method, reasons: notice.reasons }), ...compensated(input)]
        : []),
    ),
    ...(none ? [] : headed(input, 'doc.performance', t('doc.performanceText'))),
    ...headed(input, 'doc.remedies', t('doc.remediesText')),
  ]);
}
