import { route, Type } from '@tarim/platform/contract';
import { DOCUMENT_KINDS } from './cases.ts';

/** Cases whose papers one file takes, and papers in it: more than that nobody prints at once. */
export const MOST_PRINTED_CASES = 50;
export const MOST_PRINTED_PAPERS = 100;

const Ints = (most: number) => Type.String({ pattern: `^\\d{1,9}(,\\d{1,9}){0,${most - 1}}$` });

export const printPapers = route({
  id: 'enforcement.printPapers',
  method: 'GET',
  path: '/api/enforcement/papers',
  summary: '批量打印：多个案件或一案多份文书合成一个文件（PDF、DOCX；个人案件限经办单位）',
  access: 'enforcement.read',
  query: Type.Object({
    /** Ids of cases: `3,7`. */
    cases: Ints(MOST_PRINTED_CASES),
    /** Which papers of them: all, those with a number of their own, or one kind of these. Absent with `nths`. */
    papers: Type.Optional(Type.Enum(['all', 'numbered', ...DOCUMENT_KINDS])),
    /** Of one case, the steps whose papers are wanted; 0 is 立案审批表. */
    nths: Type.Optional(Ints(MOST_PRINTED_PAPERS)),
    format: Type.Enum(['pdf', 'docx']),
  }),
});
