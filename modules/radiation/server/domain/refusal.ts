/** Why a step may not be taken: a key of the module's errors, with what fills its words. */
export interface Refusal {
  readonly why:
    | 'stateUnfit'
    | 'dayFuture'
    | 'dayOrder'
    | 'licenceEnded'
    | 'licenceOver'
    | 'applicationPending'
    | 'applicationMissing'
    | 'applicationNotAccepted'
    | 'licenceTerm'
    | 'rangesMissing'
    | 'changeDay'
    | 'transferPending'
    | 'transferMissing'
    | 'transferNotAccepted'
    | 'transferEnded'
    | 'transferSelf'
    | 'nothingToFile'
    | 'awayPending'
    | 'awayMissing'
    | 'awayDays'
    | 'codeMissing'
    | 'notExempt'
    | 'opening'
    | 'reportState'
    | 'reportEmpty'
    | 'orphanState';
  readonly params: Readonly<Record<string, string | number>>;
}

export const refuse = (why: Refusal['why'], params: Refusal['params'] = {}): Refusal => ({ why, params });

/** Days of steps neither run backwards nor lie ahead. */
export function dayRefusal(on: string, last: string | null, today: string): Refusal | null {
  if (on > today) return refuse('dayFuture', { on });
  if (last !== null && on < last) return refuse('dayOrder', { last });
  return null;
}
