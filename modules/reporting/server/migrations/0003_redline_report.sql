-- The monthly report on the ecological red line (生态保护红线监管月报), a kind of its own: its template and its schedule stand beside the others.
alter table reporting.template drop constraint template_kind_check;
alter table reporting.template add constraint template_kind_check check (kind in ('daily', 'monthly', 'annual', 'redline'));
alter table reporting.report drop constraint report_kind_check;
alter table reporting.report add constraint report_kind_check check (kind in ('daily', 'monthly', 'annual', 'redline'));
alter table reporting.schedule drop constraint schedule_kind_check;
alter table reporting.schedule add constraint schedule_kind_check check (kind in ('daily', 'monthly', 'annual', 'redline'));

insert into reporting.template (kind, revision, content, saved_at, reason) values
  ('redline', 1, '{
    "title": {"zh": "生态保护红线监管月报", "en": "Monthly report on the ecological red line"},
    "items": [
      {"type": "section", "id": "redline.areas", "on": true},
      {"type": "section", "id": "redline.patches", "on": true},
      {"type": "section", "id": "redline.map", "on": true},
      {"type": "section", "id": "redline.problems", "on": true},
      {"type": "text", "on": true, "heading": {"zh": "编制说明", "en": "About this report"}, "text": {
        "zh": "本月报为{{unit}}{{period}}（{{from}}至{{to}}）生态保护红线与自然保护地内图斑的发现、核查、整改与销号情况。遥感图斑只是线索，是否违法违规以实地核查后的判定为准；面积为 CGCS2000 椭球面面积。本月报列有图斑位置，供内部工作使用，对外公开应使用不含位置的摘要。",
        "en": "This report covers patches of change within ecological red lines and protected areas of {{unit}} in {{period}} ({{from}} to {{to}}): found, verified, rectified and closed. A patch seen from above is a lead only; whether it is a violation is decided after verification on site. Areas are geodesic on the ellipsoid of CGCS2000. It tells where patches lie and is for work inside the administration; what is published should be a summary without places."}}
    ]}', '2026-11-27T00:00:00+08:00', 'factory');
