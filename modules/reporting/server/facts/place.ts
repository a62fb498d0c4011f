/**
 * A point with its enterprise, without saying the name twice: most outlets carry the enterprise's name in their own.
 * @param enterprise `天山热电（模拟）`
 */
export function placeOf(enterprise: string | null, point: string): string {
  const bare = (enterprise ?? '').replace(/[（(][^（()）]*[）)]$/, '').trim();
  return bare === '' || point.startsWith(bare) ? point : `${enterprise} · ${point}`;
}
