const hex = (part: number): string => part.toString(16).padStart(2, '0');

export const colourOfParts = (parts: readonly number[]): string | null =>
  parts.length >= 3 && parts.slice(0, 3).every((one) => Number.isInteger(one) && one >= 0 && one <= 255)
    ? `#${parts.slice(0, 3).map(hex).join('')}`
    : null;

/** `#rrggbb`, `rrggbb`, `#rgb`, `r,g,b` or `rgb(r, g, b)` as `#rrggbb`; null for anything else. */
export function colourIn(text: string): string | null {
  const plain = text.trim().toLowerCase();
  const six = /^#?([0-9a-f]{6})(?:[0-9a-f]{2})?$/.exec(plain)?.[1];
  if (six) return `#${six}`;
  const three = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/.exec(plain);
  if (three)
    return `#${three
      .slice(1)
      .map((one) => one + one)
      .join('')}`;
  const parts = /^(?:rgba?\()?\s*(\d{1,3})[\s,/]+(\d{1,3})[\s,/]+(\d{1,3})(?:[\s,/]+[\d.]+)?\s*\)?$/.exec(
    plain,
  );
  return parts ? colourOfParts(parts.slice(1, 4).map(Number)) : null;
}
