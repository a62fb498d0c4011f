import { listPoints, POINT_KINDS } from '@tarim/registry/contract';
import { POINT_KIND_TITLES, type Text, UnitSelect, useRouteQuery } from '@tarim/ui';
import { Button, Form, Input, InputNumber, Select, Space } from 'antd';
import { cloneElement, type ReactElement, type ReactNode, useId, useState } from 'react';
import {
  BASES_OF_TERM,
  type EscalationStep,
  GROUPINGS,
  RULE_BASES,
  type RuleBasis,
  type RuleBody,
  type RuleSchedule,
  termsOf,
} from '../contract.ts';
import { blankTerm, ConditionEditor } from './term-editor.tsx';
import { SEVERITIES } from './words.tsx';

interface Props {
  readonly body: RuleBody;
  readonly onChange: (body: RuleBody) => void;
  readonly factors: readonly { readonly value: string; readonly label: string }[];
  readonly t: Text;
}

/** Everything a rule says, as a form. */
export function BodyEditor({ body, onChange, factors, t }: Props): ReactNode {
  const set = (more: Partial<RuleBody>) => {
    const next = { ...body, ...more } as Record<string, unknown>;
    for (const key of Object.keys(next)) if (next[key] === undefined) delete next[key];
    onChange(next as unknown as RuleBody);
  };
  const scope = (more: object) => {
    const next = { ...body.scope, ...more } as Record<string, unknown>;
    for (const key of Object.keys(next))
      if (next[key] === undefined || (Array.isArray(next[key]) && next[key].length === 0)) delete next[key];
    set({ scope: next as RuleBody['scope'] });
  };
  // A stream that cannot be asked what stands there begins with something it can.
  const setBasis = (basis: RuleBasis) =>
    set({
      basis,
      ...(termsOf(body).every((term) => BASES_OF_TERM[term.type].includes(basis))
        ? {}
        : { condition: { join: 'all', parts: [blankTerm(basis)] }, ladder: undefined as never }),
    });
  const severities = SEVERITIES.map((value) => ({ value, label: t(`severity.${value}`) }));
  const minutes = (key: 'pendingFor' | 'recoverFor') => (
    <InputNumber
      min={0}
      max={43_200}
      value={body[key] / 60}
      suffix={t('minutesUnit')}
      onChange={(value) => set({ [key]: Math.round((value ?? 0) * 60) })}
      style={{ width: '100%' }}
    />
  );
  return (
    <>
      <div className="form-row">
        <Field label={t('editor.kinds')}>
          <Select
            mode="multiple"
            allowClear
            placeholder={t('editor.everyKind')}
            value={body.scope.kinds ?? []}
            onChange={(kinds) => scope({ kinds })}
            options={POINT_KINDS.map((value) => ({ value, label: t(POINT_KIND_TITLES[value]!.title) }))}
          />
        </Field>
        <Field label={t('editor.unitPath')}>
          <UnitSelect
            everywhere
            value={body.scope.unitPath ?? '/'}
            onChange={(path) => scope({ unitPath: path === '/' ? undefined : path })}
          />
        </Field>
      </div>
      <div className="form-row">
        <Field label={t('editor.controlLevels')}>
          <Select
            mode="tags"
            value={body.scope.controlLevels ?? []}
            onChange={(controlLevels) => scope({ controlLevels })}
            options={t('editor.levels')
              .split(' ')
              .map((value) => ({ value, label: value }))}
          />
        </Field>
        <Field label={t('editor.points')}>
          <PointsSelect
            value={body.scope.pointIds ?? []}
            onChange={(pointIds) => scope({ pointIds })}
            t={t}
          />
        </Field>
      </div>
      <Field label={t('editor.basis')} extra={t('editor.basisHint')}>
        <Select
          value={body.basis}
          onChange={setBasis}
          options={RULE_BASES.map((value) => ({ value, label: t(`basis.${value}`) }))}
        />
      </Field>
      <Form.Item label={t('editor.condition')}>
        <ConditionEditor
          value={body.condition}
          onChange={(condition) => set({ condition })}
          t={t}
          basis={body.basis}
          factors={factors}
        />
      </Form.Item>
      <div className="form-row">
        <Field label={t('rules.pendingFor')}>{minutes('pendingFor')}</Field>
        <Field label={t('rules.recoverFor')}>{minutes('recoverFor')}</Field>
      </div>
      <div className="form-row">
        <Field label={t('rules.severity')}>
          <Select value={body.severity} onChange={(severity) => set({ severity })} options={severities} />
        </Field>
        <Field label={t('editor.groupBy')}>
          <Select
            value={body.groupBy ?? 'none'}
            onChange={(groupBy) => set({ groupBy: groupBy === 'none' ? undefined : groupBy })}
            options={GROUPINGS.map((value) => ({ value, label: t(`group.${value}`) }))}
          />
        </Field>
      </div>
      <Field label={t('editor.critical')} extra={t('editor.criticalHint')}>
        <InputNumber
          min={1}
          max={43_200}
          value={
            body.ladder?.find((rung) => rung.afterMinutes !== undefined && !rung.when)?.afterMinutes ?? null
          }
          suffix={t('minutesUnit')}
          onChange={(value) => {
            const others = (body.ladder ?? []).filter((rung) => rung.when);
            const ladder = value
              ? [...others, { severity: 'critical' as const, afterMinutes: value }]
              : others;
            set({ ladder: ladder.length > 0 ? ladder : (undefined as never) });
          }}
          style={{ width: 220 }}
        />
      </Field>
      <Form.Item label={t('editor.schedule')}>
        <ScheduleEditor
          value={body.schedule}
          onChange={(schedule) => set({ schedule: schedule as never })}
          t={t}
        />
      </Form.Item>
      <Form.Item label={t('editor.escalation')} extra={t('editor.escalationHint')}>
        <EscalationEditor
          value={body.escalation ?? []}
          onChange={(escalation) =>
            set({ escalation: (escalation.length > 0 ? escalation : undefined) as never })
          }
          t={t}
        />
      </Form.Item>
    </>
  );
}

/** A control with its label, which says its name to who cannot see it. */
function Field({
  label,
  extra,
  children,
}: {
  label: string;
  extra?: string;
  children: ReactElement<{ id?: string }>;
}): ReactNode {
  const id = useId();
  return (
    <Form.Item label={label} extra={extra} htmlFor={id}>
      {cloneElement(children, { id })}
    </Form.Item>
  );
}

function PointsSelect({
  id,
  value,
  onChange,
  t,
}: {
  id?: string;
  value: readonly number[];
  onChange: (ids: number[]) => void;
  t: Text;
}): ReactNode {
  const [q, setQ] = useState('');
  const found = useRouteQuery(listPoints, { query: { limit: 50, ...(q ? { q } : {}) } });
  const options = (found.data?.points ?? []).map((point) => ({ value: point.id, label: point.name }));
  const known = new Set(options.map((one) => one.value));
  return (
    <Select
      id={id}
      mode="multiple"
      allowClear
      placeholder={t('editor.everyPoint')}
      value={[...value]}
      showSearch={{ filterOption: false, onSearch: setQ }}
      onChange={onChange}
      options={[
        ...options,
        ...value.filter((id) => !known.has(id)).map((id) => ({ value: id, label: `№ ${id}` })),
      ]}
    />
  );
}

function ScheduleEditor({
  value,
  onChange,
  t,
}: {
  value: RuleSchedule | undefined;
  onChange: (schedule: RuleSchedule | undefined) => void;
  t: Text;
}): ReactNode {
  const set = (more: object) => {
    const next = { ...value, ...more } as Record<string, unknown>;
    for (const key of Object.keys(next)) if (next[key] === undefined) delete next[key];
    onChange(Object.keys(next).length > 0 ? (next as RuleSchedule) : undefined);
  };
  const pair = (key: 'hours' | 'season', type: string, blank: [string, string]) => {
    const now = value?.[key];
    if (!now)
      return (
        <Button size="small" onClick={() => set({ [key]: { from: blank[0], to: blank[1] } })}>
          {t(`schedule.${key}`)}
        </Button>
      );
    return (
      <Space size={4}>
        {t(`schedule.${key}`)}
        {(['from', 'to'] as const).map((end) => (
          <Input
            key={end}
            type={type}
            aria-label={t(`schedule.${end}`)}
            value={now[end]}
            pattern={key === 'season' ? '(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])' : undefined}
            onChange={(event) => set({ [key]: { ...now, [end]: event.target.value } })}
            style={{ width: 110 }}
          />
        ))}
        <Button size="small" type="text" onClick={() => set({ [key]: undefined })}>
          {t('editor.remove')}
        </Button>
      </Space>
    );
  };
  return (
    <Space wrap>
      <Select
        mode="multiple"
        allowClear
        aria-label={t('schedule.weekdays')}
        placeholder={t('schedule.everyDay')}
        value={value?.weekdays ?? []}
        onChange={(weekdays) => set({ weekdays: weekdays.length > 0 ? weekdays.sort() : undefined })}
        style={{ minWidth: 180 }}
        options={[1, 2, 3, 4, 5, 6, 7].map((day) => ({ value: day, label: t(`weekday.${day}`) }))}
      />
      {pair('hours', 'time', ['08:00', '20:00'])}
      {pair('season', 'text', ['10-15', '04-15'])}
    </Space>
  );
}

function EscalationEditor({
  value,
  onChange,
  t,
}: {
  value: readonly EscalationStep[];
  onChange: (steps: EscalationStep[]) => void;
  t: Text;
}): ReactNode {
  const set = (index: number, more: Partial<EscalationStep>) =>
    onChange(value.map((one, n) => (n === index ? { ...one, ...more } : one)));
  return (
    <Space orientation="vertical">
      {value.map((step, index) => (
        <Space key={index} wrap>
          <InputNumber
            aria-label={t('editor.afterMinutes')}
            min={1}
            max={43_200}
            value={step.afterMinutes}
            suffix={t('minutesUnit')}
            onChange={(minutes) => set(index, { afterMinutes: minutes ?? 1 })}
          />
          <Select
            aria-label={t('rules.severity')}
            value={step.severity}
            onChange={(severity) => set(index, { severity })}
            style={{ width: 100 }}
            options={SEVERITIES.map((one) => ({ value: one, label: t(`severity.${one}`) }))}
          />
          <Input
            aria-label={t('editor.toWhom')}
            placeholder={t('editor.toWhom')}
            maxLength={100}
            value={step.to ?? ''}
            onChange={(event) => set(index, { to: event.target.value })}
          />
          <Button
            size="small"
            type="text"
            danger
            onClick={() => onChange(value.filter((_, n) => n !== index))}
          >
            {t('editor.remove')}
          </Button>
        </Space>
      ))}
      <Button
        size="small"
        disabled={value.length >= 5}
        onClick={() =>
          onChange([...value, { afterMinutes: (value.at(-1)?.afterMinutes ?? 0) + 30, severity: 'warning' }])
        }
      >
        {t('editor.addStep')}
      </Button>
    </Space>
  );
}
