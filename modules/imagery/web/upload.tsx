import { useQueryClient } from '@tanstack/react-query';
import { CallError } from '@tarim/platform/contract';
import { formatBytes, useText } from '@tarim/ui';
import { Alert, App, Button, Form, Input, InputNumber, Modal, Progress, Select, Switch, Upload } from 'antd';
import { type ReactNode, useRef, useState } from 'react';
import { MOST_FILE_BYTES, MOST_FILES, SENSORS, type Sensor } from '../contract.ts';
import { ClassFields, classFile, NO_CLASSES } from './class-upload.tsx';
import { sendScene } from './send-form.ts';

interface Values {
  sensor: Sensor;
  collection: string;
  title: string;
  takenAt: string;
  platform?: string;
  source: string;
  licence: string;
  baseline?: string;
  roles?: string;
  epsg?: number;
  noData?: number;
  simulated?: boolean;
  public?: boolean;
}

const COLLECTIONS: Readonly<Record<Sensor, string>> = {
  'sentinel-2-l2a': 'sentinel-2',
  'landsat-c2-l2': 'landsat',
  gaofen: 'gaofen',
  drone: 'drone',
  thematic: 'thematic',
};
const BASELINE = /_N(\d{4})_/;
const DATE = /(?:^|[^0-9])(20\d{2})-?(\d{2})-?(\d{2})(?:T(\d{2})(\d{2})(\d{2}))?(?![0-9])/;
const TIFFS = '.tif,.tiff,.jp2';

/** Time of the input of a form is Beijing's; names of products tell UTC. */
const inBeijing = (iso: string): string =>
  new Date(Date.parse(iso) + 8 * 3_600_000).toISOString().slice(0, 16);

/** What the names of files tell: people copy them seldom without a slip. */
function toldBy(names: readonly string[]): Partial<Values> {
  const all = names.join(' ');
  const [, year, month, day, h, m, s] = DATE.exec(all) ?? [];
  const baseline = BASELINE.exec(all)?.[1];
  const sensor: Sensor | undefined = /(?:^|\s)(S2[ABC]_|T\d{2}[A-Z]{3}_)/.test(all)
    ? 'sentinel-2-l2a'
    : /(?:^|\s)L[COTE]0[4-9]_/.test(all)
      ? 'landsat-c2-l2'
      : /(?:^|\s)GF\d/i.test(all)
        ? 'gaofen'
        : undefined;
  return {
    ...(sensor ? { sensor, collection: COLLECTIONS[sensor] } : {}),
    ...(baseline ? { baseline: `${baseline.slice(0, 2)}.${baseline.slice(2)}` } : {}),
    ...(year
      ? {
          takenAt: h ? inBeijing(`${year}-${month}-${day}T${h}:${m}:${s}Z`) : `${year}-${month}-${day}T13:00`,
        }
      : {}),
  };
}

/** A scene with its files; what was sent is told as it goes. */
export function UploadDialog({ onClose }: { onClose: () => void }): ReactNode {
  const t = useText('imagery');
  const client = useQueryClient();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const sensor = Form.useWatch('sensor', form);
  const [bands, setBands] = useState<readonly File[]>([]);
  const [quality, setQuality] = useState<File | null>(null);
  const [classes, setClasses] = useState(NO_CLASSES);
  const [sent, setSent] = useState<number | null>(null);
  const [failed, setFailed] = useState<Error | null>(null);
  const ending = useRef<AbortController | null>(null);
  const thematic = sensor === 'thematic';
  const masked = sensor === 'sentinel-2-l2a' || sensor === 'landsat-c2-l2';
  const required = [{ required: true, whitespace: true, message: t('required') }];

  const take = (files: readonly File[]) => {
    setBands(files);
    setFailed(null);
    const told = toldBy(files.map(({ name }) => name));
    const title = files[0]?.name.replace(/\.[^.]+$/, '');
    form.setFieldsValue({ ...told, ...(title && !form.getFieldValue('title') ? { title } : {}) });
  };
  const send = async () => {
    const values = await form.validateFields().catch(() => null);
    if (!values) return;
    const { takenAt, ...rest } = values;
    const query = Object.fromEntries(
      Object.entries({
        ...rest,
        ...(thematic ? { classTable: classes.prepared } : {}),
        takenAt: `${takenAt}:00+08:00`,
      }).filter(([, value]) => value !== undefined && value !== null && value !== ''),
    );
    ending.current = new AbortController();
    setSent(0);
    setFailed(null);
    try {
      const files = {
        bands,
        quality: masked ? quality : null,
        classes: thematic ? classFile(classes) : null,
      };
      await sendScene(query, files, { onProgress: setSent, signal: ending.current.signal });
      void client.invalidateQueries({
        predicate: ({ queryKey }) => String(queryKey[0]).startsWith('imagery.'),
      });
      void message.success(t('upload.done'));
      onClose();
    } catch (error) {
      if (!ending.current.signal.aborted) setFailed(error as Error);
      setSent(null);
    }
  };
  const busy = sent !== null;
  const total = [...bands, ...(quality ? [quality] : [])].reduce((sum, { size }) => sum + size, 0);
  const large = bands.some(({ size }) => size > MOST_FILE_BYTES) || bands.length >= MOST_FILES;
  return (
    <Modal
      open
      width={860}
      title={t('upload.title')}
      okText={t('upload.send')}
      okButtonProps={{ disabled: bands.length === 0 || large, loading: busy }}
      onOk={() => void send()}
      onCancel={() => {
        ending.current?.abort();
        onClose();
      }}
      mask={{ closable: false }}
    >
      <p className="muted">{t('upload.hint')}</p>
      <div className="form-row">
        <div>
          <Upload.Dragger
            height={116}
            accept={TIFFS}
            multiple
            disabled={busy}
            showUploadList={false}
            beforeUpload={(_, files) => {
              take(files);
              return false;
            }}
          >
            <p style={{ margin: 4 }}>{t('upload.bands')}</p>
            <p className="muted" style={{ margin: 4 }}>
              {t('upload.bandsHint')}
            </p>
          </Upload.Dragger>
          <Files files={bands} busy={busy} onRemove={(file) => take(bands.filter((one) => one !== file))} />
        </div>
        <div>
          {thematic ? (
            <ClassFields value={classes} busy={busy} onChange={setClasses} />
          ) : (
            <>
              <Upload.Dragger
                height={116}
                accept={TIFFS}
                disabled={busy || !masked}
                showUploadList={false}
                beforeUpload={(file) => {
                  setQuality(file);
                  return false;
                }}
              >
                <p style={{ margin: 4 }}>{t('upload.quality')}</p>
                <p className="muted" style={{ margin: 4 }}>
                  {t('upload.qualityHint')}
                </p>
              </Upload.Dragger>
              <Files files={quality ? [quality] : []} busy={busy} onRemove={() => setQuality(null)} />
            </>
          )}
        </div>
      </div>
      <Form<Values>
        form={form}
        layout="vertical"
        disabled={busy}
        style={{ marginTop: 12 }}
        initialValues={{
          sensor: 'sentinel-2-l2a',
          collection: 'sentinel-2',
          simulated: false,
          public: false,
        }}
        onValuesChange={(changed) => {
          if (changed.sensor) form.setFieldsValue({ collection: COLLECTIONS[changed.sensor as Sensor] });
        }}
      >
        <div className="form-row">
          <Form.Item name="sensor" label={t('field.sensor')} rules={required}>
            <Select options={SENSORS.map((value) => ({ value, label: t(`sensor.${value}`) }))} />
          </Form.Item>
          <Form.Item
            name="collection"
            label={t('field.collection')}
            rules={[
              { required: true, pattern: /^[a-z][a-z0-9-]{1,60}$/, message: t('upload.collectionRule') },
            ]}
          >
            <Input maxLength={61} />
          </Form.Item>
          <Form.Item name="takenAt" label={t('field.takenAt')} rules={required}>
            <Input type="datetime-local" />
          </Form.Item>
        </div>
        <div className="form-row">
          <Form.Item name="title" label={t('field.title')} rules={required}>
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item name="platform" label={t('field.platform')}>
            <Input maxLength={100} />
          </Form.Item>
          <Form.Item
            name="baseline"
            label={t('field.baseline')}
            hidden={sensor !== 'sentinel-2-l2a'}
            rules={
              sensor === 'sentinel-2-l2a'
                ? [{ required: true, pattern: /^[Nn]?\d{2}\.?\d{2}$/, message: t('upload.baselineRule') }]
                : []
            }
          >
            <Input maxLength={6} placeholder="05.09" />
          </Form.Item>
        </div>
        <div className="form-row">
          <Form.Item
            name="source"
            label={t('field.source')}
            rules={[{ required: true, min: 2, whitespace: true, message: t('required') }]}
          >
            <Input maxLength={500} />
          </Form.Item>
          <Form.Item name="licence" label={t('field.licence')} rules={required}>
            <Input maxLength={200} />
          </Form.Item>
        </div>
        <div className="form-row">
          <Form.Item name="roles" label={t('upload.roles')} extra={t('upload.rolesHint')}>
            <Input maxLength={200} placeholder="B,G,R,N" />
          </Form.Item>
          <Form.Item name="epsg" label={t('upload.epsg')} extra={t('upload.epsgHint')}>
            <InputNumber min={1024} max={999_999} precision={0} style={{ width: '100%' }} />
          </Form.Item>
          <Form.Item name="noData" label={t('upload.noData')}>
            <InputNumber style={{ width: '100%' }} />
          </Form.Item>
        </div>
        <div className="form-row">
          <Form.Item
            name="public"
            label={t('field.public')}
            valuePropName="checked"
            extra={t('upload.publicHint')}
          >
            <Switch />
          </Form.Item>
          <Form.Item name="simulated" label={t('simulated')} valuePropName="checked">
            <Switch />
          </Form.Item>
        </div>
      </Form>
      {large ? <Alert type="error" showIcon title={t('upload.tooLarge')} /> : null}
      {busy ? (
        <Progress
          percent={Math.floor(100 * sent)}
          status="active"
          format={(done) => `${done}% · ${formatBytes(total)}`}
        />
      ) : null}
      {failed ? (
        <Alert
          type="error"
          showIcon
          title={failed.message}
          description={failed instanceof CallError ? failed.details.code : undefined}
        />
      ) : null}
    </Modal>
  );
}

/** What was chosen, beneath its field. */
function Files({
  files,
  busy,
  onRemove,
}: {
  files: readonly File[];
  busy: boolean;
  onRemove: (file: File) => void;
}): ReactNode {
  const t = useText('imagery');
  return files.map((file) => (
    <div key={`${file.name}${file.size}`} style={{ overflowWrap: 'anywhere' }}>
      {file.name} · {formatBytes(file.size)}
      <Button type="link" size="small" disabled={busy} onClick={() => onRemove(file)}>
        {t('upload.leaveOut')}
      </Button>
    </div>
  ));
}
