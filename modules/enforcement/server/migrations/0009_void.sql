-- 更正: steps that still count. A step that was written down wrongly stays in `case_step`, and the step that says so too.
create view enforcement.live_step with (security_invoker = true) as
select s.* from enforcement.case_step s
where s.act->>'act' <> 'void'
  and not exists (
    select 1 from enforcement.case_step v
    where v.case_id = s.case_id and v.act->>'act' = 'void' and (v.act->>'nth')::int = s.nth
  );
