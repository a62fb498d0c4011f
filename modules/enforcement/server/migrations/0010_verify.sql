-- 核验码: what the picture on a document leads to; who has the paper may ask whether it stands.
alter table enforcement.document add column code text;
update enforcement.document set code = substr(md5(random()::text || number), 1, 16);
alter table enforcement.document alter column code set not null;
alter table enforcement.document add constraint document_code_key unique (code);
