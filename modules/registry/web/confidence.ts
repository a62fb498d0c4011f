/** How well a limit is founded, as the tables of the standards say it; names are in the catalogue. */
export const CONFIDENCES = ['official-text', 'multi-source', 'single-source', 'mixed', 'unverified'] as const;

/** Key of the name of a confidence; null for a word that is not one of ours. */
export function confidenceKey(value: string | null | undefined): string | null {
  return CONFIDENCES.some((one) => one === value) ? `confidence.${value}` : null;
}
