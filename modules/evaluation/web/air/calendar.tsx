import { Page, QueryState, useAddress, usePick, useRouteQuery, useText } from '@tarim/ui';
import { type ReactNode, useState } from 'react';
import { AQI_LEVELS, airCalendar, type CalendarDay } from '../../contract.ts';
import { DayDrawer } from './day-drawer.tsx';
import { Month } from './month.tsx';
import { AirPages, NoDays, SimulatedTag, useCities } from './place-and-time.tsx';
import { CitySelect, YearSelect, yearsOf } from './selects.tsx';

/** A city's year in the colours of the standard; each day leads to how its index came about. */
export default function CalendarPage(): ReactNode {
  const t = useText('evaluation');
  const known = useCities();
  const { get, set } = useAddress();
  const city = get('city') ?? known.cities[0]?.code;
  const year = Number(get('year') ?? known.year);
  const [date, setDate] = useState<string | null>(null);
  const query = useRouteQuery(
    airCalendar,
    { query: { city: city ?? '', year } },
    { enabled: city !== undefined && known.ready },
  );
  const data = query.data;
  const byDate = new Map(data?.days.map((day) => [day.date, day]));
  return (
    <Page title={t('calendar.title')} note={<AirPages here="calendar" />}>
      <div className="filters">
        <CitySelect
          t={t}
          cities={known.cities}
          others={known.others}
          value={city}
          onChange={(code) => set({ city: code })}
        />
        <YearSelect
          t={t}
          years={yearsOf(known)}
          value={year}
          onChange={(next) => set({ year: String(next) })}
        />
        {data ? <SimulatedTag t={t} simulated={data.simulated} /> : null}
        <span className="muted">{data?.standards.join('、')}</span>
      </div>
      <QueryState query={query}>
        {data && data.days.length === 0 ? <NoDays t={t} /> : null}
        {data && data.days.length > 0 ? (
          <>
            <Levels days={data.days} />
            <div className="card">
              <div className="months">
                {Array.from({ length: 12 }, (_, i) => `${year}-${String(i + 1).padStart(2, '0')}`).map(
                  (month) => (
                    <Month key={month} month={month} days={byDate} onDay={setDate} />
                  ),
                )}
              </div>
            </div>
            <DayDrawer city={city!} date={date} onClose={() => setDate(null)} />
          </>
        ) : null}
      </QueryState>
    </Page>
  );
}

/** The legend, with how many days each level has. */
function Levels({ days }: { days: readonly CalendarDay[] }): ReactNode {
  const t = useText('evaluation');
  const pick = usePick();
  return (
    <div className="level-counts">
      {AQI_LEVELS.map((level) => (
        <span key={level.level}>
          <i className="swatch" style={{ background: level.colour }} />
          {pick(level.zh, level.en)} <b>{days.filter((day) => day.level === level.level).length}</b>
        </span>
      ))}
      <span>
        <i className="swatch dust-mark" />
        {t('calendar.dustDays')} <b>{days.filter((day) => day.dust).length}</b>
      </span>
    </div>
  );
}
