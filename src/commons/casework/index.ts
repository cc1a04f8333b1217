export { type MatterKind, type StepEffect, defineKind } from './kind.ts';
export { type MatterRow, historyOf, matterById, matters } from './queries.ts';
export { nextNumber } from './series.ts';
export { type NewMatter, type StepOffer, maySee, openMatter, stepsOffered, takeStep, takeStepAs } from './steps.ts';
