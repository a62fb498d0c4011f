import type { Window } from './samples.ts';

/** A window in strips of whole rows with no more cells than given (but a row at least), for what needs many dates at once. */
export function stripsOf({ x, y, width, height }: Window, mostCells: number): Window[] {
  const rows = Math.max(1, Math.min(height, Math.floor(mostCells / width)));
  const strips: Window[] = [];
  for (let from = 0; from < height; from += rows)
    strips.push({ x, y: y + from, width, height: Math.min(rows, height - from) });
  return strips;
}
