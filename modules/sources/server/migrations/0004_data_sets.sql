-- Data sets page by an id; plates, of which the keys are made, tell nobody anything and leave the platform in no form.
alter table sources.inspection add column id bigint generated always as identity;
create unique index inspection_id on sources.inspection (id);
alter table sources.remote_pass add column id bigint generated always as identity;
create unique index remote_pass_id on sources.remote_pass (id);
