import { UnitSelect, usePick, useRouteMutation, useRouteQuery, useSession, useText } from '@tarim/ui';
import { Alert, Button, DatePicker, Form, Input, InputNumber, Modal, Select, Typography } from 'antd';
import type { ReactNode } from 'react';
import { askForSharing, getEntry, listEntries } from '../contract.ts';

interface Fields {
  readonly body: string;
  readonly applicantName: string;
  readonly contact: string;
  readonly purpose: string;
  readonly legalBasis: string;
  readonly datasets: string[];
  readonly fields?: string[];
  readonly unitPath: string;
  readonly validTo: { format(pattern: string): string };
  readonly dailyRows: number;
}

/** A request for data of others; the receipt code is shown once, at the end. */
export function AskDialog({
  first,
  onClose,
  onDone,
}: {
  first?: string;
  onClose: () => void;
  onDone: (id: number) => void;
}): ReactNode {
  const t = useText('catalog');
  const pick = usePick();
  const { name } = useSession();
  const [form] = Form.useForm<Fields>();
  const chosen = Form.useWatch('datasets', form) ?? [];
  const entries = useRouteQuery(listEntries);
  const ask = useRouteMutation(askForSharing);
  // Fields are chosen where one data set is asked for; of several, all that are shared.
  const only = chosen.length === 1 ? chosen[0] : undefined;
  const entry = useRouteQuery(getEntry, { params: { id: only ?? '' } }, { enabled: only !== undefined });
  const rules = [{ required: true, message: t('required') }];
  const text = [{ required: true, min: 2, whitespace: true, message: t('required') }];
  const options = (entries.data?.entries ?? []).filter(
    (one) => one.sharing === 'open' || one.sharing === 'on-request',
  );
  if (ask.data) {
    const { id, receipt } = ask.data;
    return (
      <Modal
        open
        title={t('ask.done')}
        onCancel={() => onDone(id)}
        footer={<Button onClick={() => onDone(id)}>{t('ask.go')}</Button>}
      >
        <Alert
          type="warning"
          showIcon
          title={t('ask.receipt')}
          description={
            <Typography.Text copyable code>
              {receipt}
            </Typography.Text>
          }
        />
      </Modal>
    );
  }
  return (
    <Modal
      open
      title={t('requests.ask')}
      okText={t('ask.send')}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={ask.isPending}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ applicantName: name, datasets: first ? [first] : [], dailyRows: 10_000 }}
        onFinish={({ datasets, fields, validTo, ...rest }) =>
          ask.mutate({
            body: {
              ...rest,
              validTo: validTo.format('YYYY-MM-DD'),
              datasets: datasets.map((dataset) => ({
                dataset,
                fields: dataset === only && fields?.length ? fields : null,
              })),
            },
          })
        }
      >
        <Form.Item name="body" label={t('request.body')} rules={text}>
          <Input maxLength={120} />
        </Form.Item>
        <Form.Item name="applicantName" label={t('request.applicant')} rules={rules}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="contact" label={t('request.contact')} rules={[{ ...text[0]!, min: 3 }]}>
          <Input maxLength={120} />
        </Form.Item>
        <Form.Item name="datasets" label={t('request.datasets')} rules={rules}>
          <Select
            mode="multiple"
            optionFilterProp="label"
            options={options.map((one) => ({ value: one.id, label: pick(one.titles.zh, one.titles.en) }))}
          />
        </Form.Item>
        {only && entry.data ? (
          <Form.Item name="fields" label={t('request.fields')} extra={t('request.allFields')}>
            <Select
              mode="multiple"
              optionFilterProp="label"
              options={entry.data.fields
                .filter((one) => !one.internal)
                .map((one) => ({ value: one.name, label: pick(one.titles.zh, one.titles.en) }))}
            />
          </Form.Item>
        ) : null}
        <Form.Item name="purpose" label={t('request.purpose')} rules={[{ ...text[0]!, min: 4 }]}>
          <Input.TextArea rows={2} maxLength={1_000} />
        </Form.Item>
        <Form.Item name="legalBasis" label={t('request.legalBasis')} rules={text}>
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
        <Form.Item name="unitPath" label={t('request.unit')} rules={rules}>
          <UnitSelect everywhere />
        </Form.Item>
        <Form.Item name="validTo" label={t('request.validTo')} rules={rules}>
          <DatePicker style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="dailyRows" label={t('request.dailyRows')} rules={rules}>
          <InputNumber min={1} max={1_000_000_000} precision={0} style={{ width: '100%' }} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
