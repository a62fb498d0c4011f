import type { Static } from '@tarim/platform/contract';
import { useRouteMutation, useText } from '@tarim/ui';
import { AutoComplete, Button, Form, type FormListFieldData, InputNumber, Switch } from 'antd';
import type { ReactNode } from 'react';
import { type ParameterInput, putParameters } from '../contract.ts';
import { FactorSelect } from './factor-select.tsx';
import { USUAL_UNITS } from './form-values.ts';
import type { PointTab } from './point-drawer.tsx';
import { useFactors } from './use-factors.ts';

type Row = Partial<Static<typeof ParameterInput>>;

/** What a point measures: codes, the units in which its device really reports, decimals and ranges; in the order of pages. */
export function PointParameters({ detail, writable }: PointTab): ReactNode {
  const t = useText('registry');
  const [form] = Form.useForm<{ parameters: Row[] }>();
  const put = useRouteMutation(putParameters, {
    refresh: ['registry', 'telemetry', 'evaluation'],
    success: t('done.saved'),
  });
  const save = ({ parameters }: { parameters: Row[] }) =>
    put.mutate({
      params: { id: detail.point.id },
      body: {
        parameters: parameters.map((row, sort) => ({
          code: row.code!,
          unit: row.unit?.trim() || null,
          decimals: row.decimals ?? null,
          rangeLow: row.rangeLow ?? null,
          rangeHigh: row.rangeHigh ?? null,
          public: row.public ?? true,
          sort,
        })),
      },
    });
  return (
    <Form
      name="registry-parameters"
      form={form}
      layout="vertical"
      disabled={!writable}
      className={writable ? undefined : 'read-only'}
      // What was saved, or changed elsewhere, is shown anew.
      key={detail.parameters.map((one) => `${one.code}${one.sort}${one.unit}`).join()}
      initialValues={{ parameters: detail.parameters }}
      onFinish={save}
    >
      <p className="muted">{t('parameters.note')}</p>
      <Form.List name="parameters">
        {(fields, { add, remove, move }) => (
          <>
            {fields.map((field, index) => (
              <ParameterRow
                key={field.key}
                field={field}
                writable={writable}
                up={index > 0 ? () => move(index, index - 1) : undefined}
                down={index < fields.length - 1 ? () => move(index, index + 1) : undefined}
                onRemove={() => remove(field.name)}
              />
            ))}
            {writable ? (
              <div className="form-actions" style={{ marginTop: 12 }}>
                <Button onClick={() => add({ public: true })}>{t('parameters.add')}</Button>
                <Button type="primary" htmlType="submit" loading={put.isPending}>
                  {t('form.save')}
                </Button>
              </div>
            ) : null}
          </>
        )}
      </Form.List>
    </Form>
  );
}

const UNITS = USUAL_UNITS.map((value) => ({ value }));

function ParameterRow({
  field: { name },
  writable,
  up,
  down,
  onRemove,
}: {
  readonly field: FormListFieldData;
  readonly writable: boolean;
  readonly up: (() => void) | undefined;
  readonly down: (() => void) | undefined;
  readonly onRemove: () => void;
}): ReactNode {
  const t = useText('registry');
  const form = Form.useFormInstance<{ parameters: Row[] }>();
  const { known, trapsOf } = useFactors();
  const code = Form.useWatch(['parameters', name, 'code'], form) as string | undefined;
  /** The unit that devices mostly send is a proposal; what this one sends is for the site to say. */
  const propose = (chosen: string) => {
    if (!form.getFieldValue(['parameters', name, 'unit']))
      form.setFieldValue(['parameters', name, 'unit'], known(chosen)?.usualUnit ?? null);
  };
  return (
    <div className="parameter-row">
      <div className="parameter-fields">
        <Form.Item
          name={[name, 'code']}
          label={t('limits.factor')}
          rules={[{ required: true, message: t('parameters.codeNeeded') }]}
        >
          <FactorProposing onChosen={propose} placeholder={t('factors.find')} />
        </Form.Item>
        <Form.Item name={[name, 'unit']} label={t('field.unit')}>
          <AutoComplete options={UNITS} maxLength={20} />
        </Form.Item>
        <Form.Item name={[name, 'decimals']} label={t('field.decimals')}>
          <InputNumber min={0} max={8} precision={0} style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name={[name, 'rangeLow']} label={t('field.rangeLow')}>
          <InputNumber style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name={[name, 'rangeHigh']} label={t('field.rangeHigh')}>
          <InputNumber style={{ width: '100%' }} />
        </Form.Item>
      </div>
      <div className="form-actions">
        <Form.Item name={[name, 'public']} valuePropName="checked">
          <Switch
            aria-label={t('field.public')}
            checkedChildren={t('points.public')}
            unCheckedChildren={t('points.inside')}
          />
        </Form.Item>
        {writable ? (
          <>
            <Button size="small" disabled={!up} onClick={up} aria-label={t('parameters.up')}>
              ↑
            </Button>
            <Button size="small" disabled={!down} onClick={down} aria-label={t('parameters.down')}>
              ↓
            </Button>
            <Button size="small" onClick={onRemove} aria-label={t('parameters.remove')}>
              ×
            </Button>
          </>
        ) : null}
      </div>
      {trapsOf(code ?? '').map((text) => (
        <div key={text} className="trap">
          ⚠ {text}
        </div>
      ))}
    </div>
  );
}

/** The form's own field, which tells besides what was chosen. */
function FactorProposing({
  onChosen,
  onChange,
  ...rest
}: Parameters<typeof FactorSelect>[0] & { readonly onChosen: (code: string) => void }): ReactNode {
  return (
    <FactorSelect
      {...rest}
      onChange={(code) => {
        onChange?.(code);
        onChosen(code);
      }}
    />
  );
}
