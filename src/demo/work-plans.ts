import type { LocalDate } from '#kernel/dates.ts';
import type { Services } from '#platform/services.ts';
import type { Cast } from './cast.ts';
import type { MovingClock } from './publish.ts';

export async function liveWithPlans(_services: Services, _cast: Cast, _clock: MovingClock, _today: LocalDate): Promise<void> {}
