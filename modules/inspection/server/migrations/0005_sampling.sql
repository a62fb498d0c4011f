-- 现场采样单: a third kind of record that is made on the spot.
alter table inspection.record drop constraint record_form_check;
alter table inspection.record add constraint record_form_check check (form in ('site', 'inquiry', 'sampling'));
