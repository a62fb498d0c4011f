import { urlOf } from '@tarim/platform/contract';
import { useMay, useRouteMutation, useText } from '@tarim/ui';
import { Alert, Button, Card, Flex, Popconfirm, Switch, Tag } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import {
  NUMBER_PLACEHOLDERS,
  OFFERED,
  previewTemplate,
  saveTemplate,
  type TemplateBlock,
  type TemplateBody,
  type TemplateDetail,
  templateFaults,
} from '../contract.ts';
import { useMadeFile } from './made-file.tsx';
import { TemplateLines } from './template-lines.tsx';
import { TemplateText } from './template-text.tsx';
import { TemplateVersions, versionTold } from './template-versions.tsx';

const LONG = 4_000;

/** One kind of paper of a unit: what it says, what may be changed of it, a sample, and its versions. */
export function TemplateEditor({ unit, detail }: { unit: string; detail: TemplateDetail }): ReactNode {
  const t = useText('enforcement');
  const mine = useMay()('enforcement.decide', unit);
  // What was begun with stays, whatever others save meanwhile.
  const [start, setStart] = useState(detail);
  const [draft, setDraft] = useState(detail.body);
  const [active, setActive] = useState('');
  const { form } = start;
  const faults = useMemo(() => templateFaults(form, draft), [form, draft]);
  const changed = JSON.stringify(draft) !== JSON.stringify(start.body);
  const basedOn = start.versions[0]?.version ?? 0;
  const newest = detail.versions[0];
  const begin = (from: TemplateDetail) => {
    setStart(from);
    setDraft(from.body);
  };
  const save = useRouteMutation(saveTemplate, { success: t('template.saved'), onSuccess: begin });
  const put = (content: TemplateBody | 'factory' | 'inherit') =>
    save.mutate({ params: { kind: form.kind }, body: { unitPath: unit, basedOn, content } });
  const patch = (more: Partial<TemplateBody>) => setDraft((now) => ({ ...now, ...more }));
  const place = (where: string) => ({
    faults: faults.filter((one) => one.where === where),
    active: active === where,
    onActive: () => setActive(where),
    disabled: !mine,
  });
  const lines = (where: 'before' | 'after' | 'signature') => (
    <TemplateLines
      where={where}
      line={where === 'signature'}
      lines={draft[where]}
      onChange={(now) => patch({ [where]: now })}
      faults={faults}
      active={active}
      onActive={setActive}
      disabled={!mine}
    />
  );
  return (
    <Flex vertical gap={16}>
      {newest && newest.version > basedOn ? (
        <Alert
          type="warning"
          showIcon
          title={`${newest.by} · ${versionTold(newest, t)}`}
          action={<Button onClick={() => begin(detail)}>{t('template.asDraft')}</Button>}
        />
      ) : null}
      {mine ? null : <Alert type="info" showIcon title={t('template.readOnly')} />}
      <Card size="small" title={t('template.kind')}>
        <Flex vertical gap={12}>
          <TemplateText
            {...place('title')}
            name={t('template.title')}
            value={draft.title}
            onChange={(title) => patch({ title })}
            placeholders={[]}
            delivered={form.factory.title}
            most={60}
          />
          {draft.number === null ? null : (
            <TemplateText
              {...place('number')}
              name={t('template.number')}
              value={draft.number}
              onChange={(number) => patch({ number })}
              placeholders={NUMBER_PLACEHOLDERS}
              delivered={form.factory.number ?? ''}
              most={80}
            />
          )}
        </Flex>
      </Card>
      {lines('before')}
      {form.blocks.length > 0 ? (
        <Card size="small" title={t('template.texts')}>
          <Flex vertical gap={16}>
            {form.blocks.map((block) => (
              <TemplateText
                key={block.key}
                {...place(block.key)}
                name={block.name}
                value={draft.texts[block.key] ?? ''}
                onChange={(text) => patch({ texts: { ...draft.texts, [block.key]: text } })}
                placeholders={[...new Set([...block.placeholders, ...OFFERED])]}
                delivered={block.delivered}
                note={<Law of={block} />}
                extra={
                  block.optional ? (
                    <Switch
                      size="small"
                      aria-label={t('template.showOf', { name: block.name })}
                      disabled={!mine}
                      checked={!draft.hidden.includes(block.key)}
                      onChange={(shown) =>
                        patch({
                          hidden: shown
                            ? draft.hidden.filter((key) => key !== block.key)
                            : [...draft.hidden, block.key],
                        })
                      }
                    />
                  ) : null
                }
                most={LONG}
              />
            ))}
          </Flex>
        </Card>
      ) : null}
      {lines('after')}
      {lines('signature')}
      {mine ? (
        <Card size="small">
          <Flex vertical gap={8}>
            {faults.length > 0 ? (
              <Alert type="error" showIcon title={t('template.faults', { n: faults.length })} />
            ) : changed ? (
              <Alert type="info" showIcon title={t('template.unsaved')} />
            ) : null}
            <Preview kind={form.kind} unit={unit} body={draft} fit={faults.length === 0} />
            <Flex gap={8} wrap>
              <Button
                type="primary"
                disabled={!changed || faults.length > 0}
                loading={save.isPending}
                onClick={() => put(draft)}
              >
                {t('template.save')}
              </Button>
              {(['factory', 'inherit'] as const).map((state) => (
                <Popconfirm key={state} title={t('template.sure')} onConfirm={() => put(state)}>
                  <Button disabled={basedOn === 0 && state === 'inherit'}>
                    {t(state === 'factory' ? 'template.toFactory' : 'template.toInherit')}
                  </Button>
                </Popconfirm>
              ))}
            </Flex>
          </Flex>
        </Card>
      ) : null}
      <TemplateVersions versions={start.versions} {...(mine ? { onDraft: setDraft } : {})} />
    </Flex>
  );
}

function Law({ of }: { of: TemplateBlock }): ReactNode {
  const t = useText('enforcement');
  if (!of.legal) return null;
  const names = of.keeps.map(([first]) => first).join('、');
  return (
    <>
      <Tag color="gold">{t('template.legal')}</Tag>
      <small className="muted">{t('template.keeps', { names })}</small>
    </>
  );
}

/** 样例 of what is not saved yet, as PDF or DOCX. */
function Preview({
  kind,
  unit,
  body,
  fit,
}: {
  kind: TemplateDetail['form']['kind'];
  unit: string;
  body: TemplateBody;
  fit: boolean;
}): ReactNode {
  const t = useText('enforcement');
  const { made, busy, make } = useMadeFile();
  return (
    <Flex gap={8} wrap align="center">
      {(['pdf', 'docx'] as const).map((format) => (
        <Button
          key={format}
          disabled={!fit}
          loading={busy === format}
          onClick={() =>
            void make(format, urlOf(previewTemplate, { kind }, { format }), { unitPath: unit, body })
          }
        >
          {t('template.preview')} {format.toUpperCase()}
        </Button>
      ))}
      {made ? (
        <a href={made.url} target="_blank" rel="noreferrer">
          {t('template.open', { format: made.format.toUpperCase() })}
        </a>
      ) : null}
      <small className="muted">{t('template.simulated')}</small>
    </Flex>
  );
}
