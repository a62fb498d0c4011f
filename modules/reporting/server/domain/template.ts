import type { ReportKind, ReportLanguage, TemplateContent, Words } from '../../contract.ts';
import { PLACEHOLDERS, type Placeholder } from '../../contract.ts';

const MARK = /\{\{\s*(\w+)\s*\}\}/g;
const KNOWN: ReadonlySet<string> = new Set(PLACEHOLDERS);

export type Values = Readonly<Record<Placeholder, string>>;

/** The words in a language; what is not written in English stands in Chinese. */
export function wordsFor(words: Words, language: ReportLanguage): string {
  return language === 'en' && words.en.trim() !== '' ? words.en : words.zh;
}

/** A text with its placeholders filled in; unknown ones stay visible. What is put in is never looked at again. */
export function fill(text: string, values: Values): string {
  return text.replace(MARK, (whole, name: string) => (KNOWN.has(name) ? values[name as Placeholder] : whole));
}

/** Placeholders of a template that nothing fills. */
export function unknownPlaceholders({ title, items }: TemplateContent): string[] {
  const texts = [title, ...items.flatMap((one) => (one.type === 'text' ? [one.heading, one.text] : []))];
  const names = texts
    .flatMap(({ zh, en }) => [...zh.matchAll(MARK), ...en.matchAll(MARK)])
    .map((one) => one[1]!);
  return [...new Set(names.filter((name) => !KNOWN.has(name)))];
}

export interface KnownSection {
  readonly id: string;
  readonly kinds: readonly ReportKind[];
}

/** Sections of a template that are not there, do not fit the kind or stand twice. */
export function wrongSections(
  { items }: TemplateContent,
  kind: ReportKind,
  known: readonly KnownSection[],
): string[] {
  const seen = new Set<string>();
  return items.flatMap((one) => {
    if (one.type !== 'section') return [];
    const section = known.find(({ id }) => id === one.id);
    const wrong = !section?.kinds.includes(kind) || seen.has(one.id);
    seen.add(one.id);
    return wrong ? [one.id] : [];
  });
}
