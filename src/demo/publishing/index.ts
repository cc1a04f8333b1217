import { askForReassessment } from '#commons/publishing/index.ts';
import type { Instant, LocalDate } from '#kernel/dates.ts';
import type { Services } from '#platform/services.ts';
import { aroundDocuments } from './around-documents.ts';
import { lifeOf } from './life.ts';
import { beginStory } from './story.ts';
import { liveDiary, type MovingClock } from './diary.ts';
import type { DemoDocument, DemoSet } from './document.ts';
import { lifeOfSet } from './sets.ts';
import { demoDocuments, demoSets } from './texts/index.ts';

export { demoDocuments, demoSets } from './texts/index.ts';
export { type MovingClock, workHour } from './diary.ts';
export { catalogueSince } from './item-filled.ts';
export type { DemoDocument } from './document.ts';

/** The publishing year of the demonstration: every document by the commands of its people, in the order of the days. */
export async function livePublishingYear(services: Services, clock: MovingClock, today: LocalDate, now: Instant) {
  const story = await beginStory(services, today);
  await liveDiary(clock, now, [
    ...aroundDocuments(story),
    ...demoDocuments.flatMap((demo, nth) => lifeOf(story, demo, nth)),
    ...demoSets.flatMap((set) => lifeOfSet(story, set, demoDocuments)),
  ]);
  clock.moveTo(now);
  await askForReassessment(services);
}

export async function publishDemoDocuments(
  services: Services,
  clock: MovingClock,
  today: LocalDate,
  now: Instant,
  documents: readonly DemoDocument[],
  sets: readonly DemoSet[] = [],
): Promise<void> {
  const story = await beginStory(services, today);
  await liveDiary(clock, now, [
    ...documents.flatMap((demo, nth) => lifeOf(story, demo, nth)),
    ...sets.flatMap((set) => lifeOfSet(story, set, documents)),
  ]);
}
