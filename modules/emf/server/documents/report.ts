import type { DocumentContent, Table } from '@tarim/documents';
import {
  bandWords,
  type MeasurementDetail,
  type PetitionDetail,
  percentWords,
  QUANTITIES,
  QUANTITY_UNITS as UNITS,
} from '../../contract.ts';
import { type Key, wordsIn } from '../words.ts';

/** Reports are made in Chinese, whatever language the console is read in. */
const t = wordsIn('zh');

function readings({ input, judgement }: MeasurementDetail): Table {
  const rows = input.readings.flatMap((one, i) =>
    QUANTITIES.flatMap((quantity) => {
      const below = one.below.includes(quantity);
      if (!below && one[quantity] === null) return [];
      const limit = judgement.readings[i]?.limits[quantity] ?? null;
      return [
        [
          bandWords(one),
          quantity,
          below ? t('reading.below') : `${one[quantity]} ${UNITS[quantity]}`,
          limit === null ? '—' : `${Number(limit.toPrecision(5))} ${UNITS[quantity]}`,
        ],
      ];
    }),
  );
  return {
    kind: 'table',
    caption: t('measurement.readings'),
    columns: [
      { title: t('field.band'), share: 2 },
      { title: t('field.quantity'), share: 0.8 },
      { title: t('field.value'), share: 1.4, align: 'end' },
      { title: t('field.limit'), share: 1.4, align: 'end' },
    ],
    rows,
    empty: '—',
  };
}

/** 投诉监测报告: conditions, readings, limits, percentage, conclusion; who complained is nowhere in it. */
export function petitionContent(
  one: PetitionDetail,
  measured: MeasurementDetail,
  unit: string,
  madeAt: string,
): DocumentContent {
  const { input, judgement } = measured;
  const report = one.steps.findLast(({ act }) => act.act === 'report')?.act;
  const written = report?.act === 'report' ? report : null;
  const meta = (key: Key, value: string) => ({ label: t(key), value });
  const missing = judgement.missing.map(({ name }) => name).join('、');
  return {
    language: 'zh-CN',
    title: t('report.title'),
    subtitle: input.place,
    meta: [
      meta('field.number', written?.number ?? one.number),
      meta('field.unit', unit),
      meta('field.facility', measured.facilityName),
      meta('field.measuredAt', measured.measuredAt.replace('T', ' ').slice(0, 16)),
      meta('field.measuredBy', input.measuredBy),
      meta(
        'field.method',
        `${input.method}${measured.methodConfidence === 'memory' ? `（${t('recalled')}）` : ''}`,
      ),
      meta(
        'field.instrument',
        `${input.instrument.name} ${input.instrument.serial}，${t('field.calibratedUntil')} ${input.instrument.calibratedUntil}`,
      ),
      meta('field.weather', input.weather),
      meta('field.load', input.load),
      meta('field.distance', `${input.distanceM} m，${t('field.height')} ${input.heightM} m`),
    ],
    header: `${t('report.title')} ${one.number}`,
    footer: `${judgement.rule} · ${judgement.ruleVersion}`,
    simulated: one.simulated ? t('simulated') : null,
    madeAt,
    parts: [
      {
        kind: 'facts',
        items: [
          { label: t('field.percent'), value: percentWords(judgement.percent, judgement.upperBound) },
          { label: t('field.verdict'), value: t(`verdict.${judgement.verdict}`) },
        ],
      },
      { kind: 'heading', level: 1, text: t('measurement.readings') },
      readings(measured),
      { kind: 'paragraph', text: t('report.sum') },
      ...(missing ? [{ kind: 'paragraph' as const, text: `${t('measurement.missing')}：${missing}` }] : []),
      { kind: 'heading', level: 1, text: t('report.conclusion') },
      { kind: 'paragraph', text: written?.summary ?? t('report.draft') },
      { kind: 'note', text: t('report.note') },
    ],
  };
}
