import { caseScoreOf } from '@tarim/science';
import { CASE_SCORING } from '@tarim/standards';
import type { Answers, FatalAnswer, ItemAnswer, Score } from '../../contract.ts';
import type { Prefill, SeenFatal, SeenItem } from './prefill.ts';

/** An item as the data suggest it; null where they cannot tell. */
function suggestedItem({ key, marks, seen }: SeenItem): ItemAnswer {
  const earned = seen === 'present' ? marks : seen === 'absent' ? 0 : null;
  return { key, applies: seen !== 'not-needed', earned, note: '', confirmed: false };
}

function suggestedFatal({ no, seen }: SeenFatal): FatalAnswer {
  const found = seen === 'found' ? true : seen === 'clear' ? false : null;
  return { no, found, note: '', confirmed: false };
}

/** What stands in a paper: what the auditor wrote, and the suggestion where nothing is written yet. */
export function answersOf({ items, fatals }: Prefill, given: Answers | null): Answers {
  const item = new Map(given?.items.map((one) => [one.key, one]));
  const fatal = new Map(given?.fatal.map((one) => [one.no, one]));
  return {
    items: items.map((seen) => item.get(seen.key) ?? suggestedItem(seen)),
    fatal: fatals.map((seen) => fatal.get(seen.no) ?? suggestedFatal(seen)),
    documentDeduction: given?.documentDeduction ?? 0,
    recordDeduction: given?.recordDeduction ?? 0,
    deductionNote: given?.deductionNote ?? '',
  };
}

/** Names of answers that are about nothing in the paper, or earn more than the marks. */
export function unfitAnswers({ items }: Prefill, given: Answers): string[] {
  const marks = new Map(items.map((one) => [one.key, one.marks]));
  const keys = given.items.map(({ key }) => key);
  const bad = given.items.filter(({ key, earned }) => !marks.has(key) || (earned ?? 0) > marks.get(key)!);
  return [
    ...bad.map(({ key }) => key),
    ...keys.filter((key, i) => keys.indexOf(key) !== i),
    ...given.fatal.flatMap(({ no }, i) =>
      given.fatal.findIndex((one) => one.no === no) === i ? [] : [`${no}`],
    ),
  ];
}

/** What differs from the data, or takes something off, and has no note. */
export function withoutNote(prefill: Prefill, given: Answers): string[] {
  const items = prefill.items.flatMap((seen) => {
    const one = given.items.find(({ key }) => key === seen.key);
    if (!one || seen.seen === 'unknown' || one.note.trim() !== '') return [];
    const own = suggestedItem(seen);
    return one.applies !== own.applies || (one.applies && one.earned !== own.earned) ? [seen.key] : [];
  });
  const fatals = prefill.fatals.flatMap((seen) => {
    const one = given.fatal.find(({ no }) => no === seen.no);
    if (!one || seen.seen === 'unknown' || one.note.trim() !== '') return [];
    return one.found !== suggestedFatal(seen).found ? [`${seen.no}`] : [];
  });
  const off = given.documentDeduction + given.recordDeduction > 0 && given.deductionNote.trim() === '';
  return [...items, ...fatals, ...(off ? ['deduction'] : [])];
}

/** How many items are not judged or not confirmed. */
export const leftOpen = ({ items, fatal }: Answers): number =>
  items.filter(({ applies, earned, confirmed }) => !confirmed || (applies && earned === null)).length +
  fatal.filter(({ found, confirmed }) => !confirmed || found === null).length;

/**
 * The score by 案卷评查细则 (2024). One fatal problem makes any file 0; otherwise there is none while a document is not judged, or
 * where the marks of the kind of file are not kept.
 */
export function scoreOf({ scored }: Pick<Prefill, 'scored'>, answers: Answers): Score {
  const fatal = answers.fatal.filter(({ found }) => found === true).map(({ no }) => no);
  const judged = answers.items.every(({ applies, earned }) => !applies || earned !== null);
  const source = CASE_SCORING.source;
  if (fatal.length === 0 && (!scored || !judged))
    return { score: null, legality: null, quality: null, deducted: null, fatal, steps: [], source };
  const { score, legality, quality, deducted, steps } = caseScoreOf({
    type: 'ordinary',
    items: answers.items.map(({ key, applies, earned }) => ({ key, applies, earned: earned ?? 0 })),
    fatal,
    documentDeduction: answers.documentDeduction,
    recordDeduction: answers.recordDeduction,
  });
  const told = steps.map(({ of, formula, result }) => ({ of, formula, result: result as number | null }));
  return scored && judged
    ? { score, legality, quality, deducted, fatal, steps: told, source }
    : { score, legality, quality: null, deducted: null, fatal, steps: told.slice(-1), source };
}
