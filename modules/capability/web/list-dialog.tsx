import { urlOf } from '@tarim/platform/contract';
import { SheetImport, UnitSelect, useMay, useText } from '@tarim/ui';
import { DatePicker, Flex, Form, Input, Modal } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import type { ReactNode } from 'react';
import { type Field, importList, listTemplate } from '../contract.ts';
import { WorkSelect } from './words.tsx';

interface Values {
  readonly unitPath?: string;
  readonly field: Field;
  readonly effectiveFrom?: Dayjs;
  readonly source?: string;
  readonly note?: string;
}

/** A new version of a required list: for whom, from when and by which source; its rows are a sheet. */
export function ListDialog({ onClose }: { onClose: () => void }): ReactNode {
  const t = useText('capability');
  const may = useMay();
  const [form] = Form.useForm<Values>();
  const values = Form.useWatch([], form) as Values | undefined;
  const { unitPath, field, effectiveFrom } = values ?? {};
  const source = values?.source?.trim();
  const note = values?.note?.trim();
  return (
    <Modal open title={t('lists.add')} footer={null} width={820} onCancel={onClose}>
      <Form
        form={form}
        name="list"
        layout="vertical"
        initialValues={{ field: 'enforcement', effectiveFrom: dayjs() }}
      >
        <Flex gap={12}>
          <Form.Item
            name="unitPath"
            label={t('field.unit')}
            extra={t('lists.unitHint')}
            rules={[{ required: true }]}
            style={{ flex: 2, minWidth: 0 }}
          >
            <UnitSelect
              aria-label={t('field.unit')}
              everywhere
              may={(path) => may('capability.configure', path)}
            />
          </Form.Item>
          <Form.Item name="field" label={t('field.work')} style={{ flex: 1 }}>
            <WorkSelect />
          </Form.Item>
          <Form.Item name="effectiveFrom" label={t('field.effectiveFrom')} rules={[{ required: true }]}>
            <DatePicker minDate={dayjs()} />
          </Form.Item>
        </Flex>
        <Form.Item name="source" label={t('field.source')} rules={[{ required: true, whitespace: true }]}>
          <Input maxLength={300} />
        </Form.Item>
        <Form.Item name="note" label={t('field.note')}>
          <Input maxLength={500} />
        </Form.Item>
      </Form>
      {unitPath && field && effectiveFrom && source ? (
        <SheetImport
          def={importList}
          query={{
            unitPath,
            field,
            effectiveFrom: effectiveFrom.format('YYYY-MM-DD'),
            source,
            ...(note ? { note } : {}),
          }}
          template={urlOf(listTemplate)}
          accept=".xlsx,.csv"
        />
      ) : (
        <p className="muted">{t('lists.fill')}</p>
      )}
    </Modal>
  );
}
