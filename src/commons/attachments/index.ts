export { addAttachment, attach, detach, type NewAttachment, removeAttachment } from './commands.ts';
export { feature } from './module.ts';
export { attachmentFor, attachmentsOf } from './queries.ts';
export { type ReceivedFile, receiveFile, recordFile } from './receiving.ts';
export { attachmentPurposes } from './contract.ts';
