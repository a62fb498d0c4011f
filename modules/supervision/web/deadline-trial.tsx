import { UnitSelect, useRouteQuery, useText } from '@tarim/ui';
import { Input, InputNumber, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { CLOCK_UNITS, computeDeadline } from '../contract.ts';

/** 期限试算: from a day, so long, in such a unit; with every day that was counted or left out. */
export function DeadlineTrial(): ReactNode {
  const t = useText('supervision');
  const [start, setStart] = useState(() => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10));
  const [length, setLength] = useState(5);
  const [unit, setUnit] = useState<(typeof CLOCK_UNITS)[number]>('workday');
  const [unitPath, setUnitPath] = useState<string | undefined>();
  const trial = useRouteQuery(computeDeadline, { query: { start, length, unit, unitPath } });
  const result = trial.data;
  const off = result?.steps.filter((one) => !['counted', 'start'].includes(one.why)) ?? [];
  return (
    <div className="card">
      <h4>{t('trial.title')}</h4>
      <div className="filters">
        <Input
          type="date"
          style={{ width: 150 }}
          aria-label={t('trial.start')}
          value={start}
          onChange={(event) => event.target.value && setStart(event.target.value)}
        />
        <InputNumber
          aria-label={t('trial.length')}
          min={1}
          max={2_000}
          precision={0}
          style={{ width: 84 }}
          value={length}
          onChange={(value) => value && setLength(value)}
        />
        <Select
          aria-label={t('trial.unit')}
          value={unit}
          onChange={setUnit}
          options={CLOCK_UNITS.map((value) => ({ value, label: t(`unit.${value}`) }))}
        />
        <UnitSelect
          allowClear
          aria-label={t('field.unit')}
          placeholder={t('calendar.national')}
          style={{ width: 200 }}
          value={unitPath}
          onChange={setUnitPath}
        />
      </div>
      {result ? (
        <>
          <p>
            {t('trial.due')} <strong>{result.dueDate ?? '—'}</strong>
            {result.rolledFrom ? (
              <span className="muted"> {t('trial.rolled', { date: result.rolledFrom })}</span>
            ) : null}
          </p>
          {off.length > 0 ? (
            <p className="muted">
              {t('trial.left')}{' '}
              {off
                .slice(0, 30)
                .map((one) => `${one.date.slice(5)} ${one.name ?? t(`day.${one.why}`)}`)
                .join('、')}
            </p>
          ) : null}
          {result.problems.map((one) => (
            <p key={one.message} className="exceeds">
              {one.message}
            </p>
          ))}
        </>
      ) : null}
    </div>
  );
}
