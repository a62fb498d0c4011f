import type { RouteDef } from '@tarim/platform/contract';
import { EvidenceFiles, useRouteMutation, useText } from '@tarim/ui';
import { Button, DatePicker, Flex, Form, Input, InputNumber, Modal, Select, Switch } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import type { ReactNode } from 'react';
import {
  ACT_FIELDS,
  type ActName,
  actOnCase,
  type CaseDetail,
  type Field,
  labelOf,
  uploadCaseFile,
} from '../contract.ts';
import { CompensationTold } from './compensation.tsx';
import { Parts } from './parts-list.tsx';

type Values = Record<string, unknown>;
const VOTES = ['for', 'against', 'abstain'] as const;
const LEAST_MEMBERS = 3;

/** One step of a case. What it may not be is said by the server, with the article. */
export function ActDialog({
  of,
  act,
  onClose,
}: {
  of: CaseDetail;
  act: ActName;
  onClose: () => void;
}): ReactNode {
  const t = useText('enforcement');
  const [form] = Form.useForm<Values>();
  const save = useRouteMutation(actOnCase, { success: t('saved'), onSuccess: onClose });
  const fields = ACT_FIELDS[act];
  const last = of.steps.findLast((one) => !one.voided && one.act.act !== 'void');
  return (
    <Modal
      open
      title={t(`act.${act}`)}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={save.isPending}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={initially(act, of, fields)}
        onFinish={(values) =>
          save.mutate({
            params: { id: of.id },
            body: { act, ...(act === 'void' ? { nth: last?.nth } : {}), ...bodyOf(fields, values) },
          })
        }
      >
        {act === 'void' && last ? (
          <p>
            {t('case.voids', {
              act: t(`act.${last.act.act}`),
              on: 'on' in last.act ? last.act.on : last.act.from,
            })}
          </p>
        ) : null}
        {of.compensation && (act === 'give-notice' || act === 'decide') ? (
          <p>
            <CompensationTold of={of.compensation} />
          </p>
        ) : null}
        {fields.map((field) =>
          field.as === 'members' ? (
            <Members key={field.name} />
          ) : field.as === 'parts' ? (
            <Parts key={field.name} />
          ) : (
            <Form.Item
              key={field.name}
              name={field.name}
              label={t(labelOf(act, field))}
              rules={[{ required: isRequired(field) }]}
              {...(field.as === 'yes' ? { valuePropName: 'checked' } : {})}
            >
              {control(field, t)}
            </Form.Item>
          ),
        )}
      </Form>
    </Modal>
  );
}

const isRequired = ({ as }: Field): boolean => !['many', 'yes', 'files', 'maybe-yuan'].includes(as);

function initially(act: ActName, of: CaseDetail, fields: readonly Field[]): Values {
  const values: Values = {};
  for (const { name, as } of fields) {
    if (as === 'day') values[name] = dayjs();
    if (as === 'yes') values[name] = false;
    if (as === 'many' || as === 'files') values[name] = [];
    if (as === 'days') values[name] = 30;
    if (as === 'months') values[name] = 3;
    if (as === 'parts') values[name] = [{ due: dayjs().add(30, 'day'), amount: of.fine }];
    if (as === 'members') values[name] = Array.from({ length: LEAST_MEMBERS }, () => ({ vote: 'for' }));
  }
  // What the table advises is what is usually proposed.
  const advice = of.steps.findLast((one) => !one.voided && one.act.act === 'assess')?.act;
  if (act === 'give-notice' && advice?.act === 'assess' && advice.result)
    Object.assign(values, {
      amount: advice.result.amount,
      computed: advice.result.amount,
      method: advice.result.method,
    });
  // What was told is what is usually decided.
  const notice = of.steps.findLast((one) => !one.voided && one.act.act === 'give-notice')?.act;
  if (act === 'decide' && notice?.act === 'give-notice')
    Object.assign(values, {
      kind: 'penalty',
      amount: notice.amount,
      beside: [...notice.beside],
      confiscated: notice.confiscated ?? null,
    });
  if (act === 'pay') values.amount = of.fine;
  if (act === 'pay-late' || act === 'remit-late') values.amount = of.lateOwed;
  if (act === 'publish') values.grade = 'ordinary';
  if (act === 'decide-transfer') values.approved = true;
  return values;
}

function bodyOf(fields: readonly Field[], values: Values): Values {
  const body: Values = {};
  for (const { name, as } of fields) {
    const value = values[name];
    body[name] =
      as === 'day'
        ? (value as Dayjs).format('YYYY-MM-DD')
        : as === 'maybe-yuan'
          ? (value ?? null)
          : as === 'parts'
            ? (value as { due: Dayjs; amount: number }[]).map(({ due, amount }) => ({
                due: due.format('YYYY-MM-DD'),
                amount,
              }))
            : value;
  }
  return body;
}

function control(field: Field, t: (key: string) => string): ReactNode {
  switch (field.as) {
    case 'day':
      return <DatePicker maxDate={field.name === 'due' ? undefined : dayjs()} style={{ width: '100%' }} />;
    case 'long':
      return <Input.TextArea rows={3} maxLength={2000} />;
    case 'files':
      return <EvidenceFiles upload={uploadCaseFile as RouteDef} />;
    case 'yuan':
    case 'maybe-yuan':
      return <InputNumber min={0} precision={2} style={{ width: '100%' }} />;
    case 'days':
      return <InputNumber min={1} max={30} precision={0} />;
    case 'months':
      return <InputNumber min={1} max={6} precision={0} />;
    case 'yes':
      return <Switch />;
    case 'one':
    case 'many':
      return (
        <Select
          {...(field.as === 'many' ? { mode: 'multiple' as const } : {})}
          options={field.of.map((one) => ({ value: one, label: t(`${field.words}.${one}`) }))}
        />
      );
    default:
      return <Input maxLength={120} />;
  }
}

function Members(): ReactNode {
  const t = useText('enforcement');
  return (
    <Form.Item label={t('field.members')} required>
      <Form.List name="members">
        {(rows, { add, remove }) => (
          <Flex vertical gap={8}>
            {rows.map(({ key, name }) => (
              <Flex key={key} gap={8}>
                <Form.Item name={[name, 'name']} noStyle rules={[{ required: true, whitespace: true }]}>
                  <Input aria-label={t('field.members')} maxLength={40} />
                </Form.Item>
                <Form.Item name={[name, 'vote']} noStyle>
                  <Select
                    aria-label={t('field.conclusion')}
                    style={{ width: 110 }}
                    options={VOTES.map((one) => ({ value: one, label: t(`vote.${one}`) }))}
                  />
                </Form.Item>
                {rows.length > LEAST_MEMBERS ? <Button onClick={() => remove(name)}>−</Button> : null}
              </Flex>
            ))}
            <Button onClick={() => add({ vote: 'for' })}>+</Button>
          </Flex>
        )}
      </Form.List>
    </Form.Item>
  );
}
