import { UnitSelect, useMay, useRouteQuery, useText } from '@tarim/ui';
import { ColouredMap, type ShownArea } from '@tarim/ui/map';
import { AutoComplete, Form, Input, InputNumber, Radio, Select } from 'antd';
import { type ComponentProps, type ReactNode, useCallback, useMemo } from 'react';
import {
  JUDGEMENTS,
  KNOWN_REASONS,
  listLimitedRules,
  listPatches,
  type PatchAct,
  type PatchDetail,
  PSEUDO_REASONS,
} from '../contract.ts';
import { NOTHING } from './act-body.ts';
import { AfterImages } from './images/after-image.tsx';
import { Photos } from './photos.tsx';
import { classOptions, useClasses } from './words.tsx';

interface Props {
  readonly act: PatchAct;
  readonly detail: PatchDetail;
}

/** What an act asks for. */
export function ActFields({ act, detail }: Props): ReactNode {
  switch (act) {
    case 'interpret':
      return (
        <>
          <ClassField />
          <Words name="text" required={false} />
        </>
      );
    case 'discard':
      return <DiscardFields />;
    case 'dispatch':
      return <DispatchFields />;
    case 'verify':
      return <VerifyFields detail={detail} />;
    case 'judge':
      return <JudgeFields detail={detail} />;
    case 'order':
      return (
        <>
          <Line name="responsible" />
          <DayField name="rectifyBy" />
          <Words name="text" />
        </>
      );
    case 'hand-over':
      return <HandOverFields />;
    case 'submit':
      return (
        <>
          <DayField name="rectifiedOn" />
          <Words name="text" />
          <Evidence name="before" />
          <Evidence name="after" />
        </>
      );
    case 'accept':
    case 'look-back':
      return (
        <>
          <Words name="text" />
          <Evidence name="evidence" required={false} />
          <AfterImages detail={detail} />
          <div className="form-row">
            <DayField name="afterOn" required={false} />
            <Line name="afterScene" required={false} />
          </div>
        </>
      );
    case 'reopen':
      return (
        <>
          <Words name="text" />
          <DayField name="rectifyBy" />
          <Evidence name="evidence" required={false} />
        </>
      );
    case 'split':
      return <SplitFields detail={detail} />;
    case 'merge':
      return <MergeFields detail={detail} />;
    default:
      return <Words name="text" />;
  }
}

function useRequired() {
  const t = useText('redline');
  return [{ required: true, message: t('required') }];
}

function Words({
  name,
  required = true,
  rows = 3,
}: {
  name: 'text' | 'note' | 'requirement' | 'suspected';
  required?: boolean;
  rows?: number;
}): ReactNode {
  const t = useText('redline');
  const rule = { required: true, min: 2, whitespace: true, message: t('required') };
  return (
    <Form.Item name={name} label={t(`form.${name}`)} rules={required ? [rule] : []}>
      <Input.TextArea rows={rows} maxLength={name === 'suspected' ? 500 : 2_000} />
    </Form.Item>
  );
}

type Name = 'responsible' | 'department' | 'afterScene' | 'rectifyBy' | 'rectifiedOn' | 'afterOn';
interface NamedProps {
  name: Name;
  required?: boolean;
}

/** A field of the form under its own words. */
function Named({ name, required = true, children }: NamedProps & { children: ReactNode }): ReactNode {
  const t = useText('redline');
  const must = useRequired();
  return (
    <Form.Item name={name} label={t(`form.${name}`)} rules={required ? must : []}>
      {children}
    </Form.Item>
  );
}

const Line = (props: NamedProps): ReactNode => (
  <Named {...props}>
    <Input maxLength={120} />
  </Named>
);

const DayField = (props: NamedProps): ReactNode => (
  <Named {...props}>
    <Input type="date" />
  </Named>
);

function Evidence({
  name,
  required = true,
}: {
  name: 'evidence' | 'before' | 'after';
  required?: boolean;
}): ReactNode {
  const t = useText('redline');
  const must = useRequired();
  return (
    <Form.Item
      name={name}
      label={t(`form.${name}`)}
      extra={t('photo.hint')}
      rules={required ? [{ ...must[0], type: 'array', min: 1 }] : []}
    >
      <Photos add={t(`form.add-${name}`)} />
    </Form.Item>
  );
}

function ClassField({ nothing = false }: { nothing?: boolean }): ReactNode {
  const t = useText('redline');
  const must = useRequired();
  const { classes, nameOf } = useClasses();
  return (
    <Form.Item name="class" label={t('patch.class')} rules={must} extra={t('class.own')}>
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        options={[
          ...classOptions(classes, nameOf),
          ...(nothing ? [{ value: NOTHING, label: t('field.nothing') }] : []),
        ]}
      />
    </Form.Item>
  );
}

function DiscardFields(): ReactNode {
  const t = useText('redline');
  const must = useRequired();
  const reason = Form.useWatch('reason') as string | undefined;
  const options = (of: readonly string[]) => of.map((value) => ({ value, label: t(`reason.${value}`) }));
  return (
    <>
      <Form.Item name="reason" label={t('detail.reason')} rules={must}>
        <Select
          options={[
            { label: t('reason.pseudo'), options: options(PSEUDO_REASONS) },
            { label: t('reason.known'), options: options(KNOWN_REASONS) },
          ]}
        />
      </Form.Item>
      <Words name="text" required={reason === 'other-pseudo'} />
    </>
  );
}

function DispatchFields(): ReactNode {
  const t = useText('redline');
  const must = useRequired();
  const may = useMay();
  const dispatches = useCallback((path: string) => may('redline.dispatch', path), [may]);
  return (
    <>
      <Form.Item name="unitPath" label={t('form.unitPath')} rules={must}>
        <UnitSelect may={dispatches} />
      </Form.Item>
      <Words name="requirement" />
    </>
  );
}

/** An area drawn on a map, as a field of a form. */
function Drawn({
  areas,
  value,
  onChange,
}: {
  areas: ComponentProps<typeof ColouredMap>['areas'];
  value?: ShownArea | null;
  onChange?: (value: ShownArea | null) => void;
}): ReactNode {
  return (
    <ColouredMap
      areas={areas}
      legend={[]}
      site={value ?? null}
      nearest={16}
      height={300}
      onDraw={(drawn) => onChange?.(drawn)}
    />
  );
}

const PATCH_COLOUR = '#c8463c';

function VerifyFields({ detail }: { detail: PatchDetail }): ReactNode {
  const t = useText('redline');
  const must = useRequired();
  const areas = usePatchArea(detail);
  return (
    <>
      <div className="form-row">
        <ClassField nothing />
        <Form.Item name="visitedAt" label={t('detail.visitedAt')} rules={must}>
          <Input type="datetime-local" />
        </Form.Item>
      </div>
      <Words name="note" />
      <div className="form-row">
        <Form.Item name="lon" label={t('form.lon')} rules={must}>
          <InputNumber min={-180} max={180} style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="lat" label={t('form.lat')} rules={must}>
          <InputNumber min={-90} max={90} style={{ width: '100%' }} />
        </Form.Item>
      </div>
      <Evidence name="evidence" />
      <Form.Item name="outline" label={t('patch.outline')} extra={t('form.outlineHint')}>
        <Drawn areas={areas} />
      </Form.Item>
    </>
  );
}

function usePatchArea({ geometry }: PatchDetail) {
  return useMemo(() => [{ id: 'patch', geometry: geometry as ShownArea, colour: PATCH_COLOUR }], [geometry]);
}

function SplitFields({ detail }: { detail: PatchDetail }): ReactNode {
  const t = useText('redline');
  const must = useRequired();
  const areas = usePatchArea(detail);
  return (
    <>
      <Form.Item name="cut" label={t('form.cut')} rules={must} extra={t('form.cutHint')}>
        <Drawn areas={areas} />
      </Form.Item>
      <Words name="text" />
    </>
  );
}

function JudgeFields({ detail }: { detail: PatchDetail }): ReactNode {
  const t = useText('redline');
  const must = useRequired();
  const judgement = Form.useWatch('judgement') as string | undefined;
  const rules = useRouteQuery(listLimitedRules, {}, { enabled: judgement === 'allowed' }).data?.rules ?? [];
  return (
    <>
      <Form.Item name="judgement" label={t('detail.judgement')} rules={must}>
        <Radio.Group
          style={{ display: 'flex', flexDirection: 'column', gap: 6 }}
          options={JUDGEMENTS.map((value) => ({ value, label: t(`judgement.${value}`) }))}
        />
      </Form.Item>
      {judgement === 'lawful' ? (
        <Form.Item name="approval" label={t('detail.approval')} rules={must}>
          <AutoComplete
            options={detail.overlaps.approvals.map((one) => ({
              value: one.number,
              label: `${one.number} · ${one.project}`,
            }))}
          />
        </Form.Item>
      ) : null}
      {judgement === 'allowed' ? (
        <Form.Item name="ruleId" label={t('form.rule')} rules={must} extra={t('rules.notLaw')}>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            options={rules.map((one) => ({
              value: one.id,
              label: `${one.name}${one.confidence === 'sourced' ? '' : ` [${t(`confidence.${one.confidence}`)}]`}`,
            }))}
          />
        </Form.Item>
      ) : null}
      <Words name="text" />
    </>
  );
}

function HandOverFields(): ReactNode {
  const t = useText('redline');
  const must = useRequired();
  const to = Form.useWatch('to') as string | undefined;
  return (
    <>
      <Form.Item name="to" label={t('detail.to')} rules={must}>
        <Radio.Group
          options={(['supervision', 'department'] as const).map((value) => ({
            value,
            label: t(`handOver.to.${value}`),
          }))}
        />
      </Form.Item>
      {to === 'department' ? <Line name="department" /> : null}
      <Words name="suspected" rows={2} />
      <Words name="text" />
      <DayField name="rectifyBy" />
    </>
  );
}

function MergeFields({ detail: { patch } }: { detail: PatchDetail }): ReactNode {
  const t = useText('redline');
  const must = useRequired();
  const { state, detector, unitPath } = patch;
  const near = useRouteQuery(listPatches, { query: { state, detector, unitPath, limit: 500 } }).data?.patches;
  const fitting = (near ?? []).filter(
    (one) => one.id !== patch.id && one.afterOn === patch.afterOn && one.theme === patch.theme,
  );
  return (
    <>
      <Form.Item name="with" label={t('form.with')} rules={must} extra={t('form.withHint')}>
        <Select
          mode="multiple"
          showSearch={{ optionFilterProp: 'label' }}
          notFoundContent={t('form.withNone')}
          options={fitting.map((one) => ({
            value: one.id,
            label: `${one.code} · ${(one.areaM2 / 1e4).toFixed(2)} ha · ${one.lon.toFixed(3)}, ${one.lat.toFixed(3)}`,
          }))}
        />
      </Form.Item>
      <Words name="text" />
    </>
  );
}
