-- The annual report has a chapter on ecological quality, behind the other media; a template that somebody saved is left alone.
insert into reporting.template (kind, revision, content, saved_at, reason)
select kind, 2, jsonb_insert(content, '{items,6}', '{"type": "section", "id": "ecology.status", "on": true}'), '2026-11-26T00:00:00+08:00', 'factory'
from reporting.template t
where kind = 'annual' and revision = 1 and saved_by is null
  and not exists (select 1 from reporting.template newer where newer.kind = t.kind and newer.revision > t.revision);
