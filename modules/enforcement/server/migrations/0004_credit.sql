-- A published decision stands for as long as its record of dishonesty does (信用修复管理办法): until it ends by itself or is repaired.
alter table enforcement.publication add column until date;
update enforcement.publication p set until = ((p.at at time zone 'Asia/Shanghai')::date + interval '12 months')::date;
alter table enforcement.publication alter column until set not null;
create policy competent_update on enforcement.publication for update using (platform.may_write(unit_path))
  with check (platform.may_write(unit_path));
