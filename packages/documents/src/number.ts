import type { DocumentContent, Part } from './model.ts';

/** Words that the room itself puts into a document. */
export const WORDS = {
  'zh-CN': { figure: '图', table: '表', page: '第 {page} 页　共 {pages} 页' },
  en: { figure: 'Figure', table: 'Table', page: 'Page {page} of {pages}' },
  ug: { figure: 'رەسىم', table: 'جەدۋەل', page: '{page} / {pages}' },
} as const;

const DIGITS = '〇一二三四五六七八九';

/** 1 → 一, 10 → 十, 23 → 二十三 (up to 99). */
export function chineseNumber(n: number): string {
  if (n < 10) return DIGITS[n]!;
  const tens = Math.floor(n / 10);
  const ones = n % 10;
  return `${tens === 1 ? '' : DIGITS[tens]}十${ones === 0 ? '' : DIGITS[ones]}`;
}

/** Numbers chapters, tables and figures, so that PDF and DOCX count alike. */
export function numbered({ language, parts }: Pick<DocumentContent, 'language' | 'parts'>): Part[] {
  const words = WORDS[language];
  let [chapter, table, figure] = [0, 0, 0];
  return parts.map((part) => {
    if (part.kind === 'bound') [chapter, table, figure] = [0, 0, 0];
    if (part.kind === 'heading' && part.level === 1) {
      chapter++;
      const mark = language === 'zh-CN' ? `${chineseNumber(chapter)}、` : `${chapter}. `;
      return { ...part, text: `${mark}${part.text}` };
    }
    if (part.kind === 'table') return { ...part, caption: `${words.table} ${++table}　${part.caption}` };
    if (part.kind === 'figure') return { ...part, caption: `${words.figure} ${++figure}　${part.caption}` };
    return part;
  });
}
