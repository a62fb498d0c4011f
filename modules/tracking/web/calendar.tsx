import { Link } from '@tanstack/react-router';
import { urlOf } from '@tarim/platform/contract';
import { Page, QueryState, UnitSelect, useMay, useRouteQuery, useText } from '@tarim/ui';
import { Alert, Button, Empty, Flex, Grid, Input, Segmented, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { type CalendarJob, calendarFile, getCalendar, listTerminals } from '../contract.ts';
import { beijingDay, type CalendarView, moved, shownDays, spanOf, touches } from './calendar-days.ts';
import { PermitDialog } from './permit-form.tsx';
import { PHASE_COLOURS, PhaseTag, Simulated } from './words.tsx';

interface Filters {
  readonly unit?: string | undefined;
  readonly terminal?: number | undefined;
  readonly person?: string | undefined;
}

/** 作业日历: filed jobs by day, what is open after its date, and who or what is wanted twice. */
export default function CalendarPage(): ReactNode {
  const t = useText('tracking');
  const may = useMay();
  const today = beijingDay(Date.now());
  const [view, setView] = useState<CalendarView>('month');
  const [day, setDay] = useState(today);
  const [filters, setFilters] = useState<Filters>({});
  const [adding, setAdding] = useState<string | null>(null);
  const days = shownDays(view, day);
  const query = useRouteQuery(getCalendar, { query: { ...spanOf(days), ...filters } });
  const terminals = useRouteQuery(listTerminals, { query: { unit: filters.unit } }).data?.terminals ?? [];
  const jobs = query.data?.jobs ?? [];
  const narrow = Grid.useBreakpoint().sm === false;
  const late = jobs.filter(({ job }) => job.phase === 'overdue').length;
  const twice = jobs.filter(({ conflicts }) => conflicts.length > 0).length;
  const parts = {
    days,
    today,
    month: view === 'month' ? day.slice(0, 7) : null,
    jobs,
    onAdd: may('tracking.manage') ? setAdding : null,
  };
  return (
    <Page
      title={t('menu.calendar')}
      note={t('calendar.note')}
      extra={<Simulated when={jobs.some(({ job }) => job.simulated)} />}
    >
      <div className="filters">
        <Segmented<CalendarView>
          aria-label={t('calendar.view')}
          value={view}
          onChange={setView}
          options={(['month', 'week'] as const).map((value) => ({ value, label: t(`calendar.${value}`) }))}
        />
        <Flex gap={8} align="center">
          <Button aria-label={t('calendar.before')} onClick={() => setDay(moved(view, day, -1))}>
            ‹
          </Button>
          <b>{view === 'month' ? day.slice(0, 7) : `${days[0]} – ${days.at(-1)}`}</b>
          <Button aria-label={t('calendar.after')} onClick={() => setDay(moved(view, day, 1))}>
            ›
          </Button>
          <Button onClick={() => setDay(today)}>{t('calendar.today')}</Button>
        </Flex>
        <div style={{ minWidth: 220 }}>
          <UnitSelect
            aria-label={t('field.unit')}
            allowClear
            {...(filters.unit ? { value: filters.unit } : {})}
            onChange={(unit) => setFilters({ ...filters, unit, terminal: undefined })}
          />
        </div>
        <Select
          allowClear
          aria-label={t('field.name')}
          placeholder={t('field.name')}
          style={{ minWidth: 180 }}
          options={terminals.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(terminal?: number) => setFilters({ ...filters, terminal })}
        />
        <Input.Search
          allowClear
          aria-label={t('field.team')}
          placeholder={t('field.team')}
          onSearch={(person) => setFilters({ ...filters, person: person.trim() || undefined })}
        />
        <Button href={urlOf(calendarFile, {}, { ...spanOf(days), ...filters })}>{t('calendar.file')}</Button>
      </div>
      <QueryState query={query}>
        <Flex vertical gap={12}>
          {late > 0 ? <Alert type="error" showIcon title={t('calendar.late', { count: late })} /> : null}
          {twice > 0 ? <Alert type="warning" showIcon title={t('calendar.twice', { count: twice })} /> : null}
          {query.data && !query.data.whole ? <Alert type="info" title={t('calendar.notWhole')} /> : null}
          {narrow ? <DayList {...parts} /> : <DayGrid {...parts} />}
        </Flex>
      </QueryState>
      {adding ? <PermitDialog what="job" day={adding} onClose={() => setAdding(null)} /> : null}
    </Page>
  );
}

interface DaysProps {
  readonly days: readonly string[];
  readonly today: string;
  /** Days of other months are pale; null: none is. */
  readonly month: string | null;
  readonly jobs: readonly CalendarJob[];
  /** Absent for who may not file. */
  readonly onAdd: ((day: string) => void) | null;
}

/** Until when a job is on the calendar: until it was back; what is not back in time until now. */
const untilOf = ({ job }: CalendarJob): string =>
  job.returnedAt ?? (job.phase === 'overdue' ? new Date().toISOString() : job.endsAt);

const jobsOn = (jobs: readonly CalendarJob[], day: string): CalendarJob[] =>
  jobs.filter((one) => touches(day, one.job.startsAt, untilOf(one)));

function DayGrid({ days, today, month, jobs, onAdd }: DaysProps): ReactNode {
  const t = useText('tracking');
  return (
    <section
      aria-label={t('menu.calendar')}
      style={{ display: 'grid', gridTemplateColumns: 'repeat(7, minmax(0, 1fr))', gap: 4 }}
    >
      {days.slice(0, 7).map((day, i) => (
        <div key={`head-${day}`} className="muted" style={{ textAlign: 'center' }}>
          {t(`weekday.${i + 1}`)}
        </div>
      ))}
      {days.map((day) => (
        <div
          key={day}
          style={{
            border: `1px solid ${day === today ? '#1677ff' : 'var(--line)'}`,
            borderRadius: 6,
            minHeight: month === null ? 260 : 96,
            padding: 4,
            opacity: month !== null && !day.startsWith(month) ? 0.55 : 1,
          }}
        >
          <DayHead day={day} onAdd={onAdd} short />
          <Flex vertical gap={2}>
            {jobsOn(jobs, day).map((one) => (
              <JobChip key={one.job.id} one={one} />
            ))}
          </Flex>
        </div>
      ))}
    </section>
  );
}

function DayList({ days, today, jobs, onAdd }: DaysProps): ReactNode {
  const t = useText('tracking');
  const shown = days.filter((day) => day === today || jobsOn(jobs, day).length > 0);
  if (jobs.length === 0 && shown.length === 0) return <Empty description={t('jobs.none')} />;
  return (
    <Flex vertical gap={12}>
      {shown.map((day) => (
        <div key={day}>
          <DayHead day={day} onAdd={onAdd} />
          <Flex vertical gap={6}>
            {jobsOn(jobs, day).map((one) => (
              <Flex key={one.job.id} gap={6} align="center">
                <JobChip one={one} />
                <PhaseTag phase={one.job.phase} />
              </Flex>
            ))}
          </Flex>
        </div>
      ))}
    </Flex>
  );
}

function DayHead({
  day,
  onAdd,
  short = false,
}: {
  day: string;
  onAdd: DaysProps['onAdd'];
  short?: boolean;
}): ReactNode {
  const t = useText('tracking');
  return (
    <Flex justify="space-between" align="center">
      <b>{short ? Number(day.slice(8)) : day}</b>
      {onAdd ? (
        <Button size="small" type="text" aria-label={t('calendar.addOn', { day })} onClick={() => onAdd(day)}>
          +
        </Button>
      ) : null}
    </Flex>
  );
}

/** A job in a day; a click opens it. */
function JobChip({ one: { job, conflicts } }: { one: CalendarJob }): ReactNode {
  const t = useText('tracking');
  const twice = conflicts.map(({ name }) => name).join('、');
  const title = [job.name, job.owner, t(`phase.${job.phase}`), twice && t('calendar.with', { names: twice })];
  return (
    <Link
      to={`/tracking/jobs/${job.id}` as string}
      title={title.filter(Boolean).join(' · ')}
      style={{
        borderLeft: `4px solid ${PHASE_COLOURS[job.phase]}`,
        paddingLeft: 6,
        overflow: 'hidden',
        textOverflow: 'ellipsis',
        whiteSpace: 'nowrap',
        minWidth: 0,
      }}
    >
      {conflicts.length > 0 ? '⚠ ' : ''}
      {job.name}
    </Link>
  );
}
