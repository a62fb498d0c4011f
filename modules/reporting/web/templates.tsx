import { Page, QueryState, useMay, useRouteMutation, useRouteQuery, useText } from '@tarim/ui';
import { Button, Segmented } from 'antd';
import { type ReactNode, useState } from 'react';
import { listTemplates, type ReportKind, saveTemplate, type TemplateContent } from '../contract.ts';
import { ReasonDialog } from './reason-dialog.tsx';
import { TemplateEditor } from './template-editor.tsx';
import { TemplatePreview } from './template-preview.tsx';
import { TemplateRevisions } from './template-revisions.tsx';
import { kindOptions } from './words.tsx';

interface Draft {
  readonly kind: ReportKind;
  readonly basedOn: number;
  readonly content: TemplateContent;
}

/** The template of each kind of report: its present revision, an editor with preview, and all there were. */
export default function TemplatesPage(): ReactNode {
  const t = useText('reporting');
  const mayEdit = useMay('reporting.template', '/');
  const query = useRouteQuery(listTemplates);
  const [kind, setKind] = useState<ReportKind>('daily');
  const [drafts, setDrafts] = useState<Partial<Record<ReportKind, Draft>>>({});
  const [saving, setSaving] = useState(false);
  const revisions = query.data?.revisions.filter((one) => one.kind === kind) ?? [];
  const present = revisions[0];
  const draft = drafts[kind];
  const content = draft?.content ?? present?.content;
  const forget = () => setDrafts(({ [kind]: _gone, ...others }) => others);
  const save = useRouteMutation(saveTemplate, {
    success: t('template.saved', { n: (draft?.basedOn ?? 0) + 1 }),
    onSuccess: () => {
      setSaving(false);
      forget();
    },
  });
  return (
    <Page
      title={t('template.title')}
      note={mayEdit ? t('template.note') : t('template.lookOnly')}
      extra={
        draft ? (
          <>
            <Button onClick={forget}>{t('template.discard')}</Button>
            <Button type="primary" onClick={() => setSaving(true)}>
              {t('template.save')}
            </Button>
          </>
        ) : null
      }
    >
      <div className="filters" style={{ overflowX: 'auto' }}>
        <Segmented<ReportKind>
          aria-label={t('field.kind')}
          value={kind}
          onChange={setKind}
          options={kindOptions(t)}
        />
      </div>
      <QueryState query={query}>
        {content && present ? (
          <div className="grid side-by-side">
            <TemplateEditor
              key={kind}
              content={content}
              sections={query.data?.sections.filter((one) => one.kinds.includes(kind)) ?? []}
              readOnly={!mayEdit}
              onChange={(next) =>
                setDrafts((all) => ({
                  ...all,
                  [kind]: { kind, basedOn: draft?.basedOn ?? present.revision, content: next },
                }))
              }
            />
            {mayEdit ? <TemplatePreview kind={kind} content={content} /> : null}
          </div>
        ) : null}
        <TemplateRevisions revisions={revisions} mayRestore={mayEdit} />
      </QueryState>
      {saving && draft ? (
        <ReasonDialog
          title={t('template.saveTitle')}
          ok={t('save')}
          busy={save.isPending}
          onOk={(reason) =>
            save.mutate({
              params: { kind },
              body: { content: draft.content, basedOn: draft.basedOn, reason },
            })
          }
          onClose={() => setSaving(false)}
        />
      ) : null}
    </Page>
  );
}
