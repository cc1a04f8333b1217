import { Button } from 'antd';
import { useState } from 'react';
import { api, Block, type DrawerForm, FormDrawer, Loaded, fileSize, useRead } from '#workbench/kit/index.ts';
import { UPLOAD_PURPOSES, type UploadLine } from '../../contract.ts';
import { UploadReason } from '../../uploads/contract.ts';
import type { PanelProps } from '../panels.ts';

/** What the applicant sent along: proofs and papers, each opened with a reason that is kept (个人信息保护法). */
export function Uploads({ request: { id, mayViewApplicant } }: PanelProps) {
  const path = `/api/requests/${id}/uploads`;
  const read = useRead<readonly UploadLine[]>(path);
  const [form, setForm] = useState<DrawerForm>();
  return (
    <Loaded query={read}>
      {(files) =>
        files.length > 0 && (
          <Block title="申请人上传的材料" count={files.length}>
            <ul className="entries">
              {files.map((file) => (
                <li key={file.id}>
                  <p className="entry-head">
                    <strong>{UPLOAD_PURPOSES[file.purpose]}</strong>
                    {mayViewApplicant && file.there && (
                      <Button size="small" onClick={() => setForm(opening(file, path))}>
                        查看
                      </Button>
                    )}
                  </p>
                  <p className="muted">
                    {TYPES[file.mediaType] ?? '文件'}，{fileSize(file.size)}，
                    {file.there || file.scan !== 'clean' ? SCANS[file.scan] : '保存期满，已经清除'}
                  </p>
                </li>
              ))}
            </ul>
            <FormDrawer form={form} close={() => setForm(undefined)} renews={[path]} />
          </Block>
        )
      }
    </Loaded>
  );
}

const TYPES: Readonly<Record<string, string>> = {
  'application/pdf': 'PDF',
  'image/jpeg': '图片',
  'image/png': '图片',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'Word 文件',
};

const SCANS: Readonly<Record<string, string>> = {
  clean: '没有发现病毒',
  unscanned: '没有经过病毒检查，打开前请注意',
  infected: '发现病毒，没有收下',
  missing: '没有完整收到，请联系申请人补交',
};

const opening = ({ id, purpose }: UploadLine, path: string): DrawerForm => ({
  title: `查看${UPLOAD_PURPOSES[purpose]}`,
  schema: UploadReason,
  path: `${path}/${id}`,
  send: (fields) => api.download(`${path}/${id}`, fields),
  submitLabel: '下载查看',
  done: '已经下载，原因已经记录',
  consequence: '查看人、时间和原因会记录下来，供审计查阅。',
});
