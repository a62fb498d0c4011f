import { useRouteMutation, useRouteQuery, useText } from '@tarim/ui';
import { Checkbox, Form, Input, Modal, Select } from 'antd';
import dayjs from 'dayjs';
import { type ReactNode, useEffect, useState } from 'react';
import {
  type Appointment,
  EXEMPTIONS,
  type Exemption,
  listInspectors,
  listPool,
  planVisit,
  type Visit,
} from '../contract.ts';
import { HoursInput } from './hours.tsx';
import { type Named, Suggestions } from './suggestions.tsx';

interface Values {
  readonly enterpriseId: number;
  readonly appointment?: Appointment | null;
  readonly joint: boolean;
  readonly inspectors: number[];
  readonly exemption: Exemption | 'counts';
  readonly why: string;
}

/** What a visit is planned for, with the enterprise and the reason that come from there. */
export interface PlanFor {
  readonly origin: NonNullable<Visit['origin']>;
  readonly enterprise: string;
  readonly why: string;
}

/** A visit outside the draws. Whether it counts to the cap of the year is said first. */
export function PlanDialog({ of, onClose }: { of: PlanFor | null; onClose: () => void }): ReactNode {
  const t = useText('inspection');
  const [form] = Form.useForm<Values>();
  const [text, setText] = useState(of?.enterprise ?? '');
  const chosen = Form.useWatch('enterpriseId', form);
  const appointment = Form.useWatch('appointment', form) ?? null;
  const joint = Form.useWatch('joint', form) ?? false;
  const [suggested, setSuggested] = useState<Named[]>([]);
  const pool = useRouteQuery(listPool, { query: { text: text.trim() || undefined, limit: 50 } });
  const inspectors = useRouteQuery(listInspectors, {});
  const plan = useRouteMutation(planVisit, {
    success: t('visits.plannedDone'),
    refresh: ['inspection', 'enforcement'],
    onSuccess: onClose,
  });
  // The one object that is called so is the one that is meant.
  const [only, ...others] = pool.data?.objects ?? [];
  const meant = of && others.length === 0 && only?.name === of.enterprise ? only.enterpriseId : undefined;
  useEffect(() => {
    if (meant !== undefined) form.setFieldsValue({ enterpriseId: meant });
  }, [meant, form]);
  const object = pool.data?.objects.find(({ enterpriseId }) => enterpriseId === chosen);
  const people = (inspectors.data?.inspectors ?? [])
    .filter(({ active, unitPath }) => active && (!object || object.unitPath.startsWith(unitPath)))
    // Of the unit itself before those above it, and who has least in hand first.
    .sort((a, b) => b.unitPath.length - a.unitPath.length || a.planned - b.planned);
  const today = dayjs().format('YYYY-MM-DD');
  // Whoever is suggested may be of another hierarchy, which the list of this unit does not have.
  const more = suggested.filter(({ id }) => !people.some((one) => one.id === id));
  return (
    <Modal
      open
      width={820}
      title={t('visits.plan')}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={plan.isPending}
    >
      <p className="muted">{t('visits.planHint')}</p>
      <Form
        form={form}
        layout="vertical"
        initialValues={{ exemption: of ? 'data-alarm' : 'counts', why: of?.why, joint: false }}
        onFinish={({ exemption, ...body }) =>
          plan.mutate({
            body: {
              ...body,
              exemption: exemption === 'counts' ? null : exemption,
              origin: of?.origin ?? null,
            },
          })
        }
      >
        <Form.Item name="enterpriseId" label={t('field.enterprise')} rules={[{ required: true }]}>
          <Select
            showSearch={{ onSearch: setText, filterOption: false }}
            loading={pool.isFetching}
            options={(pool.data?.objects ?? []).map(({ enterpriseId, name, visits }) => ({
              value: enterpriseId,
              label: t('visits.object', { name, visits }),
            }))}
          />
        </Form.Item>
        <Form.Item name="appointment" label={t('field.appointment')}>
          <HoursInput />
        </Form.Item>
        <Form.Item name="joint" valuePropName="checked">
          <Checkbox>{t('arrange.joint')}</Checkbox>
        </Form.Item>
        <Form.Item
          name="inspectors"
          label={t('field.team')}
          rules={[{ required: true, type: 'array', min: 2, message: t('visits.two') }]}
        >
          <Select
            mode="multiple"
            optionFilterProp="label"
            options={[
              ...more.map(({ id, name, certificate }) => ({
                value: id,
                label: `${name}（${certificate}）`,
                disabled: false,
              })),
              ...people.map((one) => ({
                value: one.id,
                label: [
                  `${one.name}（${one.certificate}）`,
                  ...one.specialities.map((speciality) => t(`speciality.${speciality}`)),
                  t('visits.inHand', { n: one.planned }),
                  ...(one.recusals.some(({ enterpriseId }) => enterpriseId === chosen)
                    ? [t('visits.recused')]
                    : []),
                  ...(one.certifiedTo < today ? [t('visits.expired')] : []),
                ].join(' · '),
                disabled:
                  one.certifiedTo < today || one.recusals.some(({ enterpriseId }) => enterpriseId === chosen),
              })),
            ]}
          />
        </Form.Item>
        {chosen === undefined ? null : (
          <Suggestions
            of={{ enterprise: chosen, appointment, joint }}
            onUse={(chosenOnes) => {
              setSuggested(chosenOnes);
              form.setFieldsValue({ inspectors: chosenOnes.map(({ id }) => id) });
            }}
          />
        )}
        <Form.Item name="exemption" label={t('field.counts')} rules={[{ required: true }]}>
          <Select
            options={[
              { value: 'counts', label: t('visits.counts') },
              ...EXEMPTIONS.map((one) => ({ value: one, label: t(`exemption.${one}`) })),
            ]}
          />
        </Form.Item>
        <Form.Item name="why" label={t('field.reason')} rules={[{ required: true, whitespace: true }]}>
          <Input.TextArea rows={3} maxLength={400} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
