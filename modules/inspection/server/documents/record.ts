import type { DocumentContent, Part } from '@tarim/documents';
import { beijingIso } from '@tarim/kernel';
import {
  type FieldCheck,
  type FieldExchange,
  type FieldRow,
  type FieldSignature,
  SIGNATURE_BOX,
} from '@tarim/platform/contract';
import type { RecordForm } from '../../contract.ts';
import { ALL_CHECKS } from '../domain/checks.ts';
import type { KeptRecord } from '../sql/records.ts';
import type { KeptVisit } from '../sql/visits.ts';
import { type Key, wordsIn } from '../words.ts';

/** Records are made in Chinese, whatever language the console is read in. */
const t = wordsIn('zh-CN');
const HASH_SHOWN = 16;

const minute = (at: number): string => beijingIso(at).slice(0, 16).replace('T', ' ');
const heading = (text: string): Part => ({ kind: 'heading', level: 1, text });
const paragraph = (text: string): Part => ({ kind: 'paragraph', text });
const yes = (value: unknown): string => t(value === true ? 'record.yes' : 'record.no');

/** A signature as it was drawn on the glass. */
function signed(key: Key, value: unknown, certificate = ''): Part[] {
  const one = value as FieldSignature | null | undefined;
  if (!one) return [];
  const [width, height] = SIGNATURE_BOX;
  const paths = one.strokes
    .map((stroke) => {
      const points = stroke.reduce(
        (path, at, i) => path + (i % 2 === 0 ? `${i === 0 ? 'M' : 'L'}${at} ` : `${at}`),
        '',
      );
      return `<path d="${points}${stroke.length === 2 ? 'h0.1' : ''}" fill="none" stroke="#13252b" stroke-width="4" stroke-linecap="round" stroke-linejoin="round"/>`;
    })
    .join('');
  const who = `${one.by}${certificate ? `（${certificate}）` : ''}`;
  return [
    {
      kind: 'figure',
      caption: t('record.signedBy', { what: t(key), who, at: minute(one.at) }),
      width: 0.32,
      picture: {
        svg: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">${paths}</svg>`,
      },
    },
  ];
}

function site({ filled }: KeptRecord): Part[] {
  const checks = filled.checks as Readonly<Record<string, FieldCheck>>;
  return [
    heading(t('record.production')),
    paragraph(String(filled.production)),
    {
      kind: 'table',
      caption: t('record.checks'),
      columns: [
        { title: t('record.row'), share: 1.6 },
        { title: t('record.verdict'), share: 0.7 },
        { title: t('record.note'), share: 2.4 },
      ],
      rows: ALL_CHECKS.flatMap((row) => {
        const one = checks[row];
        return one ? [[t(`check.${row}`), t(`verdict.${one.verdict}` as Key), one.note]] : [];
      }),
    },
    heading(t('record.facts')),
    paragraph(String(filled.facts)),
    paragraph(t('record.sampledIs', { is: yes(filled.sampled) })),
    paragraph(t('record.resultIs', { is: t(`result.${filled.result}` as Key) })),
  ];
}

function inquiry({ filled }: KeptRecord): Part[] {
  return [
    heading(t('record.delivery')),
    paragraph(
      t('record.deliveryIs', {
        address: String(filled.deliveryAddress),
        electronic: yes(filled.electronicDelivery),
      }),
    ),
    ...(filled.interpreter
      ? [paragraph(t('record.interpreterIs', { name: String(filled.interpreter) }))]
      : []),
    heading(t('record.dialogue')),
    ...(filled.dialogue as FieldExchange[]).flatMap(({ q, a }) => [
      paragraph(t('record.q', { text: q })),
      paragraph(t('record.a', { text: a })),
    ]),
  ];
}

/** Columns of the sheet with their shares of its width. */
const SAMPLE_COLUMNS = [
  ['sampleCode', 1.2],
  ['sampleItems', 1.6],
  ['sampleAmount', 0.8],
  ['container', 1],
  ['preservation', 1.1],
  ['sampleState', 1.1],
] as const;

function sampling({ filled }: KeptRecord): Part[] {
  const samples = filled.samples as readonly FieldRow[];
  return [
    heading(t('record.samplingHow')),
    paragraph(
      t('record.samplingText', {
        medium: t(`medium.${filled.medium}` as Key),
        method: String(filled.method),
        weather: filled.weather ? String(filled.weather) : '—',
      }),
    ),
    {
      kind: 'table',
      caption: t('record.samples'),
      columns: SAMPLE_COLUMNS.map(([name, share]) => ({ title: t(`record.${name}`), share })),
      rows: samples.map((row) => SAMPLE_COLUMNS.map(([name]) => row[name] ?? '')),
    },
    paragraph(t('record.samplesGo', { sealed: yes(filled.sealedUp), laboratory: String(filled.laboratory) })),
  ];
}

const BODIES: Readonly<Record<RecordForm, (record: KeptRecord) => Part[]>> = { site, inquiry, sampling };

function evidence({ evidence: files }: KeptRecord): Part[] {
  if (files.length === 0) return [];
  return [
    {
      kind: 'table',
      caption: t('record.evidence'),
      columns: [
        { title: t('record.file'), share: 1.6 },
        { title: t('record.takenAt'), share: 1.2 },
        { title: t('record.at'), share: 1.2 },
        { title: 'SHA-256', share: 1.4 },
      ],
      rows: files.map(({ name, takenAt, place, sha256 }) => [
        name,
        minute(takenAt),
        place ? place.map((one) => one.toFixed(5)).join(', ') : '—',
        `${sha256.slice(0, HASH_SHOWN)}…`,
      ]),
    },
  ];
}

/** 现场检查（勘察）笔录、调查询问笔录、采样单: header, identity and rights, what was seen or said, signatures (案卷评查 笔录要素). */
export function recordPaper(visit: KeptVisit, record: KeptRecord): DocumentContent {
  const { filled, form, madeAt } = record;
  const title = t(`record.${form}` as Key);
  const certificateOf = (value: unknown): string =>
    visit.team.find(({ name }) => name === (value as FieldSignature).by)?.certificate ?? '';
  const made = minute(madeAt.getTime());
  return {
    language: 'zh-CN',
    title,
    subtitle: visit.enterprise,
    meta: [
      { label: t('record.time'), value: `${minute(filled.began as number)} – ${made}` },
      { label: t('record.place'), value: String(filled.place) },
      { label: t('field.uscc'), value: visit.uscc },
      { label: t('record.person'), value: `${filled.person}（${filled.post}）` },
      ...(filled.phone ? [{ label: t('record.phone'), value: String(filled.phone) }] : []),
      ...(filled.identity ? [{ label: t('record.identity'), value: String(filled.identity) }] : []),
    ],
    header: `${title} ${visit.enterprise}`,
    footer: t('record.footer', { id: record.id, act: record.actId.slice(0, 8) }),
    simulated: record.simulated ? t('record.simulated') : null,
    madeAt: beijingIso(madeAt.getTime()),
    parts: [
      ...(filled.certificatesShown === undefined
        ? []
        : [
            heading(t('record.identityAndRights')),
            paragraph(
              t('record.rightsText', { shown: yes(filled.certificatesShown), told: yes(filled.rightsTold) }),
            ),
          ]),
      ...BODIES[form](record),
      ...evidence(record),
      heading(t('record.signatures')),
      ...(filled.refusal ? [paragraph(t('record.refusalIs', { why: String(filled.refusal) }))] : []),
      ...signed('record.personSigns', filled.personSigns),
      ...signed('record.firstOfficer', filled.firstOfficer, certificateOf(filled.firstOfficer)),
      ...signed('record.secondOfficer', filled.secondOfficer, certificateOf(filled.secondOfficer)),
      { kind: 'note', text: t('record.blank') },
    ],
  };
}
