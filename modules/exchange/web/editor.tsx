import { useNavigate, useParams } from '@tanstack/react-router';
import { Page, QueryState, useRouteMutation, useRouteQuery, useSession, useText } from '@tarim/ui';
import { Alert, Button, Flex, Form, Steps } from 'antd';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import {
  createPipeline,
  type FileRef,
  getPipeline,
  type PipelineDetail,
  type PipelineSpec,
  type Preview,
  previewSource,
  startRun,
  updatePipeline,
} from '../contract.ts';
import { ChecksStep } from './editor/checks-step.tsx';
import {
  adopt,
  type Draft,
  draftOf,
  needsSecret,
  newDraft,
  STEPS,
  type Step,
  specOf,
} from './editor/draft.ts';
import { MappingStep } from './editor/mapping-step.tsx';
import type { StepProps } from './editor/parts.ts';
import { PreviewStep } from './editor/preview-step.tsx';
import { problemsOf } from './editor/problems.ts';
import { PublishStep } from './editor/publish-step.tsx';
import { SourceStep } from './editor/source-step.tsx';

/** A new pipeline, or the next version of one. */
export default function EditorPage(): ReactNode {
  const { id } = useParams({ strict: false }) as { id?: string };
  return id === undefined ? <Editor detail={null} /> : <Existing id={Number(id)} />;
}

function Existing({ id }: { id: number }): ReactNode {
  const t = useText('exchange');
  const query = useRouteQuery(getPipeline, { params: { id } });
  const detail = query.data;
  return (
    <QueryState query={query}>
      {detail?.pipeline.mayWrite ? (
        <Editor key={id} detail={detail} />
      ) : (
        <Alert type="info" showIcon title={t('editor.closed')} />
      )}
    </QueryState>
  );
}

/** Enough of a name for a dry run, which asks for none. */
const named = (spec: PipelineSpec): PipelineSpec => ({
  ...spec,
  titleZh: spec.titleZh || '-',
  titleEn: spec.titleEn || '-',
  sourceZh: spec.sourceZh || '-',
  sourceEn: spec.sourceEn || '-',
});

function Editor({ detail }: { detail: PipelineDetail | null }): ReactNode {
  const t = useText('exchange');
  const navigate = useNavigate();
  const ownUnit = useOwnUnit();
  const [draft, setDraft] = useState<Draft>(() => (detail ? draftOf(detail) : newDraft(ownUnit)));
  const [step, setStep] = useState<Step>('source');
  const [told, setTold] = useState<ReadonlySet<Step>>(new Set());
  const [file, setFile] = useState<FileRef | null>(null);
  const [dirty, setDirty] = useState(false);
  // As proposed: while nobody has touched it, a new look at the source proposes anew.
  const proposed = useRef<PipelineSpec['fields']>(draft.spec.fields);
  useLeaveGuard(dirty);

  const isNew = detail === null;
  const hasSecret = detail?.hasSecret ?? false;
  const { source } = draft.spec;
  const problems = problemsOf(draft, { isNew, hasSecret });
  const wrong = (at: string) => {
    const found = told.has(step) && problems.find((one) => one.step === step && one.at === at);
    return found ? t(found.key) : undefined;
  };
  const sampled = source.kind === 'upload' || (source.kind === 'folder' && isNew);
  const canRead = sampled ? file !== null : !problems.some((one) => one.step === 'source');

  const [preview, setPreview] = useState<Preview | null>(null);
  const look = useRouteMutation(previewSource, {
    refresh: [],
    onSuccess: (found) => {
      setPreview(found);
      if (isNew && draft.spec.fields === proposed.current) take(found);
    },
  });
  const trial = useRouteMutation(previewSource, { refresh: [] });
  const take = (found: Preview) => {
    const next = adopt(draft, found, file);
    proposed.current = next.spec.fields;
    change(next);
  };
  const change = (next: Draft) => {
    setDraft(next);
    setDirty(true);
    trial.reset();
  };
  const ask = (spec?: PipelineSpec) => ({
    source: sampled ? ({ kind: 'upload' } as const) : source,
    ...(sampled && file ? { file } : {}),
    ...(detail ? { pipelineId: detail.pipeline.id } : {}),
    ...(draft.secret ? { secret: draft.secret } : {}),
    format: draft.spec.format,
    layer: draft.spec.layer ?? null,
    crs: draft.spec.crs ?? null,
    ...(draft.unitPath ? { unitPath: draft.unitPath } : {}),
    ...(spec ? { spec } : {}),
  });
  const read = () =>
    look.mutate({
      body: {
        ...ask(),
        // The first look at something new finds out by itself where the place stands.
        ...(preview === null && isNew && draft.spec.fields === proposed.current
          ? {}
          : { place: draft.spec.place }),
      },
    });
  const go = (next: Step) => {
    setTold(new Set([...told, step]));
    setStep(next);
    if (next === 'preview' && preview === null && canRead && !look.isPending) read();
  };

  const save = useSave({ detail, draft, file, onSaved: () => setDirty(false) });
  const finish = (run: boolean) => {
    setTold(new Set(STEPS));
    const [first] = problems;
    if (first) setStep(first.step);
    else save.send(run);
  };

  const props: StepProps = {
    draft,
    onDraft: change,
    onSpec: (some) => {
      if (some.source && some.source.kind !== source.kind) {
        setPreview(null);
        look.reset();
      }
      change({ ...draft, spec: { ...draft.spec, ...some } });
    },
    wrong,
    isNew,
    hasSecret,
    fixed: (detail?.pipeline.rows ?? 0) > 0,
    kept: new Set(detail?.spec.fields.map((one) => one.name)),
    file,
    onFile: (brought) => {
      setFile(brought);
      setPreview(null);
      look.reset();
      trial.reset();
    },
    preview,
  };
  const at = STEPS.indexOf(step);
  const next = STEPS[at + 1];
  const mayRun = draft.active && (source.kind !== 'upload' || file !== null);
  return (
    <Page
      title={t(isNew ? 'editor.new' : 'editor.edit')}
      note={isNew ? t('editor.note') : t('editor.version', { version: detail.pipeline.version + 1 })}
    >
      <Steps
        size="small"
        responsive
        current={at}
        onChange={(chosen) => go(STEPS[chosen]!)}
        items={STEPS.map((one) => ({
          title: t(`step.${one}`),
          ...(told.has(one) && problems.some((problem) => problem.step === one)
            ? { status: 'error' as const }
            : {}),
        }))}
        style={{ marginBottom: 16 }}
      />
      <Form layout="vertical" component={false}>
        <div className="card">
          {step === 'source' ? <SourceStep {...props} /> : null}
          {step === 'preview' ? (
            <PreviewStep
              {...props}
              onRead={read}
              reading={look.isPending}
              failed={look.error}
              canRead={canRead}
            />
          ) : null}
          {step === 'mapping' ? <MappingStep {...props} onPropose={() => preview && take(preview)} /> : null}
          {step === 'checks' ? (
            <ChecksStep
              {...props}
              onTry={() => {
                setTold(new Set([...told, 'preview', 'mapping', 'checks']));
                const hinders = problems.find((one) => one.step !== 'publish');
                if (hinders) setStep(hinders.step);
                else trial.mutate({ body: ask(named(specOf(draft))) });
              }}
              trying={trial.isPending}
              failed={trial.error}
              result={trial.data ?? null}
              canRead={canRead}
            />
          ) : null}
          {step === 'publish' ? <PublishStep {...props} /> : null}
        </div>
      </Form>
      <Flex gap={8} wrap justify="space-between" style={{ marginTop: 14 }}>
        <Flex gap={8} wrap>
          {at > 0 ? <Button onClick={() => go(STEPS[at - 1]!)}>{t('editor.back')}</Button> : null}
          {next ? (
            <Button
              type="primary"
              disabled={isNew && step === 'source' && sampled && file === null}
              onClick={() => go(next)}
            >
              {t('editor.next')}
            </Button>
          ) : null}
          {!isNew || !next ? (
            <Button type={next ? 'default' : 'primary'} loading={save.busy} onClick={() => finish(false)}>
              {t('editor.save')}
            </Button>
          ) : null}
          {!next && mayRun ? (
            <Button loading={save.busy} onClick={() => finish(true)}>
              {t('editor.saveRun')}
            </Button>
          ) : null}
        </Flex>
        <Button
          onClick={() =>
            void navigate({
              to: (isNew ? '/exchange' : `/exchange/pipelines/${detail.pipeline.id}`) as string,
            })
          }
        >
          {t('editor.leave')}
        </Button>
      </Flex>
    </Page>
  );
}

/** The unit of a person who makes pipelines in one unit only. */
function useOwnUnit(): string | undefined {
  const grant = useSession().grants.find((one) => one.action === 'exchange.write');
  const [path, ...more] = grant?.unitPaths ?? [];
  return more.length === 0 && path !== '/' ? path : undefined;
}

/** A window that is closed by mistake asks first. */
function useLeaveGuard(dirty: boolean): void {
  useEffect(() => {
    if (!dirty) return;
    const hold = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', hold);
    return () => window.removeEventListener('beforeunload', hold);
  }, [dirty]);
}

/** What is sent as the secret: nothing while it stays; empty where the source needs none any more. */
function secretOf({ secret, spec: { source } }: Draft, kept: boolean): { secret?: string } {
  if (!needsSecret(source)) return kept ? { secret: '' } : {};
  return secret ? { secret } : {};
}

function useSave({
  detail,
  draft,
  file,
  onSaved,
}: {
  detail: PipelineDetail | null;
  draft: Draft;
  file: FileRef | null;
  onSaved: () => void;
}): { busy: boolean; send: (run: boolean) => void } {
  const t = useText('exchange');
  const navigate = useNavigate();
  const run = useRef(false);
  const show = (id: number) => void navigate({ to: `/exchange/pipelines/${id}` as string });
  const start = useRouteMutation(startRun, {
    onSuccess: ({ id }) => void navigate({ to: `/exchange/runs/${id}` as string }),
  });
  const done = ({ id }: { id: number }) => {
    onSaved();
    if (!run.current) return show(id);
    const upload = draft.spec.source.kind === 'upload';
    start.mutate(
      { params: { id }, body: upload && file ? { file } : {} },
      // It is saved all the same: why it does not run is told beside.
      { onError: () => show(id) },
    );
  };
  const create = useRouteMutation(createPipeline, { success: t('saved'), onSuccess: done });
  const update = useRouteMutation(updatePipeline, { success: t('saved'), onSuccess: done });
  return {
    busy: create.isPending || update.isPending || start.isPending,
    send: (wanted) => {
      run.current = wanted;
      const { active, slug, unitPath } = draft;
      const body = { active, spec: specOf(draft), ...secretOf(draft, detail?.hasSecret ?? false) };
      if (detail)
        update.mutate({
          params: { id: detail.pipeline.id },
          body: { ...body, version: detail.pipeline.version },
        });
      else create.mutate({ body: { ...body, slug, unitPath } });
    },
  };
}
