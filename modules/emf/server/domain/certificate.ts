/** A certificate with its first and last day, `YYYY-MM-DD`, both counted. */
export interface Certified {
  readonly validFrom: string;
  readonly validUntil: string;
}

/**
 * The certificate that holds on a day, the one that lasts longest; where none does, the last one before it (or the first after it), which
 * does not make the instrument fit.
 */
export function certificateOn<C extends Certified>(
  all: readonly C[],
  day: string,
): { readonly certificate: C; readonly valid: boolean } | null {
  const latest = [...all].sort((a, b) => b.validUntil.localeCompare(a.validUntil));
  const holds = latest.find((one) => one.validFrom <= day && day <= one.validUntil);
  if (holds) return { certificate: holds, valid: true };
  const nearest = latest.find((one) => one.validUntil < day) ?? latest.at(-1);
  return nearest ? { certificate: nearest, valid: false } : null;
}
