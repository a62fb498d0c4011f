import { urlOf } from '@tarim/platform/contract';
import { Page, QueryState, SheetDialog, UnitSelect, useMay, useRouteQuery, useText } from '@tarim/ui';
import { Button, DatePicker, Tag } from 'antd';
import dayjs from 'dayjs';
import { type ReactNode, useState } from 'react';
import { getRoster, importRoster, rosterTemplate, type Shift, SLOTS, type Slot } from '../contract.ts';
import { useDutyUnit } from './duty-unit.ts';
import { HoursForm } from './hours-form.tsx';
import { ShiftForm } from './shift-form.tsx';
import './roster.css';

/** A month of the roster (值班表): two shifts a day; a click on one sets its people. */
export default function RosterPage(): ReactNode {
  const t = useText('duty');
  const [unitPath, setUnitPath] = useDutyUnit();
  const [month, setMonth] = useState(() => dayjs().startOf('month'));
  const [editing, setEditing] = useState<{ day: string; slot: Slot } | null>(null);
  const [importing, setImporting] = useState(false);
  const mayManage = useMay('duty.manage', unitPath);
  const from = month.format('YYYY-MM-DD');
  const to = month.endOf('month').format('YYYY-MM-DD');
  const query = useRouteQuery(getRoster, { query: { unitPath, from, to } });
  const shifts = new Map(query.data?.shifts.map((one) => [`${one.day} ${one.slot}`, one]));
  const days = Array.from({ length: month.daysInMonth() }, (_, index) => month.add(index, 'day'));
  const today = dayjs().format('YYYY-MM-DD');
  // Weeks begin on Monday.
  const lead = (month.day() + 6) % 7;
  return (
    <Page
      title={t('roster.title')}
      note={
        query.data
          ? t('roster.note', { day: query.data.hours.dayFrom, night: query.data.hours.nightFrom })
          : undefined
      }
      extra={
        <>
          {query.data?.shifts.some((one) => one.simulated) ? (
            <Tag color="orange">{t('simulated')}</Tag>
          ) : null}
          <HoursForm hours={query.data?.hours} />
          {mayManage ? <Button onClick={() => setImporting(true)}>{t('roster.import')}</Button> : null}
        </>
      }
    >
      <div className="filters">
        <UnitSelect style={{ width: 260 }} aria-label={t('unit')} value={unitPath} onChange={setUnitPath} />
        <DatePicker
          picker="month"
          allowClear={false}
          aria-label={t('roster.month')}
          value={month}
          onChange={(value) => value && setMonth(value.startOf('month'))}
        />
      </div>
      <QueryState query={query}>
        <div className="roster" style={{ '--lead': lead } as React.CSSProperties}>
          {[1, 2, 3, 4, 5, 6, 0].map((one) => (
            <b key={one} className="roster-week">
              {t(`week.${one}`)}
            </b>
          ))}
          {days.map((day, index) => {
            const date = day.format('YYYY-MM-DD');
            return (
              <div
                key={date}
                className={`roster-day${date === today ? ' today' : ''}`}
                style={index === 0 ? { gridColumnStart: lead + 1 } : undefined}
              >
                <span className="roster-date">
                  {day.date()} <small>{t(`week.${day.day()}`)}</small>
                </span>
                {SLOTS.map((slot) => (
                  <ShiftCell
                    key={slot}
                    slot={slot}
                    shift={shifts.get(`${date} ${slot}`)}
                    onEdit={mayManage ? () => setEditing({ day: date, slot }) : null}
                  />
                ))}
              </div>
            );
          })}
        </div>
      </QueryState>
      {editing ? (
        <ShiftForm
          unitPath={unitPath}
          day={editing.day}
          slot={editing.slot}
          people={shifts.get(`${editing.day} ${editing.slot}`)?.people ?? []}
          onClose={() => setEditing(null)}
        />
      ) : null}
      {importing ? (
        <SheetDialog
          title={t('roster.import')}
          def={importRoster}
          template={urlOf(rosterTemplate)}
          accept=".xlsx,.csv"
          onClose={() => setImporting(false)}
        />
      ) : null}
    </Page>
  );
}

function ShiftCell({
  slot,
  shift,
  onEdit,
}: {
  slot: Slot;
  shift: Shift | undefined;
  onEdit: (() => void) | null;
}): ReactNode {
  const t = useText('duty');
  const people = shift?.people ?? [];
  const inside = (
    <>
      <span className={`slot slot-${slot}`}>{t(`slotShort.${slot}`)}</span>
      {people.length === 0 ? (
        <span className="muted">{t('roster.nobody')}</span>
      ) : (
        <span>
          {people.map((one) => (
            <span key={`${one.role}${one.name}`} className={one.role === 'lead' ? 'lead' : undefined}>
              {one.name}
            </span>
          ))}
        </span>
      )}
    </>
  );
  return onEdit ? (
    <button type="button" className="roster-shift" onClick={onEdit}>
      {inside}
    </button>
  ) : (
    <div className="roster-shift">{inside}</div>
  );
}
