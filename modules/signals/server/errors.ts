import { defineErrors } from '@tarim/kernel';

export const signalErrors = defineErrors({
  leadUnknown: {
    code: 'SIGNALS_LEAD_UNKNOWN',
    status: 404,
    zh: '没有线索 {id}',
    en: 'There is no lead {id}',
  },
  pointUnknown: {
    code: 'SIGNALS_POINT_UNKNOWN',
    status: 404,
    zh: '没有排放口 {id}',
    en: 'There is no outlet {id}',
  },
  seriesNone: {
    code: 'SIGNALS_SERIES_NONE',
    status: 422,
    zh: '这条线索不依据小时数据',
    en: 'This lead does not rest on hours',
  },
  innocentMissing: {
    code: 'SIGNALS_INNOCENT_MISSING',
    status: 422,
    zh: '反馈为“有正当解释”时，须选明是哪一种解释；其他反馈不选',
    en: 'Feedback “innocent” names the explanation; other feedback names none',
  },
  innocentUnknown: {
    code: 'SIGNALS_INNOCENT_UNKNOWN',
    status: 422,
    zh: '该识别器没有这种解释：{code}',
    en: 'This detector has no such explanation: {code}',
  },
  unitUnknown: {
    code: 'SIGNALS_UNIT_UNKNOWN',
    status: 422,
    zh: '没有行政单元 {unit}',
    en: 'There is no unit {unit}',
  },
  span: {
    code: 'SIGNALS_SPAN_INVALID',
    status: 422,
    zh: '时段应起早于止，至少 7 天，至多 366 天',
    en: 'The period begins before it ends, and takes 7 to 366 days',
  },
  evidenceUnreadable: {
    code: 'SIGNALS_EVIDENCE_UNREADABLE',
    status: 422,
    zh: '佐证须为 JPEG、PNG、WebP 图片或 PDF，且不空',
    en: 'Evidence is a JPEG, PNG or WebP picture or a PDF, and not empty',
  },
  evidenceUnknown: {
    code: 'SIGNALS_EVIDENCE_UNKNOWN',
    status: 422,
    zh: '佐证文件须先由本人上传',
    en: 'Files have to be sent by the same person first',
  },
  evidenceGone: {
    code: 'SIGNALS_FILE_UNKNOWN',
    status: 404,
    zh: '没有这个文件',
    en: 'There is no such file',
  },
});
