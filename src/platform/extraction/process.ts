import { AppError } from '#kernel/errors.ts';
import { answerAsked } from '../confined.ts';
import type { ReadingAsks } from './elsewhere.ts';
import { readMail } from './mail.ts';
import { readBlocks } from './read.ts';

// A process of its own that takes apart what strangers made, and ends (`elsewhere.ts` starts it).
answerAsked<ReadingAsks>(
  {
    read: ({ bytes, extension, limits }) => readBlocks(bytes, extension, limits),
    mail: ({ bytes }) => readMail(bytes),
  },
  (error) => (error instanceof AppError ? error.reasons.join('；') : undefined),
);
