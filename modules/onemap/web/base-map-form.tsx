import { useRouteMutation, useText } from '@tarim/ui';
import { Alert, Col, Form, Input, InputNumber, Modal, Row, Select, Slider, Switch } from 'antd';
import type { ReactNode } from 'react';
import {
  addBaseMap,
  BASE_MAP_KINDS,
  type BaseMapInput,
  type BaseMapSetting,
  DEEPEST_ZOOM,
  putBaseMap,
  TIANDITU_LAYERS,
} from '../contract.ts';
import { CapabilitiesReader, type FromCapabilities } from './capabilities.tsx';

export interface BaseMapValues extends Omit<BaseMapInput, 'settings'> {
  settings: BaseMapInput['settings'];
  zooms: [number, number];
  takeKey?: boolean;
}

const FIRST: Partial<BaseMapValues> = {
  kind: 'tianditu',
  settings: { tianditu: 'vec', labels: true },
  zooms: [1, 18],
  opacity: 1,
  enabled: true,
  audience: 'signed-in',
  coordinates: 'CGCS2000',
  defaultFor: 'none',
};

/** One base map: where its tiles come from, whose it is, who is given it. */
export function BaseMapForm({
  of,
  position,
  onClose,
}: {
  of: BaseMapSetting | null;
  position: number;
  onClose: () => void;
}): ReactNode {
  const t = useText('onemap');
  const [form] = Form.useForm<BaseMapValues>();
  const kind = Form.useWatch('kind', form) ?? of?.kind ?? 'tianditu';
  const coordinates = Form.useWatch('coordinates', form);
  const encoding = Form.useWatch(['settings', 'encoding'], form) ?? of?.settings.encoding ?? 'kvp';
  const done = { success: t('baseMaps.saved'), onSuccess: onClose };
  const add = useRouteMutation(addBaseMap, done);
  const put = useRouteMutation(putBaseMap, done);
  const finish = ({ zooms, takeKey, key, settings, names, attribution, ...values }: BaseMapValues) => {
    const given = Object.fromEntries(
      Object.entries(settings ?? {}).filter(
        ([, value]) => value !== '' && value !== null && value !== undefined,
      ),
    );
    const body: BaseMapInput = {
      ...values,
      names: { zh: names.zh, en: names.en ?? '' },
      attribution: { zh: attribution.zh, en: attribution.en ?? '' },
      settings: given,
      minZoom: zooms[0],
      maxZoom: zooms[1],
      ...(takeKey ? { key: '' } : key ? { key } : {}),
    };
    if (of) put.mutate({ params: { id: of.id }, body });
    else add.mutate({ body });
  };
  const take = ({ zooms, attribution, title, settings }: FromCapabilities) => {
    form.setFieldsValue({ settings, zooms });
    if (!form.getFieldValue(['names', 'zh'])) form.setFieldValue(['names', 'zh'], title);
    if (!form.getFieldValue(['attribution', 'zh'])) form.setFieldValue(['attribution', 'zh'], attribution);
  };
  const options = (values: readonly string[], prefix: string) =>
    values.map((value) => ({ value, label: t(`${prefix}.${value}`) }));
  return (
    <Modal
      open
      width={720}
      title={of ? of.names.zh : t('baseMaps.add')}
      okText={t('baseMaps.save')}
      confirmLoading={add.isPending || put.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form<BaseMapValues>
        form={form}
        layout="vertical"
        initialValues={of ? { ...of, zooms: [of.minZoom, of.maxZoom] } : { ...FIRST, position }}
        onFinish={finish}
      >
        <Row gutter={12}>
          <Col xs={24} sm={8}>
            <Form.Item name="kind" label={t('baseMaps.kind')} rules={[{ required: true }]}>
              <Select options={options(BASE_MAP_KINDS, 'baseMaps.kind')} />
            </Form.Item>
          </Col>
          <Col xs={24} sm={8}>
            <Form.Item
              name={['names', 'zh']}
              label={t('baseMaps.name')}
              rules={[{ required: true, whitespace: true }]}
            >
              <Input maxLength={120} />
            </Form.Item>
          </Col>
          <Col xs={24} sm={8}>
            <Form.Item name={['names', 'en']} label={t('baseMaps.nameEn')}>
              <Input maxLength={120} />
            </Form.Item>
          </Col>
        </Row>
        {kind === 'wmts' ? <CapabilitiesReader onTake={take} /> : null}
        <SourceFields kind={kind} encoding={encoding} />
        <Form.Item
          name="key"
          label={t('baseMaps.key')}
          extra={`${of?.hasKey ? `${t('baseMaps.keyKeeps')} ` : ''}${t(kind === 'tianditu' ? 'baseMaps.keyTianditu' : 'baseMaps.keyAbout')}`}
        >
          <Input.Password maxLength={200} autoComplete="new-password" />
        </Form.Item>
        {of?.hasKey ? (
          <Form.Item name="takeKey" label={t('baseMaps.keyTake')} valuePropName="checked">
            <Switch />
          </Form.Item>
        ) : null}
        <Row gutter={12}>
          <Col xs={24} sm={12}>
            <Form.Item
              name={['attribution', 'zh']}
              label={t('baseMaps.attribution')}
              extra={t('baseMaps.attributionAbout')}
              rules={[{ required: true, whitespace: true }]}
            >
              <Input maxLength={120} />
            </Form.Item>
          </Col>
          <Col xs={24} sm={12}>
            <Form.Item name={['attribution', 'en']} label={t('baseMaps.attributionEn')}>
              <Input maxLength={120} />
            </Form.Item>
          </Col>
          <Col xs={24} sm={12}>
            <Form.Item name="zooms" label={t('baseMaps.zooms')}>
              <Slider range min={0} max={DEEPEST_ZOOM} />
            </Form.Item>
          </Col>
          <Col xs={16} sm={8}>
            <Form.Item name="opacity" label={t('layer.opacity')}>
              <Slider min={0.05} max={1} step={0.05} />
            </Form.Item>
          </Col>
          <Col xs={8} sm={4}>
            <Form.Item name="position" label={t('baseMaps.position')} rules={[{ required: true }]}>
              <InputNumber min={0} max={999} precision={0} style={{ width: '100%' }} />
            </Form.Item>
          </Col>
          <Col xs={24} sm={8}>
            <Form.Item name="coordinates" label={t('baseMaps.coordinates')}>
              <Select options={options(['CGCS2000', 'GCJ-02'], 'baseMaps.coordinates')} />
            </Form.Item>
          </Col>
          <Col xs={24} sm={8}>
            <Form.Item name="audience" label={t('baseMaps.audience')}>
              <Select options={options(['signed-in', 'public'], 'baseMaps.audience')} />
            </Form.Item>
          </Col>
          <Col xs={18} sm={6}>
            <Form.Item name="defaultFor" label={t('baseMaps.default')}>
              <Select options={options(['none', 'all', 'region', 'corps'], 'baseMaps.defaultFor')} />
            </Form.Item>
          </Col>
          <Col xs={6} sm={2}>
            <Form.Item name="enabled" label={t('baseMaps.enabled')} valuePropName="checked">
              <Switch />
            </Form.Item>
          </Col>
        </Row>
        {coordinates === 'GCJ-02' ? (
          <Alert type="warning" showIcon title={t('baseMaps.offsetAbout')} />
        ) : null}
      </Form>
    </Modal>
  );
}

function SourceFields({
  kind,
  encoding,
}: {
  kind: BaseMapInput['kind'];
  encoding: 'kvp' | 'rest';
}): ReactNode {
  const t = useText('onemap');
  const required = [{ required: true, whitespace: true }];
  if (kind === 'tianditu')
    return (
      <Row gutter={12}>
        <Col xs={24} sm={8}>
          <Form.Item
            name={['settings', 'tianditu']}
            label={t('baseMaps.tianditu')}
            rules={[{ required: true }]}
          >
            <Select
              options={TIANDITU_LAYERS.map((value) => ({ value, label: t(`baseMaps.tianditu.${value}`) }))}
            />
          </Form.Item>
        </Col>
        <Col xs={24} sm={4}>
          <Form.Item name={['settings', 'labels']} label={t('baseMaps.labels')} valuePropName="checked">
            <Switch />
          </Form.Item>
        </Col>
        <Col xs={24} sm={12}>
          <Form.Item name={['settings', 'url']} label={t('baseMaps.host')} extra={t('baseMaps.hostAbout')}>
            <Input maxLength={1_000} />
          </Form.Item>
        </Col>
      </Row>
    );
  return (
    <>
      <Form.Item
        name={['settings', 'url']}
        label={t('baseMaps.url')}
        extra={t(kind === 'wmts' ? `baseMaps.urlAbout.${encoding}` : 'baseMaps.urlAbout.tiles')}
        rules={required}
      >
        <Input className="mono" maxLength={1_000} />
      </Form.Item>
      <Row gutter={12}>
        <Col xs={24} sm={12}>
          <Form.Item name={['settings', 'subdomains']} label={t('baseMaps.subdomains')}>
            <Select mode="tags" open={false} maxCount={16} tokenSeparators={[',', ' ']} />
          </Form.Item>
        </Col>
        <Col xs={24} sm={6}>
          <Form.Item name={['settings', 'tileSize']} label={t('baseMaps.tileSize')}>
            <Select allowClear options={[256, 512].map((value) => ({ value, label: `${value}` }))} />
          </Form.Item>
        </Col>
        {kind === 'wmts' ? (
          <>
            <Col xs={24} sm={6}>
              <Form.Item name={['settings', 'encoding']} label={t('baseMaps.encoding')} initialValue="kvp">
                <Select options={['kvp', 'rest'].map((value) => ({ value, label: value.toUpperCase() }))} />
              </Form.Item>
            </Col>
            <Col xs={24} sm={8}>
              <Form.Item
                name={['settings', 'layer']}
                label={t('baseMaps.layer')}
                rules={encoding === 'kvp' ? required : []}
              >
                <Input maxLength={200} />
              </Form.Item>
            </Col>
            <Col xs={12} sm={8}>
              <Form.Item name={['settings', 'style']} label={t('baseMaps.style')}>
                <Input maxLength={100} placeholder="default" />
              </Form.Item>
            </Col>
            <Col xs={12} sm={8}>
              <Form.Item name={['settings', 'format']} label={t('baseMaps.format')}>
                <Input maxLength={60} placeholder="image/png" />
              </Form.Item>
            </Col>
            <Col xs={24} sm={8}>
              <Form.Item name={['settings', 'matrixSet']} label={t('baseMaps.matrixSet')} rules={required}>
                <Input maxLength={100} />
              </Form.Item>
            </Col>
            <Col xs={12} sm={8}>
              <Form.Item name={['settings', 'matrixPrefix']} label={t('baseMaps.matrixPrefix')}>
                <Input maxLength={100} />
              </Form.Item>
            </Col>
            <Col xs={12} sm={8}>
              <Form.Item
                name={['settings', 'crs']}
                label={t('baseMaps.crs')}
                initialValue="EPSG:3857"
                rules={required}
              >
                <Input maxLength={100} />
              </Form.Item>
            </Col>
          </>
        ) : null}
      </Row>
    </>
  );
}
