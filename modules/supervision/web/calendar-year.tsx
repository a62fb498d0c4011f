import { useText } from '@tarim/ui';
import type { ReactNode } from 'react';
import type { CalendarEntry } from '../contract.ts';
import './calendar.css';

/** Class of a day, and the word for it: colours alone tell nothing to many. */
function kindOf(
  date: string,
  weekday: number,
  days: ReadonlyMap<string, CalendarEntry>,
  countLocal: boolean,
): 'weekday' | 'weekend' | 'holiday' | 'make-up' | 'local-holiday' {
  const entry = days.get(date);
  const weekend = weekday === 0 || weekday === 6;
  if (entry?.kind === 'holiday') {
    if (!entry.local || countLocal) return entry.local ? 'local-holiday' : 'holiday';
    return weekend ? 'weekend' : 'local-holiday';
  }
  if (entry?.kind === 'workday') return weekend ? 'make-up' : 'weekday';
  return weekend ? 'weekend' : 'weekday';
}

/** Twelve months with their days off and worked weekends. */
export function CalendarYear({
  year,
  entries,
  countLocal,
  onDay,
}: {
  year: number;
  entries: readonly CalendarEntry[];
  countLocal: boolean;
  onDay: ((date: string) => void) | null;
}): ReactNode {
  const t = useText('supervision');
  // What was set stands on top of what the region says, and that on the national days.
  const order = { national: 0, region: 1, set: 2 };
  const days = new Map(
    [...entries].sort((a, b) => order[a.origin] - order[b.origin]).map((one) => [one.date, one]),
  );
  const kinds = ['holiday', 'weekend', 'make-up', 'local-holiday'] as const;
  return (
    <div className="card">
      <div className="calendar-key">
        {kinds.map((kind) => (
          <span key={kind}>
            <span className={`calendar-day ${kind}`} aria-hidden>
              {' '}
            </span>
            {t(`day.${kind}`)}
          </span>
        ))}
      </div>
      <div className="calendar-year">
        {Array.from({ length: 12 }, (_, month) => (
          <div key={month}>
            <h5>{t('calendar.month', { n: month + 1 })}</h5>
            <div className="calendar-month">
              {[0, 1, 2, 3, 4, 5, 6].map((day) => (
                <span key={`head${day}`} className="calendar-head" aria-hidden>
                  {t(`weekday.${(day + 1) % 7}`)}
                </span>
              ))}
              {cells(year, month).map((date, index) => {
                if (date === null) return <span key={`empty${index}`} />;
                const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
                const kind = kindOf(date, weekday, days, countLocal);
                const title = [date, days.get(date)?.name ?? '', t(`day.${kind}`)].filter(Boolean).join(' ');
                return onDay ? (
                  <button
                    key={date}
                    type="button"
                    className={`calendar-day ${kind}`}
                    title={title}
                    aria-label={title}
                    onClick={() => onDay(date)}
                  >
                    {Number(date.slice(8))}
                  </button>
                ) : (
                  <span key={date} className={`calendar-day ${kind}`} title={title}>
                    {Number(date.slice(8))}
                  </span>
                );
              })}
            </div>
          </div>
        ))}
      </div>
    </div>
  );
}

/** Days of a month, with empty cells before the first, weeks beginning on Monday. */
function cells(year: number, month: number): (string | null)[] {
  const first = new Date(Date.UTC(year, month, 1));
  const before = (first.getUTCDay() + 6) % 7;
  const count = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return [
    ...Array.from({ length: before }, () => null),
    ...Array.from({ length: count }, (_, day) =>
      new Date(Date.UTC(year, month, day + 1)).toISOString().slice(0, 10),
    ),
  ];
}
