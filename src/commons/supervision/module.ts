import type { Feature } from '#platform/feature.ts';
import { type App, actorOf } from '#platform/http.ts';
import type { Services } from '#platform/services.ts';
import { supervisionBoard } from './board.ts';
import { supervisionPolicy } from './policy.ts';
import { stuckMatters } from './stuck.ts';
import { climbLadder } from './sweep.ts';

function supervisionRoutes(app: App, services: Services): void {
  app.get('/api/supervision', { config: { action: 'supervision.board', limit: 'read' } }, (request) =>
    supervisionBoard(services, actorOf(request)),
  );

  app.get('/api/supervision/stuck', { config: { action: 'supervision.stuck', limit: 'read' } }, (request) =>
    stuckMatters(services, actorOf(request)),
  );
}

export const feature: Feature = {
  key: 'supervision',
  label: '督查督办',
  serves: [],
  policy: supervisionPolicy,
  jobs: [climbLadder],
  office: supervisionRoutes,
};
