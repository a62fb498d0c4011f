/** A = A₀·2^(−t/T). Days, or any one unit for both. */
export function decayed(activity: number, days: number, halfLife: number): number {
  return activity * 2 ** (-days / halfLife);
}
