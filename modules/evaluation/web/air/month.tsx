import { aqiColour, usePick, useText, withSubscripts } from '@tarim/ui';
import type { ReactNode } from 'react';
import { AQI_LEVELS, type CalendarDay } from '../../contract.ts';

/** Weeks begin on Monday (GB/T 7408). */
const weekday = (date: string): number => (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;

/** A month of days by their index; a dot marks dust. */
export function Month({
  month,
  days,
  onDay,
}: {
  month: string;
  days: ReadonlyMap<string, CalendarDay>;
  onDay: (date: string) => void;
}): ReactNode {
  const t = useText('evaluation');
  const last = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).getUTCDate();
  const dates = Array.from({ length: last }, (_, i) => `${month}-${String(i + 1).padStart(2, '0')}`);
  const known = dates.flatMap((date) => days.get(date) ?? []);
  const good = known.filter((day) => day.aqi !== null && day.aqi <= 100).length;
  const valid = known.filter((day) => day.aqi !== null).length;
  return (
    <section className="month">
      <h5>
        {month}
        {valid > 0 ? <small>{t('year.goodDays', { n: good, of: valid })}</small> : null}
      </h5>
      <div className="days">
        {t('calendar.weekdays')
          .split(' ')
          .map((name) => (
            <span key={name} className="weekday" aria-hidden="true">
              {name}
            </span>
          ))}
        {Array.from({ length: weekday(dates[0]!) }, (_, i) => (
          <span key={i} />
        ))}
        {dates.map((date) => (
          <Day key={date} date={date} day={days.get(date)} onDay={onDay} />
        ))}
      </div>
    </section>
  );
}

function Day({
  date,
  day,
  onDay,
}: {
  date: string;
  day: CalendarDay | undefined;
  onDay: (date: string) => void;
}): ReactNode {
  const t = useText('evaluation');
  const pick = usePick();
  const number = Number(date.slice(8));
  if (!day)
    return (
      <span className="day none" style={{ display: 'grid', placeItems: 'center' }}>
        {number}
      </span>
    );
  const level = AQI_LEVELS.find((one) => one.level === day.level);
  const words = [
    date,
    day.aqi === null ? t('calendar.noAqi') : `AQI ${day.aqi}`,
    level ? pick(level.zh, level.en) : '',
    day.primary.length > 0
      ? `${t('field.primary')} ${withSubscripts(day.primary.join('、').replace('_', '-'))}`
      : '',
    day.dust ? t('calendar.dustDay') : '',
    t(`daySource.${day.source}`),
  ].filter(Boolean);
  return (
    <button
      type="button"
      className={`day${day.level && day.level >= 4 ? ' dark' : ''}${day.dust ? ' dusty' : ''}`}
      style={{ background: day.level ? aqiColour(day.level) : '#dfe5e6' }}
      title={words.join('\n')}
      aria-label={words.join('，')}
      onClick={() => onDay(date)}
    >
      {number}
      <small>{day.aqi ?? '—'}</small>
    </button>
  );
}
