import { useNavigate } from '@tanstack/react-router';
import { listInspectors, listPool, listVisits } from '@tarim/inspection/contract';
import { listLeads } from '@tarim/supervision/contract';
import { UnitSelect, useMay, useRouteMutation, useRouteQuery, useText } from '@tarim/ui';
import { DatePicker, Form, Input, Modal, Select, Switch } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { type ReactNode, useEffect, useState } from 'react';
import { fileCase, listClues, listViolations } from '../contract.ts';

interface Values {
  readonly enterpriseId: number;
  readonly unitPath: string;
  readonly time: [Dayjs, Dayjs];
  readonly violation: string;
  readonly cause: string;
  readonly facts: string;
  readonly harm: boolean;
  readonly filedOn: Dayjs;
  readonly handlers: number[];
}

const day = (at: Dayjs): string => at.format('YYYY-MM-DD');

/** 立案: who, what, when, and the two who handle it. A clue brings the lead and the visit that told of it. */
export function FileDialog({
  clue,
  lead: leadAsked,
  visit: visitAsked,
  onClose,
}: {
  clue: number | null;
  lead: number | null;
  visit: number | null;
  onClose: () => void;
}): ReactNode {
  const t = useText('enforcement');
  const may = useMay();
  const navigate = useNavigate();
  const [form] = Form.useForm<Values>();
  const [text, setText] = useState('');
  const time = Form.useWatch('time', form);
  const enterprise = Form.useWatch('enterpriseId', form);
  const clues = useRouteQuery(listClues, { query: { id: clue ?? 1 } }, { enabled: clue !== null });
  const told = clue === null ? undefined : clues.data?.clues[0];
  const refOf = (kind: 'lead' | 'visit') =>
    told?.reports.findLast(({ ref }) => ref?.kind === kind)?.ref?.id ?? null;
  const lead = leadAsked ?? refOf('lead');
  const visit = visitAsked ?? refOf('visit');
  useEffect(() => {
    if (!told) return;
    const last = told.reports.at(-1);
    setText(told.object);
    form.setFieldsValue({
      ...(told.enterpriseId === null ? {} : { enterpriseId: told.enterpriseId }),
      unitPath: told.unitPath,
      cause: last?.suspected ?? '',
      facts: last?.facts ?? '',
    });
  }, [told, form]);
  const leads = useRouteQuery(listLeads, { query: {} }, { enabled: lead !== null });
  const from = leads.data?.leads.find(({ id }) => id === lead);
  useEffect(() => {
    if (!from) return;
    setText(from.subject);
    form.setFieldsValue({
      ...(from.enterpriseId === null ? {} : { enterpriseId: from.enterpriseId }),
      unitPath: from.unitPath,
      cause: from.suspected,
      facts: from.facts,
    });
  }, [from, form]);
  const visits = useRouteQuery(listVisits, { query: { id: visit ?? 0 } }, { enabled: visit !== null });
  const made = visits.data?.visits[0];
  useEffect(() => {
    if (!made) return;
    setText(made.enterprise);
    form.setFieldsValue({
      enterpriseId: made.enterpriseId,
      unitPath: made.unitPath,
      facts: made.note ?? '',
      ...(made.visitedOn ? { time: [dayjs(made.visitedOn), dayjs(made.visitedOn)] } : {}),
    });
  }, [made, form]);
  const pool = useRouteQuery(listPool, { query: { text: text.trim() || undefined, limit: 50 } });
  const inspectors = useRouteQuery(listInspectors, {});
  // Who inspected usually handles the case.
  useEffect(() => {
    const team = inspectors.data?.inspectors.filter((one) =>
      made?.team.some(({ certificate }) => certificate === one.certificate),
    );
    if (team?.length) form.setFieldsValue({ handlers: team.map(({ id }) => id) });
  }, [made, inspectors.data, form]);
  const violations = useRouteQuery(listViolations, {
    query: { on: time?.[1] ? day(time[1]) : day(dayjs()) },
  });
  const file = useRouteMutation(fileCase, {
    success: t('saved'),
    onSuccess: ({ id }) => void navigate({ to: `/enforcement/cases/${id}` as string }),
  });
  const objects = pool.data?.objects ?? [];
  return (
    <Modal
      open
      width={640}
      title={t('cases.new')}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={file.isPending}
    >
      <p className="muted">{t('file.hint')}</p>
      {told ? <p>{t('case.clue', { code: told.code })}</p> : null}
      {from ? <p>{t('file.lead', { code: from.code })}</p> : null}
      {made ? <p>{t('file.visit', { on: made.visitedOn ?? '' })}</p> : null}
      <Form
        form={form}
        layout="vertical"
        initialValues={{ harm: false, filedOn: dayjs() }}
        onFinish={({ time: [began, ended], filedOn, ...body }) =>
          file.mutate({
            body: {
              ...body,
              clue,
              lead,
              visit,
              party: null,
              actStart: day(began),
              actEnd: day(ended),
              filedOn: day(filedOn),
            },
          })
        }
      >
        <Form.Item name="enterpriseId" label={t('field.enterprise')} rules={[{ required: true }]}>
          <Select
            showSearch={{ onSearch: setText, filterOption: false }}
            options={objects.map(({ enterpriseId, name }) => ({ value: enterpriseId, label: name }))}
            onChange={(id) => {
              const chosen = objects.find(({ enterpriseId }) => enterpriseId === id);
              if (chosen) form.setFieldsValue({ unitPath: chosen.unitPath });
            }}
          />
        </Form.Item>
        <Form.Item name="unitPath" label={t('field.unit')} rules={[{ required: true }]}>
          <UnitSelect may={(path) => may('enforcement.handle', path)} />
        </Form.Item>
        <Form.Item name="time" label={t('field.actTime')} rules={[{ required: true }]}>
          <DatePicker.RangePicker style={{ width: '100%' }} maxDate={dayjs()} />
        </Form.Item>
        <Form.Item name="violation" label={t('field.violation')} rules={[{ required: true }]}>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            options={(violations.data?.violations ?? []).map(({ key, title, source }) => ({
              value: key,
              label: `${title}（${source}）`,
            }))}
          />
        </Form.Item>
        <Form.Item name="cause" label={t('field.cause')} rules={[{ required: true, whitespace: true }]}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="facts" label={t('field.facts')} rules={[{ required: true, whitespace: true }]}>
          <Input.TextArea rows={3} maxLength={4000} />
        </Form.Item>
        <Form.Item name="harm" label={t('field.harm')} valuePropName="checked">
          <Switch />
        </Form.Item>
        <Form.Item name="filedOn" label={t('field.filedOn')} rules={[{ required: true }]}>
          <DatePicker maxDate={dayjs()} style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item
          name="handlers"
          label={t('field.handlers')}
          rules={[{ required: true, type: 'array', min: 2, message: t('file.two') }]}
        >
          <Select
            mode="multiple"
            showSearch={{ optionFilterProp: 'label' }}
            options={(inspectors.data?.inspectors ?? [])
              .filter(({ active }) => active)
              .map((one) => ({
                value: one.id,
                label: `${one.name}（${one.certificate}）`,
                disabled: one.recusals.some(({ enterpriseId }) => enterpriseId === enterprise),
              }))}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
