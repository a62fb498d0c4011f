import { defineErrors } from '@tarim/kernel';

export const documentErrors = defineErrors({
  unprintable: {
    code: 'DOCUMENT_UNPRINTABLE',
    status: 500,
    zh: '文件无法排版：{reason}',
    en: 'The document cannot be typeset: {reason}',
  },
});
