import { formatNumber, useRouteMutation, useText } from '@tarim/ui';
import { Alert, Button, Form, Input, Modal, Select, Upload } from 'antd';
import { type ReactNode, useState } from 'react';
import { importPatches, THEMES } from '../contract.ts';
import { FileProblems } from './file-problems.tsx';

interface Values {
  detector: string;
  detectorVersion: string;
  afterOn: string;
  beforeOn?: string;
  afterScene?: string;
  beforeScene?: string;
  theme?: (typeof THEMES)[number];
  crs?: string;
  layer?: string;
}

/** Leaves out what was not filled in. */
const given = <V extends object>(values: V): V =>
  Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined && value !== null && value !== ''),
  ) as V;

/** Patches from a file: looked at first, each row that cannot be used with its reason, then taken. */
export function PatchImport({ onClose }: { onClose: () => void }): ReactNode {
  const t = useText('redline');
  const [form] = Form.useForm<Values>();
  const [file, setFile] = useState<File | null>(null);
  const send = useRouteMutation(importPatches, {});
  const report = send.data;
  const required = [{ required: true, message: t('required') }];
  const run = async (mode: 'check' | 'commit') => {
    const values = await form.validateFields().catch(() => null);
    if (values && file) send.mutate({ file, query: given({ ...values, mode }) });
  };
  const busy = send.isPending;
  return (
    <Modal
      open
      width={820}
      title={t('patches.import')}
      onCancel={onClose}
      footer={
        <>
          <Button disabled={!file} loading={busy} onClick={() => void run('check')}>
            {t('import.check')}
          </Button>
          <Button
            type="primary"
            disabled={!file || !report || report.committed || report.good === 0}
            loading={busy}
            onClick={() => void run('commit')}
          >
            {t('import.commit')}
          </Button>
        </>
      }
    >
      <p className="muted">{t('import.patchesHint')}</p>
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={{ detector: 'interpretation', detectorVersion: '1' }}
        onValuesChange={() => send.reset()}
      >
        <div className="form-row">
          <Form.Item
            name="detector"
            label={t('field.detector')}
            extra={t('import.detectorHint')}
            rules={[{ required: true, pattern: /^[\p{L}\p{N}._-]{1,60}$/u, message: t('required') }]}
          >
            <Input maxLength={60} />
          </Form.Item>
          <Form.Item name="detectorVersion" label={t('patch.detectorVersion')} rules={required}>
            <Input maxLength={60} />
          </Form.Item>
          <Form.Item name="theme" label={t('field.theme')}>
            <Select allowClear options={THEMES.map((value) => ({ value, label: t(`theme.${value}`) }))} />
          </Form.Item>
        </div>
        <div className="form-row">
          <Form.Item name="beforeOn" label={t('patch.beforeOn')}>
            <Input type="date" />
          </Form.Item>
          <Form.Item name="afterOn" label={t('patch.afterOn')} rules={required} extra={t('import.afterHint')}>
            <Input type="date" />
          </Form.Item>
        </div>
        <div className="form-row">
          <Form.Item name="beforeScene" label={t('patch.beforeScene')}>
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item name="afterScene" label={t('patch.afterScene')}>
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item name="crs" label={t('import.crs')} extra={t('import.crsHint')}>
            <Input maxLength={60} placeholder="EPSG:4490" />
          </Form.Item>
        </div>
      </Form>
      <Upload.Dragger
        accept=".geojson,.json,.gpkg,.zip"
        maxCount={1}
        beforeUpload={(chosen) => {
          setFile(chosen);
          send.reset();
          return false;
        }}
        onRemove={() => {
          setFile(null);
          send.reset();
        }}
      >
        <p>{t('import.drop')}</p>
      </Upload.Dragger>
      {report ? (
        <>
          <Alert
            showIcon
            style={{ margin: '12px 0' }}
            type={report.problems.length > 0 ? 'warning' : report.committed ? 'success' : 'info'}
            title={
              report.committed
                ? t('import.patchesDone', { added: report.added, known: report.known })
                : t('import.patchesChecked', { good: report.good, rows: formatNumber(report.rows) })
            }
            description={report.problems.length > 0 ? t('import.rest') : undefined}
          />
          <FileProblems problems={report.problems} notes={report.notes} />
        </>
      ) : null}
    </Modal>
  );
}
