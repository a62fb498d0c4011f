/** How sure an alert is (报警确认状态). */
export type AlertState = 'possible' | 'probable' | 'confirmed' | 'withdrawn';

export interface ConfirmRule {
  /** Hits needed among so many clear observations, the first hit included. */
  readonly probable: readonly [hits: number, among: number];
  readonly confirmed: readonly [hits: number, among: number];
}

/**
 * GLAD calls an alert confirmed at two hits among four observations; users asked for the state in between as well. Ours, by
 * judgement: probable as GLAD's confirmed, confirmed at three among six.
 */
export const CONFIRM_RULE: ConfirmRule = { probable: [2, 4], confirmed: [3, 6] };

export interface Alert {
  readonly state: AlertState;
  /** When each state was reached; null when it was not. */
  readonly possible: number;
  readonly probable: number | null;
  readonly confirmed: number | null;
  readonly withdrawn: number | null;
}

/**
 * Alerts out of observations in the order of time: an alert begins at a hit and is withdrawn when it is neither probable nor
 * confirmed after as many observations as that takes. Observations that show nothing (clouds) are not given.
 */
export function confirmAlerts(
  observations: ReadonlyArray<{ readonly time: number; readonly hit: boolean }>,
  { probable, confirmed }: ConfirmRule = CONFIRM_RULE,
): Alert[] {
  const alerts: Alert[] = [];
  for (let at = 0; at < observations.length; at++) {
    if (!observations[at]!.hit) continue;
    let hits = 0;
    let [isProbable, isConfirmed, withdrawn]: [number | null, number | null, number | null] = [
      null,
      null,
      null,
    ];
    let end = at;
    for (; end < observations.length; end++) {
      const seen = end - at + 1;
      const { time, hit } = observations[end]!;
      if (hit) hits++;
      if (isProbable === null && hits >= probable[0] && seen <= probable[1]) isProbable = time;
      if (isConfirmed === null && hits >= confirmed[0] && seen <= confirmed[1]) isConfirmed = time;
      if (isConfirmed !== null) break;
      if ((isProbable === null && seen >= probable[1]) || seen >= confirmed[1]) {
        if (isProbable === null) withdrawn = time;
        break;
      }
    }
    alerts.push({
      state:
        isConfirmed !== null
          ? 'confirmed'
          : isProbable !== null
            ? 'probable'
            : withdrawn !== null
              ? 'withdrawn'
              : 'possible',
      possible: observations[at]!.time,
      probable: isProbable,
      confirmed: isConfirmed,
      withdrawn,
    });
    // What is confirmed is one alert as long as hits go on.
    at = end;
    if (isConfirmed !== null) while (observations[at + 1]?.hit) at++;
  }
  return alerts;
}
