-- 联合发文: the organs that issue a document together, in order and the lead maker first, who publishes it (政府信息公开条例第十条). Of one that
-- another organ leads: where that organ has published it, or why it goes out here all the same.
alter table document_revision
  add column joint_organs jsonb,
  add column lead_publication text,
  add column lead_reason text,
  add constraint document_revision_joint_organs_are_several
    check (joint_organs is null or (jsonb_typeof(joint_organs) = 'array' and jsonb_array_length(joint_organs) >= 2)),
  add constraint document_revision_lead_of_joint_issue
    check (joint_organs is not null or (lead_publication is null and lead_reason is null));
alter table portal.document
  add column joint_organs jsonb not null default '[]',
  add column lead_publication text;
