import { useRouteMutation, useText } from '@tarim/ui';
import { Alert, Button, Card, Flex, Form, Input, InputNumber, Select, Switch, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import { type Estimate, type EstimateInput, estimateDamage } from '../contract.ts';
import { Calculation } from './calculation.tsx';
import { yuan } from './words.tsx';

interface Pollutant {
  readonly name: string;
  readonly measured: number | null;
  readonly limit: number | null;
  readonly alpha: string;
}
interface Draft {
  readonly medium: 'water' | 'air';
  readonly amount: number | null;
  readonly unitCost: number | null;
  readonly beta: string;
  readonly omega: string;
  readonly pollutants: readonly Pollutant[];
}
const POLLUTANT: Pollutant = { name: '', measured: null, limit: null, alpha: '' };
const DRAFT: Draft = {
  medium: 'water',
  amount: null,
  unitCost: null,
  beta: '',
  omega: '',
  pollutants: [POLLUTANT],
};
const MOST_POLLUTANTS = 20;

/** 虚拟治理成本计算器 within an assessment: its inputs go along with the step, the server computes again. */
export function EstimateField({
  value,
  onChange,
}: {
  value?: EstimateInput | null;
  onChange?: (next: EstimateInput | null) => void;
}): ReactNode {
  const t = useText('damage');
  const form = Form.useFormInstance();
  const [draft, setDraft] = useState<Draft>(DRAFT);
  const [estimate, setEstimate] = useState<Estimate | null>(null);
  const run = useRouteMutation(estimateDamage, { onSuccess: setEstimate });
  const change = (next: Draft) => {
    setDraft(next);
    setEstimate(null);
    onChange?.(inputOf(next));
  };
  const pollutant = (index: number, next: Partial<Pollutant>) =>
    change({
      ...draft,
      pollutants: draft.pollutants.map((one, i) => (i === index ? { ...one, ...next } : one)),
    });
  if (!value)
    return <Switch checked={false} aria-label={t('calc.with')} onChange={() => onChange?.(inputOf(draft))} />;
  return (
    <Card
      size="small"
      title={
        <>
          {t('calc.title')} <Tag color="warning">{t('estimated')}</Tag>
        </>
      }
      extra={<Switch checked aria-label={t('calc.with')} onChange={() => onChange?.(null)} />}
    >
      <Flex vertical gap={8}>
        <Alert type="warning" showIcon title={t('calc.note')} />
        <Flex gap={8} wrap>
          <Labelled label={t('calc.medium')}>
            <Select
              aria-label={t('calc.medium')}
              style={{ width: 110 }}
              value={draft.medium}
              onChange={(medium) => change({ ...draft, medium })}
              options={(['water', 'air'] as const).map((one) => ({ value: one, label: t(`medium.${one}`) }))}
            />
          </Labelled>
          <Figure of="amount" value={draft.amount} onChange={(amount) => change({ ...draft, amount })} />
          <Figure
            of="unitCost"
            value={draft.unitCost}
            onChange={(unitCost) => change({ ...draft, unitCost })}
          />
          <Word of="omega" value={draft.omega} onChange={(omega) => change({ ...draft, omega })} />
          {draft.medium === 'air' ? (
            <Word of="beta" value={draft.beta} onChange={(beta) => change({ ...draft, beta })} />
          ) : null}
        </Flex>
        {draft.pollutants.map((one, i) => (
          <Flex key={i} gap={8} wrap>
            <Word of="name" value={one.name} onChange={(name) => pollutant(i, { name })} />
            <Figure of="measured" value={one.measured} onChange={(measured) => pollutant(i, { measured })} />
            <Figure of="limit" value={one.limit} onChange={(limit) => pollutant(i, { limit })} />
            <Word of="alpha" value={one.alpha} onChange={(alpha) => pollutant(i, { alpha })} />
          </Flex>
        ))}
        <Flex gap={8} wrap align="center">
          <Button
            disabled={draft.pollutants.length >= MOST_POLLUTANTS}
            onClick={() => change({ ...draft, pollutants: [...draft.pollutants, POLLUTANT] })}
          >
            {t('calc.add')}
          </Button>
          <Button type="primary" loading={run.isPending} onClick={() => run.mutate({ body: inputOf(draft) })}>
            {t('calc.run')}
          </Button>
          {estimate && estimate.damage !== null ? (
            <Button
              onClick={() =>
                form.setFieldValue('items', [
                  { item: 'restoration-cost', amount: estimate.damage, note: t('field.estimate') },
                ])
              }
            >
              {t('calc.use')}
            </Button>
          ) : null}
          {estimate ? (
            <b>
              {estimate.damage === null
                ? t('calc.none')
                : t('calc.result', { damage: yuan(estimate.damage) })}
            </b>
          ) : null}
        </Flex>
        {estimate ? <Calculation of={estimate} /> : null}
      </Flex>
    </Card>
  );
}

function Figure(props: {
  of: string;
  value: number | null;
  onChange: (value: number | null) => void;
}): ReactNode {
  const t = useText('damage');
  const label = t(`calc.${props.of}`);
  return (
    <Labelled label={label}>
      <InputNumber
        aria-label={label}
        min={0}
        style={{ width: 160 }}
        value={props.value}
        onChange={(value) => props.onChange(value as number | null)}
      />
    </Labelled>
  );
}

/** A figure, or a row of the table (I–V). */
function Word(props: { of: string; value: string; onChange: (value: string) => void }): ReactNode {
  const t = useText('damage');
  const label = t(`calc.${props.of}`);
  return (
    <Labelled label={label}>
      <Input
        aria-label={label}
        style={{ width: 140 }}
        maxLength={20}
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
      />
    </Labelled>
  );
}

function Labelled({ label, children }: { label: string; children: ReactNode }): ReactNode {
  return (
    <Flex vertical>
      <small className="muted" aria-hidden>
        {label}
      </small>
      {children}
    </Flex>
  );
}

/** What was left empty is not sent: the server says what is missing. */
function inputOf({ medium, amount, unitCost, beta, omega, pollutants }: Draft): EstimateInput {
  const coefficient = (text: string) => (Number.isNaN(Number(text)) ? text.trim() : Number(text));
  const given = <K extends string, V>(key: K, value: V | null | '') =>
    value === null || value === '' ? {} : ({ [key]: value } as { [k in K]: V });
  const word = (key: string, text: string) => (text.trim() === '' ? {} : { [key]: coefficient(text) });
  return {
    discharges: [
      {
        medium,
        ...given('amount', amount),
        ...given('unitCost', unitCost),
        ...word('omega', omega),
        ...(medium === 'air' ? word('beta', beta) : {}),
        pollutants: pollutants.map((one) => ({
          ...given('name', one.name.trim()),
          ...given('measured', one.measured),
          ...given('limit', one.limit),
          ...word('alpha', one.alpha),
        })),
      },
    ],
  };
}
