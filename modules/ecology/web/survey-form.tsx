import { useMay, useRouteMutation, useRouteQuery, useText } from '@tarim/ui';
import { Button, Form, Input, InputNumber, Modal, Select } from 'antd';
import { type ReactNode, useMemo } from 'react';
import {
  COUNT_UNITS,
  GROUPS,
  type Group,
  listSites,
  putSurvey,
  type SurveyDetail,
  type SurveyInput,
  type Taxon,
} from '../contract.ts';

type CountUnit = SurveyInput['unit'];
interface Values {
  readonly pointId: number;
  readonly surveyedOn: string;
  readonly group: Group;
  readonly unit: CountUnit;
  readonly source?: string | null;
  readonly taxa: readonly Taxon[];
}
const UNIT_OF: Readonly<Record<Group, CountUnit>> = {
  phytoplankton: 'cells/L',
  zooplankton: 'ind./L',
  benthos: 'ind./m²',
  fish: 'ind.',
};

/** What was found at a site on a day. With the same site, day and group it is a new revision. */
export function SurveyForm({
  survey,
  onClose,
  onDone,
}: {
  /** What it begins with: a correction. */
  survey?: SurveyDetail;
  onClose: () => void;
  onDone?: (id: number) => void;
}): ReactNode {
  const t = useText('ecology');
  const may = useMay();
  const [form] = Form.useForm<Values>();
  const sites = useRouteQuery(listSites);
  const options = useMemo(
    () =>
      (sites.data?.sites ?? [])
        .filter((one) => may('ecology.write', one.unitPath))
        .map((one) => ({ value: one.id, label: `${one.name} · ${one.code}` })),
    [sites.data, may],
  );
  const put = useRouteMutation(putSurvey, {
    success: t('saved'),
    onSuccess: (answer) => {
      onClose();
      onDone?.(answer.id);
    },
  });
  const save = ({ source, taxa, ...values }: Values) =>
    put.mutate({ body: { ...values, source: source || null, taxa: taxa ?? [] } });
  const must = [{ required: true, message: t('required') }];
  return (
    <Modal
      open
      width={820}
      title={t('surveys.enter')}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={put.isPending}
    >
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={survey ?? { group: 'benthos', unit: UNIT_OF.benthos, taxa: [{}] }}
        onFinish={save}
      >
        <div className="form-row">
          <Form.Item name="pointId" label={t('surveys.site')} rules={must}>
            <Select
              showSearch={{ optionFilterProp: 'label' }}
              options={options}
              disabled={survey !== undefined}
            />
          </Form.Item>
          <Form.Item name="surveyedOn" label={t('surveys.day')} rules={must}>
            <Input type="date" disabled={survey !== undefined} />
          </Form.Item>
        </div>
        <div className="form-row">
          <Form.Item name="group" label={t('surveys.group')} rules={must}>
            <Select<Group>
              disabled={survey !== undefined}
              onChange={(group) => form.setFieldValue('unit', UNIT_OF[group])}
              options={GROUPS.map((value) => ({ value, label: t(`group.${value}`) }))}
            />
          </Form.Item>
          <Form.Item name="unit" label={t('surveys.unit')} rules={must}>
            <Select options={COUNT_UNITS.map((value) => ({ value, label: value }))} />
          </Form.Item>
          <Form.Item name="source" label={t('form.source')}>
            <Input maxLength={200} />
          </Form.Item>
        </div>
        <Form.Item label={t('survey.taxa')} required>
          <TaxonLines />
        </Form.Item>
      </Form>
    </Modal>
  );
}

function TaxonLines(): ReactNode {
  const t = useText('ecology');
  const must = [{ required: true, message: t('required') }];
  const text = (row: number, field: 'name' | 'order' | 'family', most: number, needed: boolean) => (
    <Form.Item name={[row, field]} noStyle rules={needed ? must : []}>
      <Input
        aria-label={t(`taxon.${field}`)}
        placeholder={t(`taxon.${field}`)}
        maxLength={most}
        style={{ flex: '1 1 150px' }}
      />
    </Form.Item>
  );
  return (
    <Form.List name="taxa">
      {(rows, { add, remove }) => (
        <>
          {rows.map((row) => (
            <div key={row.key} className="filters" style={{ marginBottom: 6 }}>
              {text(row.name, 'name', 80, true)}
              {text(row.name, 'order', 40, false)}
              {text(row.name, 'family', 40, false)}
              <Form.Item name={[row.name, 'count']} noStyle rules={must}>
                <InputNumber
                  min={0}
                  aria-label={t('taxon.countPlain')}
                  placeholder={t('taxon.countPlain')}
                  style={{ flex: '1 1 110px' }}
                />
              </Form.Item>
              <Button
                size="small"
                type="text"
                style={{ flex: 'none' }}
                disabled={rows.length === 1}
                onClick={() => remove(row.name)}
              >
                {t('remove')}
              </Button>
            </div>
          ))}
          <Button size="small" onClick={() => add({})}>
            {t('survey.addTaxon')}
          </Button>
        </>
      )}
    </Form.List>
  );
}
