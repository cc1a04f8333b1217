import { Type } from 'typebox';
import { defineJob } from '#platform/jobs.ts';
import { WORKING_COPY_DAYS } from '../working-copy-contract.ts';
import { sweepWorkingCopies } from './commands.ts';

export const sweepWorkingCopiesJob = defineJob({
  name: 'publishing.sweep-working-copies',
  label: '清理久未继续的未保存文稿',
  cron: '41 4 * * *',
  data: Type.Object({}),
  run: async (_data, services) =>
    `清理了 ${await sweepWorkingCopies(services)} 份超过 ${WORKING_COPY_DAYS} 日没有继续的未保存文稿`,
});
