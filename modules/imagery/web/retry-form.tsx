import { useRouteMutation, useText } from '@tarim/ui';
import { Button, Form, Input, InputNumber } from 'antd';
import type { ReactNode } from 'react';
import { retryScene, type Scene } from '../contract.ts';

interface Values {
  baseline?: string;
  epsg?: number | null;
  noData?: number | null;
  roles?: string;
}

/** What its sender tells better of a scene that failed; what is left empty stays as it was told. */
export function RetryForm({ scene }: { scene: Scene }): ReactNode {
  const t = useText('imagery');
  const retry = useRouteMutation(retryScene, { success: t('retry.done') });
  const send = (values: Values) =>
    retry.mutate({
      params: { id: scene.id },
      body: Object.fromEntries(
        Object.entries(values).filter(([, value]) => value !== undefined && value !== null && value !== ''),
      ),
    });
  if (scene.composite)
    return (
      <Button type="primary" loading={retry.isPending} onClick={() => send({})} style={{ marginBottom: 8 }}>
        {t('composite.retry')}
      </Button>
    );
  return (
    <Form<Values> layout="vertical" onFinish={send} style={{ marginBottom: 8 }}>
      <div className="form-row">
        {scene.sensor === 'sentinel-2-l2a' ? (
          <Form.Item
            name="baseline"
            label={t('field.baseline')}
            rules={[{ pattern: /^[Nn]?\d{2}\.?\d{2}$/, message: t('upload.baselineRule') }]}
          >
            <Input maxLength={6} placeholder="05.09" />
          </Form.Item>
        ) : null}
        <Form.Item name="epsg" label={t('upload.epsg')} extra={t('upload.epsgHint')}>
          <InputNumber min={1024} max={999_999} precision={0} style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="roles" label={t('upload.roles')}>
          <Input maxLength={200} placeholder="B,G,R,N" />
        </Form.Item>
        <Form.Item name="noData" label={t('upload.noData')}>
          <InputNumber style={{ width: '100%' }} />
        </Form.Item>
      </div>
      <Button htmlType="submit" type="primary" loading={retry.isPending}>
        {t('retry.send')}
      </Button>
    </Form>
  );
}
