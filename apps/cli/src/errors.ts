import { defineErrors } from '@tarim/kernel';

/** What the command line itself finds wrong; other rooms have catalogues of their own. */
export const cliErrors = defineErrors({
  frameLogMissing: {
    code: 'ARCHIVE_LOG_MISSING',
    status: 404,
    zh: '{dir} 中没有帧日志；请用 --data 指明数据目录',
    en: 'There is no frame log in {dir}; name the data folder with --data',
  },
});
