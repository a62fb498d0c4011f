import { UnitSelect, useRouteMutation, useRouteQuery, useText } from '@tarim/ui';
import { Button, Form, Input, Modal, Select } from 'antd';
import type { ReactNode } from 'react';
import { addOperator, listParameterOutlets, type Operator, putOperator } from '../contract.ts';

interface Values {
  readonly unitPath: string;
  readonly name: string;
  readonly uscc?: string;
  readonly contact?: string;
  readonly phone?: string;
  readonly staff?: { name: string; certificate?: string; number?: string; validTo?: string }[];
  readonly contracts?: { pointId: number; from: string; to: string }[];
}

/** An operator with its people and contracts, as a whole. */
export function OperatorForm({
  operator,
  onClose,
}: {
  operator: Operator | null;
  onClose: () => void;
}): ReactNode {
  const t = useText('operation');
  const [form] = Form.useForm<Values>();
  const outlets = useRouteQuery(listParameterOutlets, { query: {} });
  const done = { success: t('saved'), onSuccess: onClose };
  const add = useRouteMutation(addOperator, done);
  const put = useRouteMutation(putOperator, done);
  const must = [{ required: true, message: t('required') }];
  const submit = (values: Values) => {
    const body = {
      unitPath: values.unitPath,
      name: values.name,
      uscc: values.uscc || null,
      contact: values.contact ?? '',
      phone: values.phone ?? '',
      staff: (values.staff ?? []).map((one) => ({
        name: one.name,
        certificate: one.certificate ?? '',
        number: one.number ?? '',
        validTo: one.validTo || null,
      })),
      contracts: (values.contracts ?? []).map(({ pointId, from, to }) => ({ pointId, from, to })),
    };
    if (operator) put.mutate({ params: { id: operator.id }, body });
    else add.mutate({ body });
  };
  return (
    <Modal
      open
      width={820}
      title={operator?.name ?? t('operators.add')}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={add.isPending || put.isPending}
    >
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={operator ? { ...operator, uscc: operator.uscc ?? '' } : {}}
        onFinish={submit}
      >
        <div className="form-row">
          <Form.Item name="name" label={t('operator')} rules={must}>
            <Input maxLength={120} />
          </Form.Item>
          <Form.Item name="unitPath" label={t('unit')} rules={must}>
            <UnitSelect />
          </Form.Item>
        </div>
        <div className="form-row">
          <Form.Item name="uscc" label={t('operators.uscc')}>
            <Input maxLength={18} />
          </Form.Item>
          <Form.Item name="contact" label={t('operators.contact')}>
            <Input maxLength={60} />
          </Form.Item>
          <Form.Item name="phone" label={t('operators.phone')}>
            <Input maxLength={30} />
          </Form.Item>
        </div>
        <h4>{t('operators.staff')}</h4>
        <Form.List name="staff">
          {(fields, { add: more, remove }) => (
            <>
              {fields.map(({ key, name }) => (
                <div key={key} className="filters">
                  <Form.Item name={[name, 'name']} rules={must} noStyle>
                    <Input style={{ width: 130 }} placeholder={t('staff')} aria-label={t('staff')} />
                  </Form.Item>
                  <Form.Item name={[name, 'certificate']} noStyle>
                    <Input
                      style={{ width: 200 }}
                      placeholder={t('operators.certificate')}
                      aria-label={t('operators.certificate')}
                    />
                  </Form.Item>
                  <Form.Item name={[name, 'number']} noStyle>
                    <Input
                      style={{ width: 130 }}
                      placeholder={t('operators.number')}
                      aria-label={t('operators.number')}
                    />
                  </Form.Item>
                  <Form.Item name={[name, 'validTo']} noStyle>
                    <Input type="date" style={{ width: 150 }} aria-label={t('operators.validTo')} />
                  </Form.Item>
                  <Button size="small" onClick={() => remove(name)}>
                    {t('remove')}
                  </Button>
                </div>
              ))}
              <Button onClick={() => more({})}>{t('operators.addStaff')}</Button>
            </>
          )}
        </Form.List>
        <h4 style={{ marginTop: 16 }}>{t('operators.contracts')}</h4>
        <Form.List name="contracts">
          {(fields, { add: more, remove }) => (
            <>
              {fields.map(({ key, name }) => (
                <div key={key} className="filters">
                  <Form.Item name={[name, 'pointId']} rules={must} noStyle>
                    <Select
                      showSearch
                      style={{ width: 280 }}
                      optionFilterProp="label"
                      aria-label={t('outlet')}
                      options={outlets.data?.outlets.map((one) => ({ value: one.id, label: one.name }))}
                    />
                  </Form.Item>
                  <Form.Item name={[name, 'from']} rules={must} noStyle>
                    <Input type="date" style={{ width: 150 }} aria-label={t('operators.from')} />
                  </Form.Item>
                  <Form.Item name={[name, 'to']} rules={must} noStyle>
                    <Input type="date" style={{ width: 150 }} aria-label={t('operators.to')} />
                  </Form.Item>
                  <Button size="small" onClick={() => remove(name)}>
                    {t('remove')}
                  </Button>
                </div>
              ))}
              <Button onClick={() => more({})}>{t('operators.addContract')}</Button>
            </>
          )}
        </Form.List>
      </Form>
    </Modal>
  );
}
