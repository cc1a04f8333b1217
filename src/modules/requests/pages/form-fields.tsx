import { Choices, type FieldErrors, FileField, sizeText, TextField } from '#portal/index.ts';
import { APPLICANT_CLASSES, ID_KINDS, UPLOAD_PURPOSES, type UploadPurpose } from '../contract.ts';
import { ACCEPTED_WORDS, FILE_LIMITS, type SentFile } from '../uploads/sent-files.ts';
import type { TypedRequest } from './typed.ts';

const { naturalPerson: _person, ...ORGANISATION_CLASSES } = APPLICANT_CLASSES;

export interface Lines {
  readonly typed: TypedRequest;
  readonly errors: FieldErrors;
}

export function CitizenFields({ typed, errors }: Lines) {
  return (
    <>
      <TextField
        id="name"
        label="姓名"
        required
        value={typed.name}
        maxLength={100}
        autoComplete="name"
        error={errors.name}
      />
      <Choices id="idKind" label="证件类型" value={typed.idKind} options={ID_KINDS} error={errors.idKind} />
      <TextField
        id="idNumber"
        label="证件号码"
        hint="申请应当包括身份证明。号码加密保存，每次查看都有记录，不保存在这台设备上。"
        required
        undrafted
        value={typed.idNumber}
        maxLength={40}
        error={errors.idNumber}
      />
    </>
  );
}

export function OrganisationFields({ typed, errors }: Lines) {
  return (
    <>
      <TextField
        id="name"
        label="名称"
        required
        value={typed.name}
        maxLength={100}
        autoComplete="organization"
        error={errors.name}
      />
      <TextField
        id="creditCode"
        label="统一社会信用代码"
        required
        value={typed.creditCode}
        maxLength={18}
        error={errors.creditCode}
      />
      <Choices
        id="organisationClass"
        label="组织类型"
        value={typed.organisationClass}
        options={ORGANISATION_CLASSES}
        error={errors.organisationClass}
      />
      <TextField
        id="representative"
        label="法定代表人或者负责人"
        required
        value={typed.representative}
        maxLength={60}
        error={errors.representative}
      />
      <TextField
        id="contactName"
        label="联系人"
        required
        value={typed.contactName}
        maxLength={60}
        autoComplete="name"
        error={errors.contactName}
      />
    </>
  );
}

export function ContactFields({ typed, errors }: Lines) {
  return (
    <>
      <TextField
        id="phone"
        label="联系电话"
        value={typed.phone}
        maxLength={30}
        inputMode="tel"
        autoComplete="tel"
        error={errors.phone}
      />
      <TextField
        id="email"
        label="电子邮箱"
        value={typed.email}
        maxLength={120}
        inputMode="email"
        autoComplete="email"
        error={errors.email}
      />
      <TextField
        id="address"
        label="通信地址"
        value={typed.address}
        maxLength={200}
        autoComplete="address-line1"
        error={errors.address}
      />
      <TextField
        id="postcode"
        label="邮政编码"
        value={typed.postcode}
        maxLength={10}
        inputMode="numeric"
        autoComplete="postal-code"
        error={errors.postcode}
      />
      <TextField id="fax" label="传真" value={typed.fax} maxLength={30} inputMode="tel" error={errors.fax} />
    </>
  );
}

/** Folded, for most have none; open as soon as there is something in it. */
export function AgentFields({ typed, errors }: Lines) {
  const { agentName, agentIdKind, agentIdNumber, agentPhone } = typed;
  const wrong = ['agentName', 'agentIdKind', 'agentIdNumber', 'agentPhone', 'authority'].some((field) => errors[field]);
  return (
    <details className="form-more" open={wrong || [agentName, agentIdKind, agentIdNumber, agentPhone].some(Boolean)}>
      <summary>委托代理人办理的，点这里填写</summary>
      <p className="hint">有代理人的，请在下面“上传材料”里附上授权委托书和代理人的身份证明。</p>
      <TextField
        id="agentName"
        label="代理人姓名"
        need={WITH_AGENT}
        value={agentName}
        maxLength={60}
        error={errors.agentName}
      />
      <Choices
        id="agentIdKind"
        label="代理人证件类型"
        need={WITH_AGENT}
        value={agentIdKind}
        options={ID_KINDS}
        error={errors.agentIdKind}
      />
      <TextField
        id="agentIdNumber"
        label="代理人证件号码"
        need={WITH_AGENT}
        undrafted
        value={agentIdNumber}
        maxLength={40}
        error={errors.agentIdNumber}
      />
      <TextField
        id="agentPhone"
        label="代理人联系电话"
        value={agentPhone}
        maxLength={30}
        inputMode="tel"
        error={errors.agentPhone}
      />
    </details>
  );
}

const WITH_AGENT = '有代理人时必填';

/** A file with the signed words by which its sender's page carries it along. */
export interface ShownFile {
  readonly file: SentFile;
  readonly token: string;
}

const HINTS: Readonly<Record<UploadPurpose, string>> = {
  identity: '身份证件或者登记证书的照片、扫描件。不上传的，办理时可能请您补充。',
  authority: '授权委托书写明委托谁、办什么事，由申请人签名或者盖章；代理人的身份证件一并上传。',
  attachment: '有助于查找的材料，例如您见过的文件。',
};

/** Files already kept can be dropped; a browser gives back none of those that were chosen before. */
export function FileFields({ files, errors }: { readonly files: readonly ShownFile[]; readonly errors: FieldErrors }) {
  return (
    <>
      {files.length > 0 && (
        <fieldset className="field kept-files">
          <legend>已经收到的文件</legend>
          <p className="hint">不用重新选择。不需要的，打勾后点“下一步”就会删去。</p>
          {files.map(({ file, token }) => (
            <div key={file.id}>
              <input type="hidden" name="file" value={token} />
              <label className="choice">
                <input type="checkbox" name="drop" value={file.id} />
                <span>
                  删去{UPLOAD_PURPOSES[file.purpose]}「{file.name}」（{sizeText(file.size)}）
                </span>
              </label>
            </div>
          ))}
        </fieldset>
      )}
      {(Object.keys(UPLOAD_PURPOSES) as UploadPurpose[]).map((purpose) => (
        <FileField
          key={purpose}
          id={purpose}
          label={UPLOAD_PURPOSES[purpose]}
          hint={HINTS[purpose]}
          {...(purpose === 'authority' && { need: WITH_AGENT })}
          accept=".pdf,.jpg,.jpeg,.png,.docx"
          error={errors[purpose]}
        />
      ))}
    </>
  );
}

export const FILES_HINT = `${ACCEPTED_WORDS}，每个不超过 ${FILE_LIMITS.bytes / 1024 / 1024} MB，一共不超过 ${FILE_LIMITS.files} 个。上传后加密，只有办理的工作人员能够打开。点“下一步”以后断了网的，文件没有收下：回到这一页再点一次，文字还在（证件号码要重填），文件要重新选择。`;
