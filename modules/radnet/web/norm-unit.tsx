import { Link, useParams } from '@tanstack/react-router';
import {
  formatNumber,
  formatTime,
  Page,
  QueryState,
  useRouteMutation,
  useRouteQuery,
  useText,
  useUnitName,
} from '@tarim/ui';
import { Button, Card, Descriptions, Flex, Form, InputNumber, Select, Timeline } from 'antd';
import { type ReactNode, useState } from 'react';
import {
  actOnNormUnit,
  getNormUnit,
  MATERIALS,
  type NormAct,
  type NormActName,
  type NormDetail,
} from '../contract.ts';
import { Disclosed, indexOf, NORM_FIELDS, NormTag } from './norm-words.tsx';
import { StepDialog } from './step-dialog.tsx';
import { Simulated } from './words.tsx';

const NUCLIDES = ['U-238', 'Ra-226', 'Th-230', 'Pb-210', 'Po-210', 'Th-232', 'Ra-228', 'Th-228'];

/** One enterprise of the list: screenings, listing, reports, disclosure, and what may be done next. */
export default function NormUnitPage(): ReactNode {
  const t = useText('radnet');
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useRouteQuery(getNormUnit, { params: { id: Number(id) } });
  const one = query.data;
  return (
    <Page
      title={one?.name ?? t('menu.norm')}
      note={one?.mineral ?? ''}
      extra={
        one ? (
          <>
            <Simulated when={one.simulated} />
            <NormTag state={one.state} />
          </>
        ) : null
      }
    >
      <p>
        <Link to={'/radnet/norm' as string}>← {t('menu.norm')}</Link>
      </p>
      <QueryState query={query}>{one ? <Content one={one} /> : null}</QueryState>
    </Page>
  );
}

function Content({ one }: { one: NormDetail }): ReactNode {
  const t = useText('radnet');
  const unitName = useUnitName();
  const [act, setAct] = useState<NormActName | null>(null);
  const save = useRouteMutation(actOnNormUnit, { success: t('saved'), onSuccess: () => setAct(null) });
  return (
    <Flex vertical gap={16}>
      <Flex gap={8} wrap>
        {(one.acts as NormActName[]).map((name) => (
          <Button key={name} onClick={() => setAct(name)}>
            {t(`normAct.${name}`)}
          </Button>
        ))}
      </Flex>
      <Descriptions
        bordered
        size="small"
        column={{ xs: 1, md: 2 }}
        items={[
          { key: 'unit', label: t('field.unit'), children: unitName(one.unitPath, 'line') },
          { key: 'listedOn', label: t('field.listedOn'), children: one.listedOn ?? '—' },
          {
            key: 'index',
            label: t('field.index'),
            children: one.screening
              ? `${indexOf(one)} · ${one.screening.on} · ${one.screening.rule}`
              : t('norm.noScreening'),
          },
          {
            key: 'missing',
            label: t('field.missingYears'),
            children: one.missingYears.join('、') || t('norm.noneMissing'),
          },
          {
            key: 'disclosed',
            label: t('field.disclosed'),
            span: 'filled',
            children: <Disclosed unit={one} />,
          },
        ]}
      />
      <p className="muted">{t('norm.rule')}</p>
      <Card size="small" title={t('sample.steps')}>
        <Timeline
          items={one.steps.map(({ nth, act: step, by, at }) => ({
            key: String(nth),
            content: (
              <>
                <b>{t(`normAct.${step.act}`)}</b> {step.on} · {by}{' '}
                <span className="muted">{formatTime(at)}</span>
                <div>{told(step, t)}</div>
              </>
            ),
          }))}
        />
      </Card>
      {act ? (
        <StepDialog
          title={t(`normAct.${act}`)}
          fields={NORM_FIELDS[act]}
          pending={save.isPending}
          more={act === 'screen' ? <Materials /> : null}
          onSave={(values) => save.mutate({ params: { id: one.id }, body: { act, ...values } })}
          onClose={() => setAct(null)}
        />
      ) : null}
    </Flex>
  );
}

function told(step: NormAct, t: (key: string) => string): string {
  switch (step.act) {
    case 'screen':
      return [
        step.laboratory,
        ...step.materials.map(
          ({ material, nuclide, value }) =>
            `${t(`material.${material}`)} ${nuclide} ${formatNumber(value, 4)} Bq/g`,
        ),
      ].join(' · ');
    case 'announce':
      return `${step.until} · ${step.where}`;
    case 'report':
      return `${step.year} · ${step.summary}`;
    case 'disclose':
      return `${t(`disclosure.${step.what}`)} · ${step.where}`;
    case 'propose-removal':
      return `${t(`ground.${step.ground}`)} · ${step.note}`;
    case 'retain':
      return step.reason;
    case 'list':
    case 'remove':
      return step.document;
  }
}

/** Concentrations of single nuclides, Bq/g, by material. */
function Materials(): ReactNode {
  const t = useText('radnet');
  return (
    <Form.List name="materials" initialValue={[{ material: 'ore', nuclide: 'U-238' }]}>
      {(fields, { add, remove }) => (
        <>
          {fields.map(({ key, name }) => (
            <Flex key={key} gap={8} wrap align="baseline">
              <Form.Item name={[name, 'material']} rules={[{ required: true }]}>
                <Select
                  aria-label={t('field.material')}
                  style={{ width: 130 }}
                  options={MATERIALS.map((value) => ({ value, label: t(`material.${value}`) }))}
                />
              </Form.Item>
              <Form.Item name={[name, 'nuclide']} rules={[{ required: true }]}>
                <Select
                  aria-label={t('field.nuclide')}
                  style={{ width: 120 }}
                  options={NUCLIDES.map((value) => ({ value, label: value }))}
                />
              </Form.Item>
              <Form.Item name={[name, 'value']} rules={[{ required: true }]}>
                <InputNumber min={0} aria-label="Bq/g" placeholder="Bq/g" style={{ width: 120 }} />
              </Form.Item>
              <Button size="small" onClick={() => remove(name)}>
                {t('row.remove')}
              </Button>
            </Flex>
          ))}
          <Button size="small" onClick={() => add({ material: 'tailing', nuclide: 'Th-232' })}>
            {t('row.add')}
          </Button>
        </>
      )}
    </Form.List>
  );
}
