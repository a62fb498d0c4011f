import { useRouteMutation, useText } from '@tarim/ui';
import { Button, Form, Input, InputNumber, Modal } from 'antd';
import type { ReactNode } from 'react';
import { type Activity, type CatchmentYear, putActivity } from '../contract.ts';

type Values = Activity & { year: number; source: string | null };

/** What is farmed in a year: a correction becomes another revision. */
export function ActivityForm({
  id,
  last,
  onClose,
}: {
  id: number;
  /** Figures to begin with. */
  last: CatchmentYear | undefined;
  onClose: () => void;
}): ReactNode {
  const t = useText('sources');
  const [form] = Form.useForm<Values>();
  const put = useRouteMutation(putActivity, { success: t('saved'), onSuccess: onClose });
  const save = ({ year, ...values }: Values) =>
    put.mutate({
      params: { id, year },
      body: {
        source: values.source || null,
        fertiliserN: values.fertiliserN ?? null,
        fertiliserP: values.fertiliserP ?? null,
        crops: (values.crops ?? []).filter((one) => one?.name),
        livestock: (values.livestock ?? [])
          .filter((one) => one?.name)
          .map((one) => ({ ...one, treatedShare: one.treatedShare ?? null })),
      },
    });
  const figure = (name: string, label: string) => (
    <Form.Item name={name} label={label}>
      <InputNumber min={0} style={{ width: '100%' }} />
    </Form.Item>
  );
  return (
    <Modal
      open
      width={720}
      title={t('catchment.enter')}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={put.isPending}
    >
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={{
          year: last?.year ?? new Date().getFullYear() - 1,
          ...last?.activity,
          source: last?.source,
        }}
        onFinish={save}
      >
        <div className="form-row">
          <Form.Item
            name="year"
            label={t('diffuse.year')}
            rules={[{ required: true, message: t('required') }]}
          >
            <InputNumber min={2000} max={2100} precision={0} style={{ width: '100%' }} />
          </Form.Item>
          {figure('fertiliserN', t('catchment.fertiliserN'))}
          {figure('fertiliserP', t('catchment.fertiliserP'))}
        </div>
        <Lines name="crops" label={t('catchment.crops')} fields={[['hectares', t('catchment.hectares')]]} />
        <Lines
          name="livestock"
          label={t('catchment.livestock')}
          fields={[
            ['heads', t('catchment.heads')],
            ['treatedShare', t('catchment.treated')],
          ]}
        />
        <Form.Item name="source" label={t('catchment.source')}>
          <Input maxLength={200} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

function Lines({
  name,
  label,
  fields,
}: {
  name: 'crops' | 'livestock';
  label: string;
  fields: readonly (readonly [string, string])[];
}): ReactNode {
  const t = useText('sources');
  const must = [{ required: true, message: t('required') }];
  return (
    <Form.Item label={label}>
      <Form.List name={name}>
        {(rows, { add, remove }) => (
          <>
            {rows.map((row) => (
              <div key={row.key} className="filters" style={{ marginBottom: 6 }}>
                <Form.Item name={[row.name, 'name']} noStyle rules={must}>
                  <Input
                    aria-label={t('coefficient.name')}
                    placeholder={t('coefficient.name')}
                    style={{ width: 140 }}
                  />
                </Form.Item>
                {fields.map(([field, title]) => (
                  <Form.Item
                    key={field}
                    name={[row.name, field]}
                    noStyle
                    rules={field === 'treatedShare' ? [] : must}
                  >
                    <InputNumber
                      min={0}
                      max={field === 'treatedShare' ? 1 : 1_000_000_000}
                      aria-label={title}
                      placeholder={title}
                      style={{ width: 150 }}
                    />
                  </Form.Item>
                ))}
                <Button size="small" type="text" onClick={() => remove(row.name)}>
                  {t('remove')}
                </Button>
              </div>
            ))}
            <Button size="small" onClick={() => add({ name: '' })}>
              {t('catchment.add')}
            </Button>
          </>
        )}
      </Form.List>
    </Form.Item>
  );
}
