import { formatTime, useMay, useRouteMutation, useText } from '@tarim/ui';
import { Button, Card, Descriptions, Empty, Flex, Tag, Timeline } from 'antd';
import { type ReactNode, useState } from 'react';
import {
  actOnLicence,
  addLicence,
  KINDS,
  type Licence,
  type LicenceAct,
  type LicenceActName,
  RANGES,
  type Range,
  type UnitDetail,
} from '../contract.ts';
import { Clocks } from './clocks.tsx';
import { type Answers, type Field, FieldsDialog } from './fields-dialog.tsx';
import { StateTag } from './words.tsx';

const PAPERS: ReadonlySet<string> = new Set(['apply']);

/** Licences of a unit: what stands, its clocks, and what was done and may be done. */
export function Licences({ unit }: { unit: UnitDetail }): ReactNode {
  const t = useText('radiation');
  const may = useMay();
  const [adding, setAdding] = useState(false);
  const over = !unit.licence || !['applied', 'accepted', 'valid'].includes(unit.licence.state);
  return (
    <Card
      size="small"
      title={t('unit.licences')}
      extra={
        over && may('radiation.manage', unit.unitPath) ? (
          <Button size="small" onClick={() => setAdding(true)}>
            {t('unit.addLicence')}
          </Button>
        ) : null
      }
    >
      {unit.licences.length === 0 ? <Empty description={t('unit.noLicence')} /> : null}
      <Flex vertical gap={16}>
        {unit.licences.map((one) => (
          <OneLicence key={one.id} licence={one} unitPath={unit.unitPath} />
        ))}
      </Flex>
      {adding ? <AddLicence unitId={unit.id} onClose={() => setAdding(false)} /> : null}
    </Card>
  );
}

function OneLicence({ licence, unitPath }: { licence: Licence; unitPath: string }): ReactNode {
  const t = useText('radiation');
  const may = useMay();
  const [act, setAct] = useState<LicenceActName | null>(null);
  const mayTake = (name: string) =>
    may(PAPERS.has(name) ? 'radiation.manage' : 'radiation.approve', unitPath);
  const item = (key: string, children: ReactNode) => ({ key, label: t(`field.${key}`), children });
  return (
    <Flex vertical gap={12}>
      <Descriptions
        size="small"
        column={{ xs: 1, md: 3 }}
        items={[
          item('licenceNumber', licence.number ?? '—'),
          item(
            'state',
            <>
              <StateTag state={licence.state} />
              {licence.pending ? <Tag>{t(`application.${licence.pending}`)}</Tag> : null}
            </>,
          ),
          item('issuer', licence.issuer),
          item('issuedOn', licence.issuedOn ?? '—'),
          item('validTo', licence.validTo ?? '—'),
          item('ranges', licence.ranges.map((one) => rangeText(t, one)).join('；') || '—'),
        ]}
      />
      <Flex gap={8} wrap>
        {(licence.acts as LicenceActName[]).filter(mayTake).map((name) => (
          <Button key={name} size="small" onClick={() => setAct(name)}>
            {t(`licenceAct.${name}`)}
          </Button>
        ))}
      </Flex>
      <Clocks clocks={licence.clocks} />
      <Timeline
        items={licence.steps.toReversed().map(({ nth, act: done, by, at }) => ({
          key: nth,
          content: (
            <>
              <b>
                {t(`licenceAct.${done.act}`)}
                {done.act === 'apply' ? `（${t(`application.${done.kind}`)}）` : ''}
              </b>{' '}
              {done.on} · {done.document}
              {done.act === 'grant' ? ` · ${done.number} · ${t('field.validTo')} ${done.validTo}` : ''}
              <div className="muted">
                {by} · {formatTime(at)}
              </div>
            </>
          ),
        }))}
      />
      {act ? <ActDialog licence={licence} act={act} onClose={() => setAct(null)} /> : null}
    </Flex>
  );
}

const rangeText = (t: ReturnType<typeof useText>, { kind, range }: Range): string =>
  `${t(`kind.${kind}`)} ${t(`range.${range}`)}`;

const rangeField = (t: ReturnType<typeof useText>, required: boolean): Field => ({
  name: 'ranges',
  label: t('field.ranges'),
  kind: 'many',
  required,
  options: KINDS.flatMap((kind) =>
    RANGES.map((range) => ({ value: `${kind} ${range}`, label: rangeText(t, { kind, range }) })),
  ),
});
const rangesOf = (answers: Answers): Range[] =>
  ((answers.ranges as string[] | undefined) ?? []).map((one) => {
    const [kind, range] = one.split(' ') as [Range['kind'], Range['range']];
    return { kind, range };
  });

function ActDialog({
  licence,
  act,
  onClose,
}: {
  licence: Licence;
  act: LicenceActName;
  onClose: () => void;
}): ReactNode {
  const t = useText('radiation');
  const send = useRouteMutation(actOnLicence, { success: t('source.acted'), onSuccess: onClose });
  const applies = act === 'apply';
  const fields: Field[] = [
    { name: 'on', label: t('field.on'), kind: 'day', required: true },
    { name: 'document', label: t('field.document'), kind: 'text', required: true },
    ...(applies
      ? [
          {
            name: 'kind',
            label: t('field.kind'),
            kind: 'select' as const,
            required: true,
            options: licence.applications.map((one) => ({ value: one, label: t(`application.${one}`) })),
          },
          { name: 'changedOn', label: t('field.changedOn'), kind: 'day' as const, initial: null },
          rangeField(t, false),
        ]
      : []),
    ...(act === 'grant'
      ? [
          {
            name: 'number',
            label: t('field.licenceNumber'),
            kind: 'text' as const,
            required: true,
            initial: licence.number,
          },
          {
            name: 'validTo',
            label: t('field.validTo'),
            kind: 'day' as const,
            required: true,
            ahead: true,
            initial: licence.validTo,
          },
        ]
      : []),
  ];
  return (
    <FieldsDialog
      title={t(`licenceAct.${act}`)}
      busy={send.isPending}
      fields={fields}
      onClose={onClose}
      onSend={(answers) =>
        send.mutate({
          params: { id: licence.id },
          body: { ...answers, ...(applies ? { ranges: rangesOf(answers) } : {}), act } as LicenceAct,
        })
      }
    />
  );
}

function AddLicence({ unitId, onClose }: { unitId: number; onClose: () => void }): ReactNode {
  const t = useText('radiation');
  const add = useRouteMutation(addLicence, { success: t('source.acted'), onSuccess: onClose });
  return (
    <FieldsDialog
      title={t('unit.addLicence')}
      busy={add.isPending}
      fields={[
        { name: 'on', label: t('field.on'), kind: 'day', required: true },
        { name: 'document', label: t('field.document'), kind: 'text', required: true },
        { name: 'issuer', label: t('field.issuer'), kind: 'text', required: true },
        rangeField(t, true),
      ]}
      onClose={onClose}
      onSend={(answers) =>
        add.mutate({ params: { id: unitId }, body: { ...answers, ranges: rangesOf(answers) } })
      }
    />
  );
}
