import { Link } from '@tanstack/react-router';
import { formatTime, useRouteQuery, useText, useUnitName } from '@tarim/ui';
import { Tag } from 'antd';
import { Fragment, type ReactNode } from 'react';
import { listContacts, whoIsOnDuty } from '../contract.ts';

const REFRESH_MS = 60_000;
const PHONES = 12;

/** Who is there now, here and above, and the phone list of the place. */
export function OnDutyNow({ unitPath }: { unitPath: string }): ReactNode {
  const t = useText('duty');
  const unitName = useUnitName();
  const now = useRouteQuery(whoIsOnDuty, { query: { unitPath } }, { refetchMs: REFRESH_MS });
  const contacts = useRouteQuery(listContacts, { query: { unitPath } });
  const shifts = now.data?.shifts ?? [];
  const phones = contacts.data?.contacts ?? [];
  return (
    <div className="card" style={{ marginTop: 14 }}>
      <h4>
        {t('now.title')}{' '}
        {now.data ? (
          <small className="muted">
            {t(`slot.${now.data.slot}`)} · {t('now.until', { time: formatTime(now.data.until) })}
          </small>
        ) : null}
      </h4>
      {shifts.length === 0 ? (
        <p className="muted">
          {t('now.none')} <Link to={'/duty/roster' as string}>{t('now.toRoster')}</Link>
        </p>
      ) : (
        shifts.map((shift) => (
          <Fragment key={shift.unitPath}>
            <b>{unitName(shift.unitPath)}</b>{' '}
            {shift.simulated ? <Tag color="orange">{t('simulated')}</Tag> : null}
            <dl className="on-duty">
              {shift.people.map((one) => (
                <Fragment key={`${one.role}${one.name}`}>
                  <dt>{t(`role.${one.role}`)}</dt>
                  <dd>{one.name}</dd>
                  <dd>{one.phone ? <a href={`tel:${one.phone}`}>{one.phone}</a> : '—'}</dd>
                </Fragment>
              ))}
            </dl>
          </Fragment>
        ))
      )}
      <h4 style={{ marginTop: 14 }}>
        {t('now.phones')} <Link to={'/duty/contacts' as string}>{t('now.all')}</Link>
      </h4>
      <dl className="on-duty">
        {phones.slice(0, PHONES).map((one) => (
          <Fragment key={one.id}>
            <dt>{one.organisation}</dt>
            <dd>{one.name}</dd>
            <dd>{one.phone ? <a href={`tel:${one.phone}`}>{one.phone}</a> : '—'}</dd>
          </Fragment>
        ))}
      </dl>
      {phones.length === 0 ? <p className="muted">{t('contacts.none')}</p> : null}
    </div>
  );
}
