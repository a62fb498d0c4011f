import type { DocumentContent, Part } from '@tarim/documents';
import type { AccidentDetail } from '../../contract.ts';
import { type Key, wordsIn } from '../words.ts';

/** Reports are made in Chinese, whatever language the console is read in. */
const t = wordsIn('zh');

const written = (value: string | number | boolean | null): string => {
  if (value === null) return '';
  if (value === true) return t('form.yes');
  if (value === false) return t('form.no');
  return typeof value === 'number' && value >= 1e6 ? value.toExponential(4) : String(value);
};
const minute = (iso: string): string => iso.slice(0, 16).replace('T', ' ');

/** 辐射事故初始报告表 (环发〔2006〕145号 附件1), filled as far as it is known; what is empty is for the reporter's hand. */
export function formContent(one: AccidentDetail, madeAt: string): DocumentContent {
  const table = (part: AccidentDetail['form'][number]): Part => ({
    kind: 'table',
    caption: part.title,
    columns: [
      { title: t('form.field'), share: 1 },
      { title: t('form.value'), share: 2 },
    ],
    rows: Object.entries(part.values).map(([name, value]) => [name, written(value)]),
    empty: '',
  });
  return {
    language: 'zh-CN',
    title: t('form.title'),
    subtitle: one.terminalName,
    meta: [
      { label: t('field.foundAt'), value: minute(one.foundAt) },
      { label: t('field.dueAt'), value: minute(one.dueAt) },
      { label: t('field.grade'), value: one.grade ?? '—' },
      { label: t('field.category'), value: one.category ?? '—' },
    ],
    header: t('form.title'),
    footer: t('form.source'),
    simulated: one.simulated ? t('form.simulated') : null,
    madeAt,
    parts: [
      ...one.form.map(table),
      {
        kind: 'note',
        text: t('form.note', {
          grade: one.gradeSource,
          confidence: t(`confidence.${one.gradeConfidence}` as Key),
        }),
      },
    ],
  };
}
