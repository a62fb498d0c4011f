import type { DocumentContent, Part, Table } from '@tarim/documents';
import type { CampaignDetail } from '../../contract.ts';
import { type Key, wordsIn } from '../words.ts';

/** Reports are made in Chinese, whatever language the console is read in. */
const t = wordsIn('zh');
const RED = '#fdecea';

const heading = (text: string): Part => ({ kind: 'heading', level: 1, text });
const paragraph = (text: string): Part => ({ kind: 'paragraph', text });
const share = (part: number, whole: number): string =>
  whole === 0 ? '—' : `${((part / whole) * 100).toFixed(1)}%`;

function byUnit({ progress }: CampaignDetail): Table {
  return {
    kind: 'table',
    caption: t('report.byUnit'),
    columns: [
      { title: t('field.unit'), share: 2 },
      { title: t('field.answer') },
      { title: t('field.objects'), align: 'end' },
      { title: t('field.done'), align: 'end' },
      { title: t('field.rate'), align: 'end' },
      { title: t('field.problems'), align: 'end' },
      { title: t('field.open'), align: 'end' },
    ],
    rows: progress.units.map((one) => [
      one.name,
      t(`answer.${one.answer}`),
      String(one.objects),
      String(one.done),
      share(one.done, one.objects),
      String(one.problems),
      String(one.open),
    ]),
  };
}

function byResult({ progress }: CampaignDetail): Table {
  return {
    kind: 'table',
    caption: t('report.byResult'),
    columns: [
      { title: t('field.result'), share: 2 },
      { title: t('field.objects'), align: 'end' },
      { title: t('field.share'), align: 'end' },
    ],
    rows: progress.results.map(({ result, objects }) => [
      t(`result.${result}` as Key),
      String(objects),
      share(objects, progress.done),
    ]),
  };
}

function byItem({ progress }: CampaignDetail): Table {
  return {
    kind: 'table',
    caption: t('report.byItem'),
    columns: [
      { title: t('field.key'), share: 0.4 },
      { title: t('field.item'), share: 3 },
      { title: t('field.wanting'), align: 'end' },
    ],
    rows: progress.items.map(({ key, title, objects }) => [String(key), title, String(objects)]),
  };
}

function objects({ objectList, members }: CampaignDetail): Table {
  const names = new Map(members.map(({ unitPath, name }) => [unitPath, name]));
  return {
    kind: 'table',
    caption: t('report.objects'),
    columns: [
      { title: t('field.enterprise'), share: 2 },
      { title: t('field.assigned'), share: 1.2 },
      { title: t('field.on'), share: 1 },
      { title: t('field.result'), share: 1.2 },
      { title: t('field.note'), share: 2.4 },
    ],
    rows: objectList.map(({ name, unitPath, crossed, latest }) => [
      crossed ? `${name}（${t('object.crossed')}）` : name,
      names.get(unitPath) ?? unitPath,
      latest?.on ?? '—',
      latest
        ? {
            text: `${t(`result.${latest.result}` as Key)}${latest.open ? `（${t('field.open')}）` : ''}`,
            ...(latest.open ? { fill: RED } : {}),
          }
        : t('object.none'),
      [latest?.note, latest?.caseNumber && `${t('field.case')} ${latest.caseNumber}`]
        .filter(Boolean)
        .join('；'),
    ]),
    empty: t('objects.none'),
  };
}

/** 行动总结报告: one for all who took part, from the results as they stand. */
export function reportContent(one: CampaignDetail, madeAt: string): DocumentContent {
  const { progress } = one;
  const conclusion = one.steps.findLast(({ act }) => act === 'close')?.note;
  const figures = [
    ['field.units', one.members.filter(({ answer }) => answer === 'lead' || answer === 'confirmed').length],
    ['field.objects', progress.objects],
    ['field.done', progress.done],
    ['field.problems', progress.problems],
    ['field.open', progress.open],
  ] as const;
  return {
    language: 'zh-CN',
    title: t('report.title'),
    subtitle: one.title,
    meta: [
      { label: t('field.kind'), value: t(`kind.${one.kind}`) },
      { label: t('field.period'), value: `${one.from} – ${one.to}` },
      { label: t('field.lead'), value: one.leadName },
      { label: t('field.state'), value: t(`state.${one.state}`) },
      ...(one.departments.length > 0
        ? [{ label: t('field.departments'), value: one.departments.join('、') }]
        : []),
    ],
    header: `${t('report.title')} ${one.title}`,
    footer: t('report.footer', { id: one.id }),
    simulated: one.simulated ? t('report.simulated') : null,
    madeAt,
    parts: [
      { kind: 'facts', items: figures.map(([key, n]) => ({ label: t(key), value: String(n) })) },
      heading(t('field.goals')),
      paragraph(one.goals),
      heading(t('report.progress')),
      byUnit(one),
      byResult(one),
      byItem(one),
      heading(t('report.results')),
      objects(one),
      heading(t('report.conclusion')),
      paragraph(conclusion ?? t('report.notClosed')),
      { kind: 'note', text: t('report.note') },
    ],
  };
}
