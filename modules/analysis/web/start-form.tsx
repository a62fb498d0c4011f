import { useNavigate } from '@tanstack/react-router';
import { UnitSelect, useLanguage, useRouteMutation, useRouteQuery, useText } from '@tarim/ui';
import { Button, Form, Input, InputNumber, Select, Switch } from 'antd';
import { type ReactNode, useState } from 'react';
import { type AnalysisKind, listChoices, startRun } from '../contract.ts';
import { type Ask, FORMS, inputOf, wallHour } from './forms.ts';
import { PlaceField } from './place-field.tsx';
import { RowsField, type SetChoice, setOptions } from './rows-field.tsx';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** What a kind of analysis asks, and the button that queues it. */
export function StartForm({ kind }: { kind: AnalysisKind }): ReactNode {
  const t = useText('analysis');
  const navigate = useNavigate();
  const [form] = Form.useForm<Record<string, unknown>>();
  const start = useRouteMutation(startRun, {
    onSuccess: ({ id }) => void navigate({ to: `/analysis/runs/${id}` as string }),
  });
  return (
    <Form
      form={form}
      layout="vertical"
      className="analysis-form"
      initialValues={startOf(kind)}
      onFinish={(values) =>
        start.mutate({
          body: {
            kind,
            ...(values.title ? { title: values.title } : { title: t(`kind.${kind}`) }),
            input: inputOf(kind, values),
          },
        })
      }
    >
      {FORMS[kind].map((ask) => (
        <AskItem key={keyOf(ask)} ask={ask} />
      ))}
      <Form.Item name="title" label={t('field.title')}>
        <Input maxLength={120} placeholder={t(`kind.${kind}`)} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={start.isPending}>
        {t('start')}
      </Button>
    </Form>
  );
}

const keyOf = (ask: Ask): string => ('name' in ask ? ask.name : ask.type);

function startOf(kind: AnalysisKind): Record<string, unknown> {
  const now = Date.now();
  const values: Record<string, unknown> = {};
  for (const ask of FORMS[kind]) {
    if ('start' in ask) values[ask.name] = ask.start;
    if (ask.type === 'instant' && !ask.optional) values[ask.name] = wallHour(now - ask.hoursAgo * HOUR_MS);
    if (ask.type === 'span')
      Object.assign(values, { from: wallHour(now - ask.days * DAY_MS), to: wallHour(now + HOUR_MS) });
  }
  return values;
}

function AskItem({ ask }: { ask: Ask }): ReactNode {
  const t = useText('analysis');
  const required = [{ required: true, message: t('required') }];
  switch (ask.type) {
    case 'rows':
      return (
        <Form.Item
          name={ask.name}
          label={t(`field.${ask.name}`)}
          rules={[
            {
              validator: (_, value: { set?: string } | undefined) =>
                value?.set ? Promise.resolve() : Promise.reject(new Error(t('required'))),
            },
          ]}
        >
          <RowsField areas={ask.areas ?? false} />
        </Form.Item>
      );
    case 'place':
      return <PlaceField />;
    case 'span':
      return (
        <div className="analysis-pair">
          <Form.Item name="from" label={t('field.from')} rules={required}>
            <Input type="datetime-local" step={3600} />
          </Form.Item>
          <Form.Item name="to" label={t('field.to')} rules={required}>
            <Input type="datetime-local" step={3600} />
          </Form.Item>
        </div>
      );
    case 'yes':
      return (
        <Form.Item name={ask.name} label={t(`field.${ask.name}`)} valuePropName="checked">
          <Switch />
        </Form.Item>
      );
    case 'number':
      return (
        <Form.Item
          name={ask.name}
          label={t(`field.${ask.name}`)}
          rules={ask.start === undefined ? [] : required}
        >
          <InputNumber min={ask.min} max={ask.max} suffix={ask.unit || undefined} style={{ width: '100%' }} />
        </Form.Item>
      );
    case 'instant':
      return (
        <Form.Item
          name={ask.name}
          label={t(`field.${ask.name}`)}
          rules={ask.optional ? [] : required}
          {...(ask.optional ? { extra: t('hint.newest') } : {})}
        >
          <Input type="datetime-local" step={3600} />
        </Form.Item>
      );
    default:
      return <ChoiceItem ask={ask} />;
  }
}

type ChoiceAsk = Exclude<Ask, { readonly type: 'rows' | 'place' | 'span' | 'yes' | 'number' | 'instant' }>;

/** Asks that are answered by one of a list. */
function ChoiceItem({ ask }: { ask: ChoiceAsk }): ReactNode {
  const t = useText('analysis');
  const { language } = useLanguage();
  const choices = useRouteQuery(listChoices).data;
  const form = Form.useFormInstance();
  const chosen = Form.useWatch(ask.type === 'field' ? setNameOf(ask.of) : '_', form) as string | undefined;
  const [open, setOpen] = useState(false);
  const name = ask.type === 'factor' ? 'factor' : ask.name;
  const optional = 'optional' in ask && ask.optional;
  const rules = optional ? [] : [{ required: true, message: t('required') }];
  if (ask.type === 'unit')
    return (
      <Form.Item name={name} label={t(`field.${name}`)} rules={rules}>
        <UnitSelect everywhere={optional} />
      </Form.Item>
    );
  return (
    <Form.Item name={name} label={t(`field.${name}`)} rules={rules}>
      <Select
        allowClear={optional}
        open={open}
        onOpenChange={setOpen}
        showSearch={{ optionFilterProp: 'label' }}
        loading={!choices}
        options={optionsOf(ask, choices, chosen, language === 'en', t)}
      />
    </Form.Item>
  );
}

const setNameOf = (of: string): string[] => (of === 'satellite' ? ['satellite.set'] : [of, 'set']);

type Choices = ReturnType<
  typeof useRouteQuery<undefined, undefined, (typeof listChoices)['response']>
>['data'];
type Option = { value: string | number; label: string };

function optionsOf(
  ask: Exclude<ChoiceAsk, { readonly type: 'unit' }>,
  choices: Choices,
  chosen: string | undefined,
  english: boolean,
  t: (key: string) => string,
): Option[] {
  switch (ask.type) {
    case 'choice':
      return ask.of.map((value) => ({ value, label: t(`choice.${value}`) }));
    case 'factor':
      return (choices?.factors ?? [])
        .filter((one) => ask.kinds.includes(one.pointKind))
        .map((one) => ({
          value: `${one.pointKind} ${one.code}`,
          label: `${t(`choice.${one.pointKind}`)} · ${one.name} (${one.points})`,
        }));
    case 'code':
      return (choices?.factors ?? [])
        .filter((one) => one.pointKind === ask.kind)
        .map((one) => ({ value: one.code, label: `${one.name} (${one.points})` }));
    case 'station':
      return (choices?.windStations ?? []).map((one) => ({ value: one.id, label: one.name }));
    case 'set':
      return setOptions(choices?.sets ?? [], english, false);
    case 'field':
      return ((choices?.sets ?? []).find((one: SetChoice) => one.id === chosen)?.fields ?? [])
        .filter((one) => one.number)
        .map((one) => ({ value: one.name, label: english ? one.en : one.zh }));
  }
}
