import { SheetImport, useText } from '@tarim/ui';
import { Form, Input, Modal, Switch } from 'antd';
import { type ReactNode, useState } from 'react';
import { importIndicators, indicatorTemplate } from '../../contract.ts';

const SHORTEST = 2;

/** Yearly figures from a sheet; whose product they are is asked first, since nobody can tell it from the numbers. */
export function IndicatorImport({ onClose }: { onClose: () => void }): ReactNode {
  const t = useText('redline');
  const [origin, setOrigin] = useState('');
  const [simulated, setSimulated] = useState(false);
  const said = origin.trim();
  return (
    <Modal open width={820} footer={null} title={t('yearly.import')} onCancel={onClose}>
      <Form layout="vertical">
        <div className="form-row">
          <Form.Item
            label={t('yearly.origin')}
            extra={t('yearly.originHint')}
            required
            htmlFor="yearly-origin"
          >
            <Input
              id="yearly-origin"
              maxLength={200}
              value={origin}
              onChange={(event) => setOrigin(event.target.value)}
            />
          </Form.Item>
          <Form.Item label={t('simulated')} htmlFor="yearly-simulated">
            <Switch id="yearly-simulated" checked={simulated} onChange={setSimulated} />
          </Form.Item>
        </div>
      </Form>
      {said.length >= SHORTEST ? (
        <SheetImport
          def={importIndicators}
          query={{ origin: said, simulated }}
          template={indicatorTemplate.path}
          accept=".xlsx,.csv"
          hint={t('yearly.importHint')}
        />
      ) : (
        <p className="muted">
          {t('yearly.originFirst')} {t('yearly.importHint')}
        </p>
      )}
    </Modal>
  );
}
