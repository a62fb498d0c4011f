-- 撤回公开 (行政处罚法 48): what was withdrawn stays as a record of its own, with the reason that the public is told; a decision that was
-- changed may be published anew.
alter table enforcement.publication drop constraint publication_case_id_key;
alter table enforcement.publication
  add column withdrawn_on date,
  add column outcome text check (outcome in ('changed', 'revoked', 'unlawful', 'void')),
  add column reason text,
  add check ((withdrawn_on is null) = (outcome is null) and (withdrawn_on is null) = (reason is null));
create unique index publication_standing on enforcement.publication (case_id) where withdrawn_on is null;
