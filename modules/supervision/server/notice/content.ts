import type { DocumentContent, Part } from '@tarim/documents';
import { BEIJING_OFFSET_MS, beijingIso } from '@tarim/kernel';
import { factorName } from '@tarim/standards';
import type { Ground } from '../sql/steps.ts';
import { type Task, taskCode } from '../sql/tasks.ts';
import { causeWord } from '../use-cases/read-tasks.ts';
import { wordsIn } from '../words.ts';

const MOST_GROUNDS = 30;

/** `2026年11月26日` */
export function chineseDay(at: Date): string {
  const local = new Date(at.getTime() + BEIJING_OFFSET_MS);
  return `${local.getUTCFullYear()}年${local.getUTCMonth() + 1}月${local.getUTCDate()}日`;
}

const clockTime = (at: Date | string): string =>
  beijingIso(typeof at === 'string' ? Date.parse(at) : at.getTime())
    .slice(0, 16)
    .replace('T', ' ');

/** A figure as it was judged, without needless digits. */
const figure = (value: number | null): string =>
  value === null ? '—' : String(Number(value.toPrecision(6)));

export interface NoticeInput {
  readonly task: Task;
  readonly grounds: readonly Ground[];
  readonly number: string;
  readonly bodyName: string;
  readonly addressee: string;
  readonly requirement: string;
  readonly issuedAt: Date;
}

/** The notice as a document (pure). It is issued in Chinese, whatever language the console is read in. */
export function noticeContent({
  task,
  grounds,
  number,
  bodyName,
  addressee,
  requirement,
  issuedAt,
}: NoticeInput): DocumentContent {
  const t = wordsIn('zh-CN');
  const cause = causeWord(task.cause, t);
  const parts: Part[] = [];
  if (task.simulated) parts.push({ kind: 'note', text: t('doc.simulatedNote') });
  parts.push(
    { kind: 'paragraph', text: `${addressee}：` },
    {
      kind: 'paragraph',
      text: t('doc.opening')
        .replace(
          '{{subject}}',
          // The addressee stands above; a point's name often has the enterprise's in it. A name is text, not a pattern.
          () => (task.pointName && task.pointName !== addressee ? `监测点位“${task.pointName}”` : addressee),
        )
        .replace('{{cause}}', cause)
        .replace('{{n}}', String(grounds.length)),
    },
    { kind: 'heading', level: 1, text: t('doc.facts') },
    {
      kind: 'table',
      caption: t('doc.factsTable'),
      columns: [
        { title: t('doc.ref'), share: 0.9 },
        { title: t('field.point'), share: 1.5 },
        { title: t('field.factor'), share: 1 },
        { title: t('doc.valueLimit'), align: 'end', share: 1.9 },
        { title: t('doc.time'), share: 1.4 },
        { title: t('doc.basis'), share: 2.1 },
      ],
      rows: grounds
        .slice(0, MOST_GROUNDS)
        .map(({ source, ref, at, facts }) => [
          `${t(`source.${source}`)} ${ref}`,
          facts.pointName ?? task.pointName ?? '—',
          facts.code === null ? cause : factorName(facts.code, 'zh-CN'),
          facts.value === null
            ? '—'
            : `${figure(facts.value)} / ${figure(facts.limit)} ${facts.unit ?? ''}${facts.ratio === null ? '' : `\n${figure(Math.round(facts.ratio * 100) / 100)} ${t('doc.times')}`}`,
          `${facts.time ? clockTime(facts.time) : clockTime(at)}${facts.period ? `\n${t(`period.${facts.period as 'hour'}`)}` : ''}`,
          [facts.standard, facts.ruleVersion, traceKey(facts)].filter(Boolean).join('\n') || '—',
        ]),
      empty: t('doc.noGrounds'),
    },
  );
  if (grounds.length > MOST_GROUNDS)
    parts.push({ kind: 'note', text: t('doc.more').replace('{{n}}', String(grounds.length - MOST_GROUNDS)) });
  parts.push(
    { kind: 'note', text: t('doc.traceNote') },
    { kind: 'heading', level: 1, text: t('doc.requirement') },
    ...requirement
      .split(/\n+/)
      .filter((line) => line.trim())
      .map((text): Part => ({ kind: 'paragraph', text: text.trim() })),
    {
      kind: 'paragraph',
      text: t('doc.deadline')
        .replace(
          '{{due}}',
          `${chineseDay(task.dueAt)}${task.clock.unit === 'hour' ? ` ${clockTime(task.dueAt).slice(11)}` : ''}`,
        )
        .replace('{{term}}', `${task.clock.length} ${t(`unit.${task.clock.unit}`)}`),
    },
    { kind: 'paragraph', text: t('doc.answering') },
    { kind: 'paragraph', text: `${t('doc.signed')}${bodyName}${t('doc.seal')}` },
    { kind: 'paragraph', text: `${t('doc.signedOn')}${chineseDay(issuedAt)}` },
    { kind: 'heading', level: 1, text: t('doc.receipt') },
    {
      kind: 'table',
      caption: t('doc.receiptTable').replace('{{number}}', number),
      columns: [
        { title: t('doc.receiptItem'), share: 1 },
        { title: t('doc.receiptFill'), share: 2 },
      ],
      rows: (
        ['receiptUnit', 'receiptPerson', 'receiptTime', 'receiptDelivery', 'receiptRemark'] as const
      ).map((key) => [t(`doc.${key}`), key === 'receiptUnit' ? addressee : ' ']),
    },
  );
  return {
    language: 'zh-CN',
    title: t('doc.title'),
    subtitle: number,
    meta: [
      { label: t('doc.body'), value: bodyName },
      { label: t('doc.addressee'), value: addressee },
      { label: t('field.code'), value: taskCode(task.id) },
      { label: t('field.cause'), value: `${cause} · ${t(`severity.${task.severity}`)}` },
      { label: t('field.verification'), value: t(`verification.${task.verification}`) },
      { label: t('field.dueAt'), value: clockTime(task.dueAt) },
    ],
    header: `${bodyName} ${t('doc.title')} ${number}`,
    footer: `${number} · ${taskCode(task.id)}`,
    simulated: task.simulated ? t('doc.simulated') : null,
    madeAt: beijingIso(issuedAt.getTime()),
    parts,
  };
}

/** Where the figure comes from: what `/trace/rollup` and `/frames` ask for. */
function traceKey({ pointId, code, period, time, lsn }: Ground['facts']): string | null {
  if (lsn !== null) return `frame:${lsn}`;
  if (pointId === null || time === null) return null;
  return `trace:${[pointId, code, period, beijingIso(Date.parse(time)).slice(0, 16)].filter(Boolean).join('/')}`;
}
