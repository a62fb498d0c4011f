import type { Bilingual } from '@tarim/platform';

/** Words of an entry, the weightier first. */
export interface Searched {
  readonly titles: Bilingual;
  readonly keywords: { readonly zh: readonly string[]; readonly en: readonly string[] };
  readonly fields: readonly Bilingual[];
  readonly abstracts: Bilingual;
  readonly more: readonly string[];
}

const WEIGHT = { title: 10, keyword: 6, field: 3, abstract: 2, more: 1 } as const;
const HAN = /\p{Script=Han}/u;
/** Of the pairs of a Chinese term that are found apart, so many let the entry in, below a whole find. */
const ENOUGH = 0.6;

export interface Found {
  readonly score: number;
  /** Texts to mark. */
  readonly found: readonly string[];
}

/**
 * Ranks an entry for a question of words parted by spaces: every word has to be somewhere. Chinese, which has no spaces, is
 * found by pairs of characters where the whole term is not there: 空气监测站 finds 空气 … 监测点位.
 * @returns null where a word is missing
 */
export function searchEntry(question: string, of: Searched): Found | null {
  const terms = question.normalize('NFKC').toLowerCase().split(/\s+/).filter(Boolean);
  if (terms.length === 0) return { score: 0, found: [] };
  const places: readonly (readonly [number, string])[] = [
    [WEIGHT.title, `${of.titles.zh}\n${of.titles.en}`],
    [WEIGHT.keyword, [...of.keywords.zh, ...of.keywords.en].join('\n')],
    [WEIGHT.field, of.fields.map((one) => `${one.zh}\n${one.en}`).join('\n')],
    [WEIGHT.abstract, `${of.abstracts.zh}\n${of.abstracts.en}`],
    [WEIGHT.more, of.more.join('\n')],
  ];
  const texts = places.map(([weight, text]) => [weight, text.normalize('NFKC').toLowerCase()] as const);
  let score = 0;
  const found = new Set<string>();
  for (const term of terms) {
    const whole = texts.reduce((sum, [weight, text]) => sum + (has(text, term) ? weight : 0), 0);
    if (whole > 0) {
      score += whole;
      found.add(term);
      continue;
    }
    const part = pairsFound(term, texts);
    if (!part) return null;
    score += part.score;
    for (const pair of part.pairs) found.add(pair);
  }
  return { score, found: [...found] };
}

/** A Latin word begins where a word begins (`water` is not in `groundwater`'s middle … `air` not in `repair`). */
function has(text: string, term: string): boolean {
  if (HAN.test(term)) return text.includes(term);
  for (let at = text.indexOf(term); at >= 0; at = text.indexOf(term, at + 1))
    if (at === 0 || !/[a-z0-9]/.test(text[at - 1]!)) return true;
  return false;
}

function pairsFound(
  term: string,
  texts: readonly (readonly [number, string])[],
): { score: number; pairs: string[] } | null {
  const letters = [...term];
  if (letters.length < 3 || !letters.every((one) => HAN.test(one))) return null;
  const pairs = letters.slice(1).map((one, index) => letters[index]! + one);
  let score = 0;
  const found = pairs.filter((pair) => {
    const sum = texts.reduce((all, [weight, text]) => all + (text.includes(pair) ? weight : 0), 0);
    score += sum;
    return sum > 0;
  });
  if (found.length / pairs.length < ENOUGH) return null;
  // Half of what a whole find of the same places would give.
  return { score: score / pairs.length / 2, pairs: found };
}
